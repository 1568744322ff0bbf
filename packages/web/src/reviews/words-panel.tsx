import { stixIdOf, titleOf, typeOf } from '../releases/stix-summary.ts'
import { propertiesOf } from '../releases/tear-choice.ts'
import { Panel } from '../ui/page.tsx'
import { countOf } from '../words/count-of.ts'

/** So many are shown; the others stand in the table of objects. */
const SHOWN = 100

/** Properties that say which object it is and what it is tied to, and no words of anybody. */
const STRUCTURE =
  /^(?:type|id|spec_version|created|modified|object_marking_refs|granular_markings)$|_refs?$/
/** What is about others, and what a definition says of itself. */
const DEFINITIONS = new Set(['marking-definition', 'extension-definition'])
/** Three words one after the other. */
const SENTENCE = /\p{L}+\s+\p{L}+\s+\p{L}+/u

/** Property by property what objects say in words, since whoever approves reads it; values alone stand in the table. */
export function WordsPanel({ objects }: { objects: readonly unknown[] }) {
  const worded = objects.filter(hasWords)
  return (
    <Panel title="What it says in words" aside={countOf(worded.length, 'object')}>
      {worded.length === 0 ? (
        <p>No sentence stands in it: what it holds are values, in the table of objects below.</p>
      ) : null}
      <ul className="stack plain-list">
        {worded.slice(0, SHOWN).map((object) => (
          <li key={stixIdOf(object)}>
            <h3>
              {typeOf(object)}: {titleOf(object)}
            </h3>
            {saidBy(object).map(({ selector, text }) => (
              <p key={selector} className="wrapped">
                <span className="mono">{selector}</span>: {text}
              </p>
            ))}
          </li>
        ))}
      </ul>
      {worded.length > SHOWN ? (
        <p>And {countOf(worded.length - SHOWN, 'more object')}, in the table below.</p>
      ) : null}
    </Panel>
  )
}

function saidBy(object: unknown) {
  return propertiesOf(object).filter(({ selector }) => !STRUCTURE.test(selector))
}

function hasWords(object: unknown): boolean {
  return !DEFINITIONS.has(typeOf(object)) && saidBy(object).some(({ text }) => SENTENCE.test(text))
}
