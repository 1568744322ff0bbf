import type { Framework, TechniqueBrief } from '@tocsin/api'
import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useSpeech } from '../ui/language.tsx'
import { toColumns, type Cell, type TacticColumn } from './columns.ts'
import { TechniqueLink } from './technique-link.tsx'
import { KNOWLEDGE_WORDS } from './words.ts'

/** A framework by its tactics; what no longer stands only where it is asked for. */
export function Matrix(props: { framework: Framework; techniques: readonly TechniqueBrief[] }) {
  const { framework, techniques } = props
  const { language } = useSpeech()
  const words = KNOWLEDGE_WORDS[language]
  const [showsOld, setShowsOld] = useState(false)
  const standing = techniques.filter(({ state }) => state === 'current')
  const old = techniques.length - standing.length
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
      <div className="matrix">
        {columns.map((column) => (
          <Column key={column.key} column={column} />
        ))}
      </div>
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
      <TechniqueLink technique={technique} />
      {subs.length > 0 ? (
        <details>
          <summary className="soft small">{KNOWLEDGE_WORDS[language].subs(subs.length)}</summary>
          <ul>
            {subs.map((one) => (
              <li key={one.id}>
                <TechniqueLink technique={one} />
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}
