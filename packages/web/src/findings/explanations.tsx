import { explanationName, type FindingDocument } from '@tocsin/api'
import { Tag } from '../ui/feedback.tsx'
import { Panel } from '../ui/page.tsx'

/** The innocent explanations that the detector tried, each with what it measured. */
export function Explanations(props: { finding: Pick<FindingDocument, 'counterEvidence'> }) {
  const tried = props.finding.counterEvidence ?? []
  if (tried.length === 0) return null
  return (
    <Panel title="Innocent explanations tried">
      <ul className="stack plain-list">
        {tried.map((one) => (
          <li key={one.explanation}>
            <strong>{explanationName(one.explanation)}</strong>{' '}
            <Tag tone={one.holds ? 'warn' : 'plain'}>
              {one.holds ? 'May explain it' : 'Does not explain it'}
            </Tag>
            <div className="small">{one.detail}</div>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
