import type { Framework, TechniqueBrief } from '@tocsin/api'
import { Checkbox } from '@mantine/core'
import { createContext, useContext, useState } from 'react'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { sessionQuery } from '../session/data.ts'
import { Fault } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { toColumns, type Cell, type TacticColumn } from './columns.ts'
import { countsQuery } from './data.ts'
import { MAPPING_WORDS } from './mapping-words.ts'
import { TechniqueLink } from './technique-link.tsx'
import { KNOWLEDGE_WORDS } from './words.ts'

/** How many things of the own organisation are named by each technique, for analysts. */
const CountsContext = createContext<ReadonlyMap<string, number>>(new Map())

/** A framework by its tactics; what no longer stands only where it is asked for. */
export function Matrix(props: { framework: Framework; techniques: readonly TechniqueBrief[] }) {
  const { framework, techniques } = props
  const { language } = useSpeech()
  const words = KNOWLEDGE_WORDS[language]
  const [showsOld, setShowsOld] = useState(false)
  const standing = techniques.filter(({ state }) => state === 'current')
  const old = techniques.length - standing.length
  const { person } = useSuspenseQuery(sessionQuery).data
  const counted = useQuery({
    ...countsQuery(framework.id),
    enabled: person.roles.includes('analyst'),
  })
  const counts = new Map(counted.data?.items.map((one) => [one.techniqueId, one.count]))
  const columns = toColumns(framework, showsOld ? techniques : standing)
  return (
    <div className="stack">
      {old > 0 ? (
        <Checkbox
          label={words.showOld(old)}
          checked={showsOld}
          onChange={(event) => setShowsOld(event.currentTarget.checked)}
        />
      ) : null}
      <Fault error={counted.error} />
      <CountsContext value={counts}>
        <div className="matrix">
          {columns.map((column) => (
            <Column key={column.key} column={column} />
          ))}
        </div>
      </CountsContext>
    </div>
  )
}

function Column({ column }: { column: TacticColumn }) {
  const { language } = useSpeech()
  const words = KNOWLEDGE_WORDS[language]
  // On a phone sixteen open columns would be a mile long.
  const [isWide] = useState(() => globalThis.matchMedia('(min-width: 700px)').matches)
  const count = column.cells.reduce((sum, { subs }) => sum + 1 + subs.length, 0)
  return (
    <details className="tactic" open={isWide}>
      <summary>
        <h3>
          {column.code ? <span className="soft">{column.code} </span> : null}
          {column.key === '' ? words.noTactic : column.name}
        </h3>
        <span className="soft small">{words.techniques(count)}</span>
      </summary>
      <ul>
        {column.cells.map((cell) => (
          <li key={cell.technique.id}>
            <CellOf cell={cell} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function CellOf({ cell: { technique, subs } }: { cell: Cell }) {
  const { language } = useSpeech()
  return (
    <>
      <TechniqueLink technique={technique} /> <Count id={technique.id} />
      {subs.length > 0 ? (
        <details>
          <summary className="soft small">{KNOWLEDGE_WORDS[language].subs(subs.length)}</summary>
          <ul>
            {subs.map((one) => (
              <li key={one.id}>
                <TechniqueLink technique={one} /> <Count id={one.id} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}

function Count({ id }: { id: string }) {
  const { language } = useSpeech()
  const count = useContext(CountsContext).get(id)
  return count === undefined ? null : (
    <span className="tag" data-tone="new">
      {MAPPING_WORDS[language].count(count)}
    </span>
  )
}
