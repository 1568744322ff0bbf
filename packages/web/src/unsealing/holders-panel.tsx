import type { Unsealing } from '@tocsin/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { BusyButton } from '../ui/busy-button.tsx'
import { Empty, Fault, Loaded } from '../ui/feedback.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Panel } from '../ui/page.tsx'
import { unsealingsQuery, useAnswerUnsealing } from './data.ts'
import { OneUnsealing } from './one-unsealing.tsx'

/** Masked persons that auditors ask key holders for, as a key holder answers and as the sender sees it. */
export function UnsealingsPanel({ memberId, acts }: { memberId: string; acts: boolean }) {
  const query = useInfiniteQuery(unsealingsQuery)
  const items = itemsOf(query.data, (one) => one.id)
  return (
    <Panel title="Masked persons that auditors ask for">
      <div className="stack">
        <p className="soft">
          An auditor is told for whom one pseudonym in a message of a government body stands once
          two key holders have agreed. You agree or decline for your organisation, once, and it is
          on record with your name. You are not told for whom it stands; the sender takes no part.
        </p>
        <Loaded query={query} what="what auditors ask">
          {() =>
            items.length === 0 ? (
              <Empty title="No auditor asks">
                Neither of your organisation as a key holder, nor about its messages.
              </Empty>
            ) : (
              items.map((one) => (
                <OneUnsealing key={one.id} one={one}>
                  {acts && mayAnswer(one, memberId) ? <Answer one={one} /> : null}
                </OneUnsealing>
              ))
            )
          }
        </Loaded>
        <MoreButton query={query} />
      </div>
    </Panel>
  )
}

function mayAnswer({ state, own, holders }: Unsealing, memberId: string): boolean {
  const mine = holders.find(({ member }) => member.id === memberId)
  return state === 'asked' && own === 'holder' && mine !== undefined && !mine.answer && !mine.left
}

function Answer({ one }: { one: Unsealing }) {
  const answer = useAnswerUnsealing(one.id)
  return (
    <>
      <Fault error={answer.error} />
      <div className="row">
        <BusyButton busy={answer.isPending} onClick={() => answer.mutate(true)}>
          Agree that {one.asker.name} is told
        </BusyButton>
        <BusyButton variant="default" busy={answer.isPending} onClick={() => answer.mutate(false)}>
          Decline
        </BusyButton>
      </div>
    </>
  )
}
