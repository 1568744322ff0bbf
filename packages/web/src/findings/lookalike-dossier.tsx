import type { LookalikeDocument } from '@tocsin/api'
import { Tag } from '../ui/feedback.tsx'
import { HostName } from '../ui/host-name.tsx'
import { Panel } from '../ui/page.tsx'
import { defanged } from '../words/host-name.ts'
import { Explanations } from './explanations.tsx'

/** Why a name was told, which innocent explanations were tried, and what was not looked at. */
export function LookalikeDossier({ finding }: { finding: LookalikeDocument }) {
  return (
    <>
      <section className="panel verdict" aria-label="Why it was told">
        <p className="row">
          <Tag tone="warn">Score {finding.score} of 100</Tag>
          <span className="soft small">The score orders findings; it is no probability.</span>
        </p>
        <h2>
          <HostName name={finding.name} beside={finding.target} /> beside{' '}
          <HostName name={finding.target} />
        </h2>
        <ul className="reasons">
          {finding.evidence.map(({ detail }) => (
            <li key={detail}>{defanged(detail)}</li>
          ))}
        </ul>
        {finding.also.length > 0 ? (
          <p>It comes nearly as near to {defanged(finding.also.join(', '))}.</p>
        ) : null}
      </section>
      <Explanations finding={finding} />
      <Panel title="What this does not say">
        <ul className="reasons">
          {finding.caveats.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      </Panel>
    </>
  )
}
