import {
  bestExplanation,
  mindChangers,
  strongestEvidence,
  sureWords,
  toStanding,
  describeVerdict,
  type NetworkDocument,
} from '@tocsin/api'
import { Tag } from '../ui/feedback.tsx'
import { STANDING_TONES } from './triage.ts'
import { countOf } from '../words/count-of.ts'

/** How sure and why, before the picture that looks convincing whatever it shows. */
export function VerdictPanel(props: { finding: NetworkDocument }) {
  const { finding } = props
  const { confidence } = finding
  const evidence = strongestEvidence(finding)
  return (
    <section className="panel verdict" aria-label="How sure">
      <p className="row">
        <Tag tone={STANDING_TONES[toStanding(finding)]}>{describeVerdict(finding)}</Tag>
        {typeof confidence === 'number' ? (
          <span className="soft small">{sureWords(toStanding(finding), confidence)}</span>
        ) : null}
      </p>
      <h2>Strongest evidence</h2>
      {evidence.length === 0 ? (
        <p>The document holds no evidence.</p>
      ) : (
        <ol className="reasons">
          {evidence.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ol>
      )}
      <h2>The innocent explanation that fits best</h2>
      <p>{bestExplanation(finding)}</p>
      <h2>What would change our mind</h2>
      <ul className="reasons">
        {mindChangers(finding).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <p className="soft small">
        This tells how accounts behaved, by {describeExport(finding)}. Whoever runs them is not told
        by it.
      </p>
    </section>
  )
}

function describeExport({ evidenceTotal, edgesTotal }: NetworkDocument): string {
  return `${countOf(evidenceTotal, 'shared thing')} and ${countOf(edgesTotal, 'pair')} of accounts`
}
