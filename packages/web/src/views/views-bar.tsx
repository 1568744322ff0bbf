import type { SavedView, ViewScreen } from '@tocsin/api'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState, type ReactNode } from 'react'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { Fault } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { sessionQuery } from '../session/data.ts'
import { mayAct } from '../session/desks.ts'
import { toFilters, toText, type Filters } from './address.ts'
import { useDropView, viewsQuery } from './data.ts'
import { KeepDialog } from './keep-dialog.tsx'
import { RenameDialog } from './rename-dialog.tsx'
import { VIEW_WORDS } from './words.ts'

type Props = {
  screen: ViewScreen
  /** The filters that the address has now. */
  search: object
  /** Says how many a view finds now, where its list can be asked. */
  count?: (filters: Filters) => ReactNode
}

/** The views of a list that a person keeps or others share, and what keeps the filters that stand now. */
export function ViewsBar({ screen, search, count }: Props) {
  const { language } = useSpeech()
  const words = VIEW_WORDS[language]
  const { data: session } = useSuspenseQuery(sessionQuery)
  const { data, error } = useQuery(viewsQuery)
  const drop = useDropView()
  const [isKeeping, setKeeping] = useState(false)
  const [renamed, setRenamed] = useState<SavedView>()
  const views = data?.items.filter((view) => view.screen === screen) ?? []
  const text = toText(search)
  const chosen = views.find((view) => view.search === text)
  const keeps = mayAct(session.person) && text !== '' && !chosen
  if (views.length === 0 && !keeps) return <Fault error={error} />
  return (
    <div className="views">
      {views.length > 0 ? (
        <nav aria-label={words.label}>
          <ul>
            <ViewLink screen={screen} filters={{}} isChosen={text === ''}>
              {words.all}
            </ViewLink>
            {views.map((view) => (
              <ViewLink
                key={view.id}
                screen={screen}
                filters={toFilters(view.search)}
                isChosen={view === chosen}
              >
                {view.name}
                {view.shared ? <small>{view.by ? words.of(view.by) : words.shared}</small> : null}
                {count ? <span className="count">{count(toFilters(view.search))}</span> : null}
              </ViewLink>
            ))}
          </ul>
        </nav>
      ) : null}
      {keeps ? (
        <button type="button" className="link" onClick={() => setKeeping(true)}>
          {words.keep}
        </button>
      ) : null}
      {chosen && !chosen.by && mayAct(session.person) ? (
        <OwnView
          view={chosen}
          onRename={() => setRenamed(chosen)}
          onDrop={() => drop.mutate(chosen.id)}
        />
      ) : null}
      <Fault error={error ?? drop.error} />
      {renamed ? <RenameDialog view={renamed} onClose={() => setRenamed(undefined)} /> : null}
      {isKeeping ? (
        <KeepDialog screen={screen} search={text} onClose={() => setKeeping(false)} />
      ) : null}
    </div>
  )
}

function ViewLink(props: {
  screen: ViewScreen
  filters: Filters
  isChosen: boolean
  children: ReactNode
}) {
  return (
    <li>
      <Link
        to={`/${props.screen}`}
        search={props.filters as never}
        activeOptions={{ exact: true, includeSearch: true }}
        aria-current={props.isChosen ? 'page' : undefined}
      >
        {props.children}
      </Link>
    </li>
  )
}

/** What its person may do with a view. */
function OwnView(props: { view: SavedView; onRename: () => void; onDrop: () => void }) {
  const { language } = useSpeech()
  const words = VIEW_WORDS[language]
  return (
    <>
      <button
        type="button"
        className="link"
        aria-label={words.rename(props.view.name)}
        onClick={props.onRename}
      >
        {words.renameAct}
      </button>
      <DropButton view={props.view} onDrop={props.onDrop} />
    </>
  )
}

function DropButton(props: { view: SavedView; onDrop: () => void }) {
  const { view } = props
  const { language } = useSpeech()
  const words = VIEW_WORDS[language]
  return (
    <ConfirmButton
      label={words.drop(view.name)}
      name={words.drop(view.name)}
      title={words.dropTitle}
      act={words.dropAct}
      onAct={props.onDrop}
    >
      {view.shared ? words.dropShared : words.dropText}
    </ConfirmButton>
  )
}
