import type { Unsealing } from '@tocsin/api'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { PERSON_KIND_NAMES } from '../persons/words.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Empty, Fault, Loaded, Note, Said } from '../ui/feedback.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { AskFields, missingOf, NOTHING, toAsk } from '../unmasking/ask-fields.tsx'
import { pseudonymsIn } from '../unmasking/pseudonyms.ts'
import {
  ownUnsealingsQuery,
  useAskUnsealing,
  useOpenUnsealing,
  useWithdrawUnsealing,
} from '../unsealing/data.ts'
import { OneUnsealing } from '../unsealing/one-unsealing.tsx'

/** An auditor asks key holders for whom a pseudonym of an opened message stands, and looks once two agreed. */
export function UnsealingPanel({ releaseId, text }: { releaseId: string; text: string }) {
  const query = useInfiniteQuery(ownUnsealingsQuery(releaseId))
  const items = itemsOf(query.data, (one) => one.id)
  return (
    <div className="stack">
      <h3>For whom a pseudonym stands</h3>
      <Note>
        <p>
          Two of the three key holders that the charter of the group names must agree; the sender
          takes no part. <strong>By asking</strong> the key holders and the sender learn that you
          ask, for which pseudonym, why, on which basis, and your name. A mail tells the key holders
          that somebody asks, and nothing else. It lapses after seven days; two days before, those
          that have not answered are reminded. Each step, and each look, is on record.
        </p>
      </Note>
      <Loaded query={query} what="what you asked">
        {() => (
          <>
            {items.length === 0 ? <Empty title="You asked for nobody in this message" /> : null}
            {items.map((one) => (
              <OneUnsealing key={one.id} one={one}>
                {one.state === 'asked' ? <TakeBack id={one.id} /> : null}
                {one.state === 'agreed' ? <Look one={one} /> : null}
              </OneUnsealing>
            ))}
          </>
        )}
      </Loaded>
      <MoreButton query={query} />
      <AskForm
        releaseId={releaseId}
        tokens={pseudonymsIn(text)}
        waits={items.some(({ state }) => state === 'asked')}
      />
    </div>
  )
}

const LABELS = { legalBasis: 'Legal basis of asking', reason: 'Why you must know' }

type FormProps = { releaseId: string; tokens: readonly string[]; waits: boolean }

function AskForm({ releaseId, tokens, waits }: FormProps) {
  const ask = useAskUnsealing(releaseId)
  const [stated, setStated] = useState(NOTHING)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    ask.mutate(toAsk(stated), { onSuccess: () => setStated(NOTHING) })
  }
  if (waits)
    return ask.isSuccess ? <Said takesFocus>Asked. What key holders do stands above.</Said> : null
  return (
    <form className="stack" onSubmit={submit}>
      <AskFields
        tokens={tokens}
        labels={LABELS}
        stated={stated}
        onChange={(change) => setStated({ ...stated, ...change })}
      />
      <Fault error={ask.error} />
      <div className="row">
        <BusyButton type="submit" busy={ask.isPending} missing={missingOf(stated)}>
          Ask the key holders, on record
        </BusyButton>
      </div>
    </form>
  )
}

function TakeBack({ id }: { id: string }) {
  const withdraw = useWithdrawUnsealing(id)
  return (
    <>
      <Fault error={withdraw.error} />
      <div className="row">
        <BusyButton
          variant="default"
          size="xs"
          busy={withdraw.isPending}
          onClick={() => withdraw.mutate()}
        >
          Take the ask back
        </BusyButton>
      </div>
    </>
  )
}

function Look({ one }: { one: Unsealing }) {
  const open = useOpenUnsealing(one.id)
  return (
    <>
      <Fault error={open.error} />
      {open.data ? (
        <Said takesFocus>
          {open.data.token} stands for <strong>{open.data.original}</strong> (
          {PERSON_KIND_NAMES[open.data.kind].toLowerCase()}). This look is entry #
          {open.data.logIndex}.
        </Said>
      ) : (
        <div className="row">
          <BusyButton busy={open.isPending} onClick={() => open.mutate()}>
            Look for whom it stands, on record
          </BusyButton>
        </div>
      )}
    </>
  )
}
