import type { MailHealth, Overview } from '@tocsin/api'
import { countOf } from '../words/count-of.ts'
import { StrayTexts } from './stray-texts.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'

/** How the gateways of messages to numbers fare: set or not, tried or not, and who must act. */
export function GatewaysPanel(props: { overview: Overview }) {
  const { sms, voice, fax, queuedTexts, strayTexts } = props.overview
  if (!sms || !voice) return null
  return (
    <Panel title="Messages to numbers">
      <div className="stack">
        <ul className="stack">
          <Line name="SMS" health={sms} queued={queuedTexts.sms} />
          <Line name="Calls by a machine" health={voice} queued={queuedTexts.voice} />
          {fax ? <Line name="Faxes" health={fax} queued={queuedTexts.fax} /> : null}
        </ul>
        <StrayTexts texts={strayTexts} />
      </div>
    </Panel>
  )
}

const STATES: Record<MailHealth['state'], string> = {
  none: 'no gateway is set',
  untried: 'a gateway is set; it has taken nothing yet',
  failing: 'the gateway takes nothing',
  working: 'the gateway took the last message that it was given',
}

function Line(props: { name: string; health: MailHealth; queued: number }) {
  const { state, since, fault, handedOverAt } = props.health
  return (
    <li>
      <strong>{props.name}:</strong> {STATES[state]}
      {since ? (
        <>
          , since <When at={since} />
        </>
      ) : null}
      {handedOverAt ? (
        <>
          ; the last was handed over <When at={handedOverAt} />
        </>
      ) : null}
      .{props.queued > 0 ? ` ${countOf(props.queued, 'message waits', 'messages wait')}.` : null}
      {fault ? <span className="small mono"> {fault}</span> : null}
    </li>
  )
}
