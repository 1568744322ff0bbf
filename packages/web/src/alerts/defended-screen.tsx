import { PARTY_KINDS, type OpenedSeal, type PartyKind } from '@tocsin/api'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { PublicFrame } from '../log/public-frame.tsx'
import { partyCountsQuery } from '../parties/data.ts'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Download } from '../ui/download.tsx'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { HostName } from '../ui/host-name.tsx'
import { useSpeech } from '../ui/language.tsx'
import { When } from '../ui/marks.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { DEFENDED_WORDS, type DefendedWords } from './defended-words.ts'
import { fetchOpenedSeal, openedSealsQuery } from './seals-data.ts'

/** How many are defended, by which rules, and what was sealed and is open now: for anybody. */
export function DefendedScreen() {
  return <PublicFrame>{() => <Defended />}</PublicFrame>
}

function Defended() {
  const words = DEFENDED_WORDS[useSpeech().language]
  return (
    <Page title={words.title} intro={words.intro}>
      <div className="stack">
        <Counts words={words} />
        <Panel title={words.rules}>
          <ol className="happened">
            {words.ruleList.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ol>
        </Panel>
        <Seals words={words} />
      </div>
    </Page>
  )
}

type Count = { kind: PartyKind; count: number }

function Counts({ words }: { words: DefendedWords }) {
  const query = useQuery(partyCountsQuery)
  const columns: Column<Count>[] = [
    { key: 'kind', head: words.kind, cell: ({ kind }) => words.kinds[kind] },
    { key: 'count', head: words.count, number: true, cell: ({ count }) => count },
  ]
  return (
    <Panel title={words.counts}>
      <Loaded query={query} what={words.counts}>
        {({ counts }) => {
          const byKind = new Map(counts.map(({ kind, count }) => [kind, count]))
          const rows = PARTY_KINDS.map((kind) => ({ kind, count: byKind.get(kind) ?? 0 }))
          return (
            <>
              {counts.length === 0 ? <p>{words.none}.</p> : null}
              <DataTable
                caption={words.counts}
                columns={columns}
                rows={rows}
                rowKey={({ kind }) => kind}
              />
            </>
          )
        }}
      </Loaded>
    </Panel>
  )
}

function Seals({ words }: { words: DefendedWords }) {
  const query = useInfiniteQuery(openedSealsQuery)
  return (
    <Panel title={words.seals}>
      <p className="soft">{words.sealsText}</p>
      <Loaded query={query} what={words.seals}>
        {(data) => (
          <DataTable
            caption={words.seals}
            columns={columnsOf(words)}
            rows={itemsOf(data, ({ logIndex }) => logIndex)}
            rowKey={({ logIndex }) => String(logIndex)}
            isPaged
            empty={<Empty title={words.noSeals} />}
          />
        )}
      </Loaded>
      <MoreButton query={query} />
    </Panel>
  )
}

function columnsOf(words: DefendedWords): Column<OpenedSeal>[] {
  return [
    { key: 'name', head: words.name, cell: (one) => <HostName name={one.name} /> },
    {
      key: 'target',
      head: words.imitates,
      cell: (one) => (
        <>
          <HostName name={one.target} />
          {one.ours ? <p>{words.ours}</p> : null}
        </>
      ),
    },
    { key: 'basis', head: words.basis, cell: (one) => <span className="prose">{one.basis}</span> },
    { key: 'found', head: words.found, cell: (one) => <When at={one.foundAt} /> },
    { key: 'opened', head: words.opened, cell: (one) => <When at={one.openedAt} /> },
    {
      key: 'proof',
      head: words.proof,
      cell: (one) => (
        <Download
          label={`#${one.logIndex}`}
          name={`name-${one.logIndex}.tlog-proof`}
          load={() => fetchOpenedSeal(one.logIndex)}
        />
      ),
    },
  ]
}
