import { LIKELIHOODS, type Case, type CaseClaim } from '@tocsin/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { BusyButton } from '../ui/busy-button.tsx'
import { Empty, Fault, Loaded, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Panel } from '../ui/page.tsx'
import { countOf } from '../words/count-of.ts'
import { NewClaim } from './claim-form.tsx'
import { claimsQuery, useWithdrawClaim } from './data.ts'

type Props = { one: Case; works: boolean }

/** What each member holds to be so: rivals about the same thing side by side, none merged into another. */
export function ClaimsPanel({ one, works }: Props) {
  const query = useInfiniteQuery(claimsQuery(one.id))
  return (
    <Panel title="Claims">
      <div className="stack">
        <p className="soft small">
          What an organisation holds to be so, how likely, how sure it is, and what that rests on.
          Each stands for itself; rivals stand side by side, and none is weighed against another
          here.
        </p>
        <Loaded query={query} what="claims">
          {(data) => {
            const claims = itemsOf(data, (claim) => claim.id)
            const withheld = data.pages.at(-1)?.withheld ?? 0
            return (
              <>
                {claims.length === 0 ? (
                  <Empty
                    title={one.withoutPlatforms ? 'No claim for you to see' : 'No claim yet'}
                  />
                ) : null}
                {byThing(claims).map(({ key, name, rivals }) => (
                  <section key={key} className="stack" aria-label={`Claims: ${name}`}>
                    <strong>{name}</strong>
                    <ul className="plain-list fields">
                      {rivals.map((claim) => (
                        <li key={claim.id}>
                          <Claim caseId={one.id} claim={claim} works={works} />
                        </li>
                      ))}
                    </ul>
                  </section>
                ))}
                {withheld > 0 ? (
                  <p className="soft">
                    {countOf(withheld, 'claim')} withheld: not for your organisation.
                  </p>
                ) : null}
              </>
            )
          }}
        </Loaded>
        <MoreButton query={query} />
        {works ? <NewClaim id={one.id} /> : null}
      </div>
    </Panel>
  )
}

type Thing = { key: string; name: string; rivals: CaseClaim[] }

/** Claims by what they are about, as they come; those about what is withheld cannot be told apart. */
function byThing(claims: readonly CaseClaim[]): Thing[] {
  const things = new Map<string, Thing>()
  for (const claim of claims) {
    const { about } = claim
    const key = about === undefined ? 'case' : (about.itemId ?? 'withheld')
    const name =
      about === undefined ? 'About the case' : (about.title ?? 'About what is withheld from you')
    const thing = things.get(key) ?? { key, name, rivals: [] }
    thing.rivals.push(claim)
    things.set(key, thing)
  }
  return [...things.values()]
}

function Claim({ caseId, claim, works }: { caseId: string; claim: CaseClaim; works: boolean }) {
  const withdraw = useWithdrawClaim(caseId)
  const { by, own, words, likelihood, confidence, basis, at, withdrawnAt } = claim
  const band = LIKELIHOODS[likelihood]
  return (
    <article className="stack">
      <div>
        <strong>{own ? 'You' : by.name}</strong>: {withdrawnAt ? <s>{words}</s> : words}
        <div>
          <Tag>
            {band.words}, {band.from} to {band.to} %
          </Tag>{' '}
          <Tag>{confidence} confidence</Tag>
        </div>
        <div className="small">It rests on: {basis}</div>
        <div className="soft small">
          <When at={at} />
          {withdrawnAt ? (
            <>
              , withdrawn <When at={withdrawnAt} />
            </>
          ) : null}
        </div>
      </div>
      {own && works && !withdrawnAt ? (
        <div className="row">
          <BusyButton
            variant="subtle"
            size="compact-xs"
            busy={withdraw.isPending}
            onClick={() => withdraw.mutate(claim.id)}
          >
            Withdraw the claim
          </BusyButton>
        </div>
      ) : null}
      <Fault error={withdraw.error} />
    </article>
  )
}
