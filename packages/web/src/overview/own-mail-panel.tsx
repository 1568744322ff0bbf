import type { OwnMailCheck } from '@tocsin/api'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Tag, type Tone } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { useCheckOwnMail } from './data.ts'

const NAMES: Record<OwnMailCheck['kind'], string> = {
  spf: 'SPF: which servers may send for the domain that mails come back to',
  dkim: 'DKIM: the key that mails are signed with',
  dmarc: 'DMARC: what receivers do with mails that prove neither',
}

const STATES: Record<OwnMailCheck['state'], [Tone, string]> = {
  there: ['good', 'There'],
  missing: ['bad', 'Missing'],
  wrong: ['bad', 'Wrong'],
  'not-asked': ['warn', 'Could not be asked'],
  unset: ['warn', 'Not signed here'],
}

/** What DNS says of the domains that mails of this exchange come from, asked when the operator presses. */
export function OwnMailPanel() {
  const check = useCheckOwnMail()
  const { data } = check
  return (
    <Panel title="Own mail domain">
      <div className="stack">
        <p className="soft">
          What receivers look up of the domain that mails come from. Whether your mail server is
          among those that SPF names, and what each receiver makes of it, this does not tell.
        </p>
        <div>
          <BusyButton variant="default" busy={check.isPending} onClick={() => check.mutate()}>
            Ask DNS now
          </BusyButton>
        </div>
        <Fault error={check.error} />
        {data ? (
          <>
            <p>
              Mails are from {data.from} and come back to {data.returns}. Asked{' '}
              <When at={data.at} />.
            </p>
            <ul className="cards">
              {data.checks.map((one) => (
                <li key={one.kind} className="card">
                  <Check check={one} />
                </li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
    </Panel>
  )
}

function Check({ check }: { check: OwnMailCheck }) {
  const { kind, name, state, found, fault, publish } = check
  const [tone, said] = STATES[state]
  return (
    <div className="stack">
      <span className="row">
        <Tag tone={tone}>{said}</Tag>
        <strong>{NAMES[kind]}</strong>
      </span>
      {state === 'unset' ? (
        <p className="soft">No key is set (dkim in the configuration). A relay may sign mails.</p>
      ) : null}
      {name ? <p className="mono wrapped">{name}</p> : null}
      {fault ? <p>DNS gave no answer: {fault}. Nothing is known.</p> : null}
      {found.map((record) => (
        <pre key={record} className="json wrapped">
          {record}
        </pre>
      ))}
      {publish ? (
        <>
          <p>To publish there as a TXT record:</p>
          <pre className="json wrapped">{publish}</pre>
        </>
      ) : null}
    </div>
  )
}
