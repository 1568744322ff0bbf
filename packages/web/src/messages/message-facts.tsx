import { MESSAGE_TYPE_NAMES, NEXUS_NAMES, type GivenMessage, type Signers } from '@tocsin/api'
import type { ReactNode } from 'react'
import { Facts, Panel } from '../ui/page.tsx'
import { When } from '../ui/marks.tsx'

/** What a government body stated with a release, and the text that it asks for nothing. */
export function MessageFacts(props: { message: GivenMessage; signers?: Signers | undefined }) {
  const { signers } = props
  const { type, nexus, authority, reference, noAsk, persons } = props.message
  return (
    <Panel title={MESSAGE_TYPE_NAMES[type]} aside="A message of a government body">
      <p className="prose">
        <strong>{noAsk.text}</strong>
      </p>
      <Facts
        rows={[
          ...(reference ? ([['Paper', reference]] satisfies [string, string][]) : []),
          ['Foreign power', nexus ? `${NEXUS_NAMES[nexus.kind]}: ${nexus.basis}` : 'not stated'],
          [
            'Authority',
            authority ? (
              <span key="authority">
                {authority.text}, from <When at={authority.from} /> until{' '}
                <When at={authority.until} />
              </span>
            ) : (
              'not stated'
            ),
          ],
          ...(signers ? signedBy(signers) : []),
          ...(persons === 'masked'
            ? ([
                [
                  'Persons',
                  'Persons of the sender’s country are masked: each person-… stands for one, the same wherever it stands here.',
                ],
              ] satisfies [string, string][])
            : []),
        ]}
      />
    </Panel>
  )
}

function signedBy({ author, approver, approvedAt }: Signers): [string, ReactNode][] {
  return [
    ['Written by', author],
    [
      'Approved by',
      <span key="approved">
        {approver}, <When at={approvedAt} />
      </span>,
    ],
  ]
}
