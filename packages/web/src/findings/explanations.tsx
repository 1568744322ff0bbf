import type { FindingDocument } from '@tocsin/api'
import { Tag } from '../ui/feedback.tsx'
import { Panel } from '../ui/page.tsx'

const NAMES: Record<string, string> = {
  declared: 'Accounts that declare themselves',
  'one tool': 'One tool used by all',
  scheduler: 'A scheduler',
  newsletter: 'A newsletter or another regular sending',
  'common objects': 'Things that everybody shares',
  'one source': 'One source that all follow',
  'few accounts': 'Too few accounts to tell',
}

/** The innocent explanations that the detector tried, each with what it measured. */
export function Explanations(props: { finding: FindingDocument }) {
  const tried = props.finding.counterEvidence ?? []
  if (tried.length === 0) return null
  return (
    <Panel title="Innocent explanations tried">
      <ul className="stack plain-list">
        {tried.map((one) => (
          <li key={one.explanation}>
            <strong>{NAMES[one.explanation] ?? one.explanation}</strong>{' '}
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
