import type { DetectionRun, Network } from '@tocsin/api'
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Empty, Fault, Loaded, Said } from '../ui/feedback.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { sessionQuery } from '../session/data.ts'
import { BulkBar } from './bulk-bar.tsx'
import { NetworkFilters } from './network-filters.tsx'
import { NetworksTable } from './networks-table.tsx'
import { networksQuery, useTriage } from './triage-data.ts'
import { describeWish, toChanges, toUndo, type Wish } from './triage.ts'
import type { Filters } from '../views/address.ts'
import { ViewsBar } from '../views/views-bar.tsx'
import { NetworkCount } from './network-count.tsx'
import { toTriageSearch, type TriageSearch } from './triage-search.ts'

type Done = { words: string; before: Network[]; after: Network[] }

/** The networks of the member, what stands first, and what is made of them. */
export function NetworksPanel(props: { runs: DetectionRun[] }) {
  const search: TriageSearch = useSearch({ from: '/desk/findings' })
  const query = useInfiniteQuery(networksQuery(search))
  const { data: session } = useSuspenseQuery(sessionQuery)
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const networks = itemsOf(query.data, (one) => one.id)
  const first = query.data?.pages[0]
  const analysts = first?.analysts ?? []
  const chosen = networks.filter(({ id }) => picked.has(id))
  const { triage, done, act, undo } = useActs(analysts, () => setPicked(new Set()))
  return (
    <section className="panel stack" aria-label="Networks">
      <ViewsBar screen="findings" search={search} count={countFound} />
      <NetworkFilters
        search={search}
        counts={first?.counts}
        analysts={analysts}
        runs={props.runs}
        self={session.person.id}
      />
      <BulkBar
        chosen={chosen}
        busy={triage.isPending}
        self={session.person.id}
        onAct={(wish) => act(chosen, wish)}
        onNone={() => setPicked(new Set())}
      />
      <Fault error={triage.error} />
      {done && !triage.error ? (
        <Said>
          {done.words}{' '}
          {done.before.length > 0 ? (
            <button type="button" className="link" onClick={() => undo(done)}>
              Undo
            </button>
          ) : null}
        </Said>
      ) : null}
      <Loaded query={query} what="findings">
        {() => (
          <NetworksTable
            networks={networks}
            analysts={analysts}
            picked={picked}
            onPick={setPicked}
            onAct={(one, wish) => act([one], wish)}
            empty={<Nothing search={search} chance={first?.counts.chance ?? 0} />}
          />
        )}
      </Loaded>
      <MoreButton query={query} label="Show more" />
      <p className="soft small">
        What stands comes first, by how sure it is (0 to 1, after chance and the innocent
        explanations) times its weight: how closely how many accounts did how many things together.
        What there is too little to tell of follows, then what is explained. Whoever runs the
        accounts is not told by it.
      </p>
    </section>
  )
}

/** Of a saved view. */
function countFound(filters: Filters) {
  return <NetworkCount search={toTriageSearch(filters)} />
}

/** One press on some networks: what came of it, and what puts it back. */
function useActs(analysts: readonly { id: string; name: string }[], onDone: () => void) {
  const triage = useTriage()
  const [done, setDone] = useState<Done>()
  const nameOf = (id: string) =>
    analysts.find((one) => one.id === id)?.name ?? 'Somebody of your organisation'
  const act = (them: Network[], wish: Wish) =>
    triage.mutate(toChanges(them, wish), {
      onSuccess: ({ items }) => {
        setDone({ words: describeWish(them, wish, nameOf), before: them, after: items })
        onDone()
      },
      onError: () => setDone(undefined),
    })
  const undo = ({ before, after }: Done) =>
    triage.mutate(toUndo(before, after), {
      onSuccess: () => setDone({ words: 'Undone, on record too.', before: [], after: [] }),
    })
  return { triage, done, act, undo }
}

function Nothing(props: { search: TriageSearch; chance: number }) {
  const { tab = 'open', ...filters } = props.search
  if (Object.keys(filters).length > 0) return <Empty title="Nothing that these filters leave" />
  if (tab !== 'open') return <Empty title="Nothing here" />
  return props.chance > 0 ? (
    <Empty title="Nothing to look at">
      What chance explains is under “Chance would do”: {props.chance}.
    </Empty>
  ) : (
    <Empty title="Nothing to look at">Upload an export below, or import a findings file.</Empty>
  )
}
