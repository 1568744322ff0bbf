import { BusyButton } from './busy-button.tsx'
import { useSpeech } from './language.tsx'

type Pages = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }

/** Fetches the next page of a list for as long as there is one. */
export function MoreButton(props: { query: Pages }) {
  const { desk } = useSpeech()
  if (!props.query.hasNextPage) return null
  return (
    <p>
      <BusyButton
        variant="default"
        size="xs"
        busy={props.query.isFetchingNextPage}
        onClick={() => void props.query.fetchNextPage()}
      >
        {desk.older}
      </BusyButton>
    </p>
  )
}
