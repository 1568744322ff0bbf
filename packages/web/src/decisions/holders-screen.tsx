import type { listOpenings, MemberRef, ReplyOf } from '@tocsin/api'
import { useInfiniteQuery, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { sessionQuery } from '../session/data.ts'
import { UnsealingsPanel } from '../unsealing/holders-panel.tsx'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { AskOpeningForm } from './ask-opening-form.tsx'
import { keysQuery } from './data.ts'
import { MakeKey } from './decisions-panel.tsx'
import { OneOpening } from './one-opening.tsx'
import { openingsQuery } from './openings-data.ts'

type HeldFor = ReplyOf<typeof listOpenings>['heldFor']

/** Each member once, whichever of the groups it is in. */
function membersOf(heldFor: HeldFor): MemberRef[] {
  const all = heldFor.flatMap(({ members }) => members)
  return [...new Map(all.map((one) => [one.id, one])).values()]
}

/** What key holders are asked to open: their own steps, and what is asked about the own member. */
export function HoldersScreen() {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const query = useInfiniteQuery(openingsQuery)
  const keys = useQuery(keysQuery)
  const acts = session.person.roles.includes('analyst')
  const heldFor = query.data?.pages[0]?.heldFor ?? []
  const items = itemsOf(query.data, (one) => one.id)
  return (
    <Page
      title="Key holders"
      intro="A charter may name three key holders. Two of them together open what a member decided, for a court or an inspector, or let an auditor know whom a pseudonym stands for. Of decisions nobody learns by asking whether anything was decided. Only what was sealed before the asking is opened. A mail tells key holders of a masked person that an auditor asks, and names nothing of it; of decisions no mail tells."
    >
      <div className="stack">
        <UnsealingsPanel memberId={session.member.id} acts={acts} />
        <Loaded query={query} what="what is asked">
          {() =>
            items.length === 0 ? (
              <Panel>
                <Empty title="Nothing is asked">
                  Neither of your organisation as a key holder, nor about what it decided.
                </Empty>
              </Panel>
            ) : (
              items.map((one) => <OneOpening key={one.id} opening={one} acts={acts} />)
            )
          }
        </Loaded>
        <MoreButton query={query} />
        {acts && heldFor.length > 0 ? (
          <Panel title="As a key holder" aside={heldFor.map(({ group }) => group.name).join(', ')}>
            <div className="stack">
              <AskOpeningForm members={membersOf(heldFor)} />
              <Loaded query={keys} what="your keys">
                {({ items: known }) => (
                  <MakeKey memberId={session.member.id} hasKey={known.length > 0} />
                )}
              </Loaded>
            </div>
          </Panel>
        ) : null}
      </div>
    </Page>
  )
}
