import type { Case, CaseOffer, Session } from '@tocsin/api'
import { NativeSelect, Textarea } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Loaded } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Panel } from '../ui/page.tsx'
import { offersQuery, useAnswerOffer, useOffer } from './data.ts'
import { OFFER_NAMES } from './words.ts'

type Props = { one: Case; works: boolean; session: Session }

/** Steps that one organisation offers another, for these two alone. */
export function OffersPanel({ one, works, session }: Props) {
  const query = useInfiniteQuery(offersQuery(one.id))
  return (
    <Panel title="Offers">
      <div className="stack">
        <p className="soft small">
          Shown to the two of them alone. Whoever is offered a step takes it, declines it or says
          nothing; a body of government offers none to a platform or campaign.
        </p>
        <Loaded query={query} what="offers">
          {(data) => {
            const offers = itemsOf(data, (offer) => offer.id)
            return offers.length === 0 ? (
              <p className="soft">None so far.</p>
            ) : (
              <ul className="plain-list stack">
                {offers.map((offer) => (
                  <li key={offer.id}>
                    <Offer caseId={one.id} offer={offer} works={works} />
                  </li>
                ))}
              </ul>
            )
          }}
        </Loaded>
        <MoreButton query={query} />
        {works ? <NewOffer one={one} session={session} /> : null}
      </div>
    </Panel>
  )
}

function Offer({ caseId, offer, works }: { caseId: string; offer: CaseOffer; works: boolean }) {
  const answer = useAnswerOffer(caseId, offer.id)
  const isOpen = offer.state === 'open' && works
  return (
    <article className="stack">
      <div>
        <strong>
          {offer.own ? `You offered ${offer.to.name}` : `${offer.from.name} offers you`}
        </strong>
        : {offer.words}
        <div className="soft small">
          <When at={offer.offeredAt} />; {OFFER_NAMES[offer.state]}
        </div>
      </div>
      <Fault error={answer.error} />
      {isOpen ? (
        <div className="row">
          {offer.own ? (
            <BusyButton
              variant="default"
              size="xs"
              busy={answer.isPending}
              onClick={() => answer.mutate('withdrawn')}
            >
              Withdraw it
            </BusyButton>
          ) : (
            <>
              <BusyButton size="xs" busy={answer.isPending} onClick={() => answer.mutate('taken')}>
                Take it
              </BusyButton>
              <BusyButton
                variant="default"
                size="xs"
                busy={answer.isPending}
                onClick={() => answer.mutate('declined')}
              >
                Decline it
              </BusyButton>
            </>
          )}
        </div>
      ) : null}
    </article>
  )
}

function NewOffer({ one, session }: { one: Case; session: Session }) {
  const offer = useOffer(one.id)
  const [to, setTo] = useState('')
  const [words, setWords] = useState('')
  const isGovernment = ['agency', 'office'].includes(session.member.kind)
  const others = one.members.filter(
    ({ member, standing }) =>
      member.id !== session.member.id &&
      (standing === 'joined' || standing === 'invited') &&
      !(isGovernment && ['platform', 'campaign'].includes(member.kind)),
  )
  if (others.length === 0) return null
  return (
    <details>
      <summary>Offer a step</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          offer.mutate({ to, words: words.trim() }, { onSuccess: () => setWords('') })
        }}
      >
        <NativeSelect
          label="To"
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          data={[
            { value: '', label: 'choose' },
            ...others.map(({ member }) => ({ value: member.id, label: member.name })),
          ]}
        />
        <Textarea
          label="The step"
          autosize
          minRows={2}
          maxLength={8000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Fault error={offer.error} />
        <div className="row">
          <BusyButton
            type="submit"
            variant="default"
            busy={offer.isPending}
            missing={[to === '' && 'to whom', words.trim() === '' && 'the step']}
          >
            Offer it
          </BusyButton>
        </div>
      </form>
    </details>
  )
}
