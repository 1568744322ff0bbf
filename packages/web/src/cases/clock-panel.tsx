import type { Case, CaseInstant } from '@tocsin/api'
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Empty, Fault, Loaded, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Panel } from '../ui/page.tsx'
import { countOf } from '../words/count-of.ts'
import { fromField } from '../words/time.ts'
import { instantsQuery, useProposeInstant, useSay, useWithdrawInstant } from './data.ts'
import { newId } from '../ui/send-key.ts'
import { INSTANT_NAMES } from './words.ts'

type Props = { one: Case; works: boolean; ownId: string }

/** The joint clock: instants that members propose, each of which holds for whoever said yes to it. */
export function ClockPanel({ one, works, ownId }: Props) {
  const query = useInfiniteQuery(instantsQuery(one.id))
  return (
    <Panel title="Joint clock">
      <div className="stack">
        <p className="soft small">
          An instant holds for whoever said yes to it, and binds nobody else. Each organisation
          speaks for itself.
          {one.atGate
            ? ' What platforms and campaigns say to it is not shown to bodies of government, nor what those say to them.'
            : ''}
        </p>
        <Loaded query={query} what="the joint clock">
          {(data) => {
            const instants = itemsOf(data, (instant) => instant.id)
            const withheld = data.pages.at(-1)?.withheld ?? 0
            return (
              <>
                {instants.length === 0 ? (
                  <Empty
                    title={one.withoutPlatforms ? 'No instant for you to see' : 'No instant yet'}
                  />
                ) : null}
                <ol className="plain-list stack">
                  {byClock(instants).map((instant) => (
                    <li key={instant.id}>
                      <Proposed caseId={one.id} instant={instant} works={works} ownId={ownId} />
                    </li>
                  ))}
                </ol>
                {withheld > 0 ? (
                  <p className="soft">
                    {countOf(withheld, 'instant')} withheld: not for your organisation.
                  </p>
                ) : null}
              </>
            )
          }}
        </Loaded>
        <MoreButton query={query} />
        {works ? <NewInstant id={one.id} /> : null}
      </div>
    </Panel>
  )
}

function isToCome({ past, withdrawnAt }: CaseInstant): boolean {
  return !past && withdrawnAt === undefined
}

/** Those to come, the next first; then the rest, the latest proposed first. */
function byClock(instants: readonly CaseInstant[]): CaseInstant[] {
  const ahead = instants.filter(isToCome).toSorted((a, b) => a.at.localeCompare(b.at))
  return [...ahead, ...instants.filter((one) => !isToCome(one))]
}

type ProposedProps = { caseId: string; instant: CaseInstant; works: boolean; ownId: string }

function Proposed({ caseId, instant, works, ownId }: ProposedProps) {
  const { kind, words, at, by, own, proposedAt, withdrawnAt, past } = instant
  return (
    <article className="stack">
      <div>
        <Tag>{INSTANT_NAMES[kind]}</Tag>{' '}
        <strong>
          <When at={at} />
        </strong>
        : {withdrawnAt ? <s>{words}</s> : words}
        <div className="soft small">
          Proposed by {own ? 'you' : by.name}, <When at={proposedAt} />
          {withdrawnAt ? (
            <>
              ; withdrawn <When at={withdrawnAt} />, so it holds for nobody
            </>
          ) : past ? (
            '; it has passed'
          ) : (
            ''
          )}
        </div>
      </div>
      {withdrawnAt ? null : <Says instant={instant} ownId={ownId} />}
      {works && isToCome(instant) ? (
        <Saying caseId={caseId} instant={instant} ownId={ownId} />
      ) : null}
    </article>
  )
}

const SAYS = ['yes', 'no', 'unsaid'] as const
const HEADS = { yes: 'Holds for', no: 'No', unsaid: 'Nothing said' }

function Says({ instant, ownId }: { instant: CaseInstant; ownId: string }) {
  const nameOf = ({ member }: CaseInstant['says'][number]) =>
    member.id === ownId ? 'you' : member.name
  const rows = SAYS.map((says) => ({
    says,
    names: instant.says.filter((one) => one.says === says).map(nameOf),
  }))
  return (
    <ul className="plain-list small">
      {rows
        .filter(({ says, names }) => says === 'yes' || names.length > 0)
        .map(({ says, names }) => (
          <li key={says}>
            {HEADS[says]}: {names.length > 0 ? names.join(', ') : 'nobody that you are shown'}
          </li>
        ))}
    </ul>
  )
}

type SayingProps = Omit<ProposedProps, 'works'>

function Saying({ caseId, instant, ownId }: SayingProps) {
  const say = useSay(caseId, instant.id)
  const withdraw = useWithdrawInstant(caseId)
  const own = instant.says.find(({ member }) => member.id === ownId)?.says
  return (
    <>
      <Fault error={say.error ?? withdraw.error} />
      <div className="row">
        {(['yes', 'no'] as const)
          .filter((says) => says !== own)
          .map((says) => (
            <BusyButton
              key={says}
              variant="default"
              size="xs"
              busy={say.isPending}
              onClick={() => say.mutate(says)}
            >
              {says === 'yes' ? 'Say yes' : 'Say no'}
            </BusyButton>
          ))}
        {instant.own ? (
          <BusyButton
            variant="subtle"
            size="xs"
            busy={withdraw.isPending}
            onClick={() => withdraw.mutate(instant.id)}
          >
            Withdraw the instant
          </BusyButton>
        ) : null}
      </div>
    </>
  )
}

type Draft = { instantId: string; kind: CaseInstant['kind']; words: string; field: string }
const EMPTY = { kind: 'act', words: '', field: '' } as const

function NewInstant({ id }: { id: string }) {
  const propose = useProposeInstant(id)
  const [draft, setDraft] = useState<Draft>(() => ({ ...EMPTY, instantId: newId() }))
  const { instantId, kind, field } = draft
  const words = draft.words.trim()
  const at = fromField(field)
  const clear = () => setDraft({ ...EMPTY, instantId: newId() })
  return (
    <details>
      <summary>Propose an instant</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (at !== undefined) propose.mutate({ instantId, kind, words, at }, { onSuccess: clear })
        }}
      >
        <p className="soft small">By proposing it you say yes for your own organisation.</p>
        <InstantFields draft={draft} onChange={setDraft} />
        <Fault error={propose.error} />
        <div className="row">
          <BusyButton
            type="submit"
            variant="default"
            busy={propose.isPending}
            missing={[at === undefined && 'the instant', words === '' && 'what happens']}
          >
            Propose it
          </BusyButton>
        </div>
      </form>
    </details>
  )
}

function InstantFields({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  return (
    <>
      <div className="fields">
        <NativeSelect
          label="For"
          value={draft.kind}
          onChange={(event) =>
            onChange({ ...draft, kind: event.currentTarget.value as CaseInstant['kind'] })
          }
          data={Object.entries(INSTANT_NAMES).map(([value, label]) => ({ value, label }))}
        />
        <TextInput
          label="Instant"
          description="In your time zone; each reader is shown it in their own"
          type="datetime-local"
          value={draft.field}
          onChange={(event) => onChange({ ...draft, field: event.currentTarget.value })}
        />
      </div>
      <Textarea
        label="What happens then"
        autosize
        minRows={2}
        maxLength={8000}
        value={draft.words}
        onChange={(event) => onChange({ ...draft, words: event.currentTarget.value })}
      />
    </>
  )
}
