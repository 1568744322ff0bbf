import { BusyButton } from './busy-button.tsx'
import { useSpeech } from './language.tsx'

type Pages = {
  data: { pages: readonly { items: readonly unknown[]; more?: number }[] } | undefined
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
}

/** Says for as long as a list goes on that it does, how many of it are shown, and fetches its next page. */
export function MoreButton(props: {
  query: Pages
  label?: string
  /** How many stand on the screen, where that is not each item that was fetched. */
  shown?: number
}) {
  const { query, label } = props
  const { desk } = useSpeech()
  if (!query.hasNextPage) return null
  const pages = query.data?.pages ?? []
  const shown = props.shown ?? pages.reduce((sum, page) => sum + page.items.length, 0)
  const more = pages.at(-1)?.more
  return (
    <div className="row spaced">
      <BusyButton
        variant="default"
        size="xs"
        busy={query.isFetchingNextPage}
        onClick={() => void query.fetchNextPage()}
      >
        {label ?? desk.older}
      </BusyButton>
      <span className="soft small">
        {more === undefined ? desk.notAll(shown) : `${shown} / ${shown + more}`}
      </span>
    </div>
  )
}

/** The items of the pages that were fetched, each once: what changed place meanwhile may have come twice. */
export function itemsOf<T>(
  data: { pages: readonly { items: readonly T[] }[] } | undefined,
  keyOf: (item: T) => string | number,
): T[] {
  const items = (data?.pages ?? []).flatMap((page) => page.items)
  return [...new Map(items.map((item) => [keyOf(item), item])).values()]
}
