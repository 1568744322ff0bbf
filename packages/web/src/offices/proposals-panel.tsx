import type { ContactProposal } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sessionQuery } from '../session/data.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Loaded, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { ReasonDialog } from '../ui/reason-dialog.tsx'
import { countOf } from '../words/count-of.ts'
import { reachWords } from '../words/ways.ts'
import { OFFICE_ROLE_NAMES } from '../words/names.ts'
import { proposalsQuery, useSettleContact } from './data.ts'

const STATES = { proposed: 'waits', applied: 'stands', refused: 'refused' } as const

/** Changes of contacts that wait for another person, and what became of the last; nothing where there are none. */
export function ProposalsPanel() {
  const { person } = useSuspenseQuery(sessionQuery).data
  const proposals = useQuery({
    ...proposalsQuery,
    enabled: person.roles.some((role) => ['operator', 'analyst', 'clerk'].includes(role)),
  })
  if (!proposals.error && !proposals.data?.items.length) return null
  return (
    <Panel title="Changes of contacts proposed">
      <Loaded query={proposals} what="proposed changes">
        {({ items, more }) => (
          <>
            <ul className="plain-list stack">
              {items.map((one) => (
                <li key={one.id} aria-label={one.place}>
                  <Proposal one={one} maySettle={person.roles.includes('operator')} />
                </li>
              ))}
            </ul>
            {more > 0 ? (
              <p className="soft small">{countOf(more, 'older one', 'older ones')} not shown.</p>
            ) : null}
          </>
        )}
      </Loaded>
    </Panel>
  )
}

function Proposal({ one, maySettle }: { one: ContactProposal; maySettle: boolean }) {
  const settle = useSettleContact(one.id)
  const [refusing, setRefusing] = useState(false)
  const waits = one.state === 'proposed'
  return (
    <>
      <p>
        <strong>{one.place}</strong>, {OFFICE_ROLE_NAMES[one.role].toLowerCase()},{' '}
        {one.rank === 0 ? 'primary' : `alternate ${one.rank}`}{' '}
        <Tag tone={waits ? 'new' : one.state === 'applied' ? 'good' : 'plain'}>
          {STATES[one.state]}
        </Tag>
      </p>
      {waits ? <p className="soft small">On file: {wordsOf(one.onFile) ?? 'nobody'}</p> : null}
      <p className="small">Proposed: {wordsOf(one.proposed) ?? 'erased'}</p>
      <p className="small">
        {one.byPerson}, {one.by.name}, <When at={one.at} />
        {one.why ? `: ${one.why}` : ''}
      </p>
      {one.reason ? <p className="small">Why it was settled so: {one.reason}</p> : null}
      {one.overtaken ? (
        <p className="small fault">Something else came on file since. It can only be refused.</p>
      ) : null}
      {waits && maySettle && !one.mine ? (
        <div className="row">
          <BusyButton
            size="xs"
            busy={settle.isPending}
            disabled={one.overtaken}
            onClick={() => settle.mutate({ stands: true })}
          >
            Let it stand
          </BusyButton>
          <Button size="xs" variant="default" onClick={() => setRefusing(true)}>
            Refuse
          </Button>
        </div>
      ) : null}
      {waits && one.mine ? <p className="soft small">Another operator settles it.</p> : null}
      <Fault error={settle.error} />
      {refusing ? (
        <ReasonDialog
          title="Refuse this change?"
          act="Refuse it"
          leave="Leave it"
          required
          busy={settle.isPending}
          error={settle.error}
          onAct={(reason) =>
            settle.mutate({ stands: false, reason }, { onSuccess: () => setRefusing(false) })
          }
          onCancel={() => setRefusing(false)}
        >
          <p>Whoever proposed it reads why.</p>
        </ReasonDialog>
      ) : null}
    </>
  )
}

function wordsOf(words: ContactProposal['onFile']): string | undefined {
  if (!words) return undefined
  const { title, email, phone = 'no number', language } = words
  return [title, email, phone, ...reachWords(words), language].filter(Boolean).join(', ')
}
