import type { ReviewedTearLine } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import { propertiesOf } from '../releases/tear-choice.ts'
import { stixIdOf, titleOf, typeOf } from '../releases/stix-summary.ts'
import { SourceWordsNote } from '../releases/source-words.tsx'
import { Note } from '../ui/feedback.tsx'
import { TlpMark, When } from '../ui/marks.tsx'
import { Facts, Panel } from '../ui/page.tsx'

type Props = { tearLine: ReviewedTearLine; objects: readonly unknown[] }

/** What a second person looks at of a lower version: what is flagged in it, what its author lets stand, and all that it says. */
export function TearLineReview({ tearLine, objects }: Props) {
  return (
    <Panel title="A lower version" aside="words that may tell of sources and methods">
      <div className="stack">
        <Facts
          rows={[
            [
              'Made from',
              <Link key="source" to="/releases/$id" params={{ id: tearLine.sourceId }}>
                {tearLine.sourceTitle}
              </Link>,
            ],
            ['Proposed', <When key="at" at={tearLine.proposedAt} />],
            ['Marking', <TlpMark key="tlp" tlp={tearLine.tlp} />],
          ]}
        />
        <SourceWordsNote tearLine={tearLine} />
        <LetStand tearLine={tearLine} />
        <Said objects={objects} />
      </div>
    </Panel>
  )
}

/** What was cut in one place and stands in another, by its author's leave. */
function LetStand({ tearLine }: { tearLine: ReviewedTearLine }) {
  const { remaining, moreRemaining } = tearLine
  if (remaining.length === 0) return null
  return (
    <Note tone="warn">
      <p>This was cut in one place and stands in another; its author lets it:</p>
      <ul>
        {remaining.map(({ object, property, words }) => (
          <li key={`${object} ${property} ${words}`}>
            “{words}” in {object === '' ? 'the title' : property}
          </li>
        ))}
      </ul>
      {moreRemaining > 0 ? <p>And {moreRemaining} more.</p> : null}
    </Note>
  )
}

/** So many are shown in full; the others stand in the table of objects. */
const SHOWN = 100

/** Property by property what would leave, since whoever approves reads it. */
function Said({ objects }: { objects: readonly unknown[] }) {
  return (
    <details open={objects.length <= 5}>
      <summary>What it says, object by object</summary>
      <ul className="stack plain-list">
        {objects.slice(0, SHOWN).map((object) => (
          <li key={stixIdOf(object)}>
            <h3>
              {typeOf(object)}: {titleOf(object)}
            </h3>
            {propertiesOf(object).map(({ selector, text }) => (
              <p key={selector} className="wrapped">
                <span className="mono">{selector}</span>: {text}
              </p>
            ))}
          </li>
        ))}
      </ul>
      {objects.length > SHOWN ? (
        <p>And {objects.length - SHOWN} more objects, in the table below.</p>
      ) : null}
    </details>
  )
}
