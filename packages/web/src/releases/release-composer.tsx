import type { Group, PersonsFound, Release, ReleaseDraft, Terms } from '@tocsin/api'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { Panel } from '../ui/page.tsx'
import { useSubmitMessage } from '../messages/data.ts'
import { MessageForm } from '../messages/message-form.tsx'
import { statedBy } from '../messages/from-template.ts'
import { keepAuthority, lastAuthority } from '../messages/last-authority.ts'
import {
  NOTHING_STATED,
  type Stated,
  statesMessage,
  toMessage,
  toStated,
} from '../messages/stated.ts'
import { PersonsForm } from '../persons/persons-form.tsx'
import {
  NOBODY_STATED,
  type StatedPersons,
  toReview,
  toStatedPersons,
} from '../persons/statements.ts'
import { sessionQuery } from '../session/data.ts'
import { DraftNote, useDraft } from '../session/draft.tsx'
import { groupsQuery } from '../groups/data.ts'
import { useCreateRelease, usePreviewRelease } from './data.ts'
import { Held } from './held.tsx'
import { useHoldRelease } from './held-data.ts'
import { ReleasePreview } from './release-preview.tsx'
import { Released } from './released.tsx'
import { Submitted } from './submitted.tsx'
import type { ShareSource } from './share-source.ts'
import { TermsForm } from './terms-form.tsx'
import { missingTerms, withSettings } from './terms.ts'
import { WhatIsShared } from './what-is-shared.tsx'
import { beginningOf } from '../words/beginning.ts'

type Props = {
  source: ShareSource
  /** Words for where nothing is left out of the objects. */
  complete: string
  onReleased?: (release: Release) => void
}

/** From objects to a release: title, terms, who would receive it, and sending it. */
export function ReleaseComposer(props: Props) {
  const groups = useQuery(groupsQuery)
  return (
    <Loaded query={groups} what="your groups">
      {(list) =>
        list.items.length === 0 ? (
          <Empty title="Your organisation is in no sharing group">
            An operator can admit it to one.
          </Empty>
        ) : (
          <Form {...props} groups={list.items} />
        )
      }
    </Loaded>
  )
}

type Kept = {
  title: string
  terms?: Terms | undefined
  stated?: Stated
  persons?: StatedPersons
}

function Form(props: Props & { groups: Group[] }) {
  const { source } = props
  const form = useDraft<Kept>(`release/${source.key}`, beginWith(source))
  const { title, terms, stated, isMessage, persons, toDraft, keep } = useSaid(form.value, props)
  const acts = useActs()
  const { preview, release, submit, hold, found, look } = acts
  const change = (next: Partial<Kept>) => {
    // What is on its way can no longer be changed; what was previewed is no longer what would be sent.
    if (acts.isSending) return
    form.set((now) => ({ ...now, ...next }))
    acts.reset()
  }
  type Act = (draft: ReleaseDraft) => void
  const withDraft = (act: Act, by = persons) => terms && act(toDraft(terms, by))
  const onSent = (sent: Release) => {
    form.discard()
    props.onReleased?.(sent)
  }
  const onSubmit = () => withDraft(submitOf(submit, source, [keep, form.discard]))
  const onRelease = (digest: string, minutes: number) =>
    withDraft((draft) =>
      minutes > 0
        ? hold.mutate({ draft, digest, minutes })
        : release.mutate({ draft, digest }, { onSuccess: onSent }),
    )
  if (isDone(acts)) return <Done acts={acts} onLeft={onSent} />
  return (
    <div className="stack">
      <DraftNote draft={form} onDiscard={() => preview.reset()} />
      <WhatIsShared
        source={source}
        complete={props.complete}
        title={title}
        onTitle={(next) => change({ title: next })}
      />
      <TermsPanel {...props} terms={terms} onChange={(by) => change({ terms: by })} />
      {isMessage ? (
        <Statement
          stated={stated}
          template={source.template}
          onChange={(next) => change({ stated: next })}
          persons={persons}
          found={found}
          busy={preview.isPending}
          onPersons={(next) => {
            change({ persons: next })
            withDraft(look, next)
          }}
        />
      ) : null}
      <Receivers
        {...acts}
        place={isMessage ? (found ? 5 : 4) : 3}
        missing={missingTerms(title, terms)}
        onLook={() => withDraft(look)}
        onSubmit={onSubmit}
        onRelease={onRelease}
      />
    </div>
  )
}

function Receivers({
  place,
  ...preview
}: Parameters<typeof ReleasePreview>[0] & { place: number }) {
  return (
    <Panel title={`${place}. Who receives it`}>
      <ReleasePreview {...preview} />
    </Panel>
  )
}

/** What is put to a second person; in the place of what was before, where it is one that is changed. */
function submitOf(
  { mutate }: Pick<ReturnType<typeof useSubmitMessage>, 'mutate'>,
  { revises }: ShareSource,
  then: readonly (() => void)[],
) {
  const onSuccess = () => then.forEach((act) => act())
  return (draft: ReleaseDraft) => mutate({ draft, ...(revises ? { revises } : {}) }, { onSuccess })
}

function beginWith({ title, terms, message, persons }: ShareSource): Kept {
  return {
    title: beginningOf(title, 300),
    terms,
    ...(message ? { stated: toStated(message) } : {}),
    ...(persons ? { persons: toStatedPersons(persons) } : {}),
  }
}

/** A template's settings hold for a group that is chosen anew; what a person has set since, they set. */
function settled(
  next: Terms | undefined,
  former: Terms | undefined,
  { source: { template }, groups }: Props & { groups: Group[] },
): Terms | undefined {
  const group = groups.find(({ id }) => id === next?.groupId)
  const isAnew = next && group && next.groupId !== former?.groupId
  return isAnew && template ? withSettings(next, group, template) : next
}

/** What the form says, and whether the gate is before what this member would release. */
function useSaid(kept: Kept, { source, groups }: Props & { groups: Group[] }) {
  const { member, person } = useSuspenseQuery(sessionQuery).data
  // As it was when the form opened: what is kept meanwhile is for the next message.
  const [before] = useState(() => ({
    ...lastAuthority(localStorage, person.id, Date.now()),
    ...(source.template ? statedBy(source.template, Date.now()) : {}),
  }))
  const { title, terms, stated = { ...NOTHING_STATED, ...before }, persons = NOBODY_STATED } = kept
  // A group that the member has left since is no longer one to release to.
  const group = groups.find((one) => one.id === terms?.groupId)
  const isMessage = statesMessage(member.kind, group)
  const message = isMessage ? toMessage(stated) : undefined
  const toDraft = (by: Terms, stating: StatedPersons): ReleaseDraft => {
    const review = isMessage ? toReview(stating) : undefined
    const said = { ...(message ? { message } : {}), ...(review ? { persons: review } : {}) }
    return { title: title.trim(), terms: by, objects: source.objects, ...source.origin, ...said }
  }
  const keep = () => keepAuthority(localStorage, person.id, stated)
  return { title, terms: group && terms, stated, isMessage, persons, toDraft, keep }
}

/** Looking, sending, and submitting to a second person; one of them at a time. */
function useActs() {
  const preview = usePreviewRelease()
  const release = useCreateRelease()
  const submit = useSubmitMessage()
  const hold = useHoldRelease()
  // Kept while it is looked again, so that whoever states something does not lose it from sight.
  const [found, setFound] = useState<PersonsFound>()
  // So is how long to hold it: one that is to be stopped until then must not leave at once because somebody looked again.
  const [minutes, onMinutes] = useState(0)
  const look = (draft: ReleaseDraft) =>
    preview.mutate(draft, { onSuccess: ({ persons }) => setFound(persons) })
  const reset = () => [preview, release, submit, hold].forEach((act) => act.reset())
  const isSending = release.isPending || submit.isPending || hold.isPending
  return { preview, release, submit, hold, found, minutes, onMinutes, reset, look, isSending }
}

type Acts = ReturnType<typeof useActs>

function isDone({ release, submit, hold }: Acts): boolean {
  return [release, submit, hold].some(({ data }) => data !== undefined)
}

function Done(props: { acts: Acts; onLeft: (release: Release) => void }) {
  const { release, submit, hold } = props.acts
  if (submit.data) return <Submitted message={submit.data} />
  if (hold.data) return <Held held={hold.data} onLeft={props.onLeft} onAgain={hold.reset} />
  return release.data ? <Released release={release.data} /> : null
}

function TermsPanel(
  props: Props & {
    groups: Group[]
    terms: Terms | undefined
    onChange: (terms: Terms | undefined) => void
  },
) {
  const { groups, terms, source, onChange } = props
  return (
    <Panel title="2. On which terms">
      <TermsForm
        groups={groups}
        terms={terms}
        template={source.template}
        onChange={(next) => onChange(settled(next, terms, props))}
      />
    </Panel>
  )
}

/** What a body of government states beside a release that the gate is before, and of whom it may name. */
function Statement(props: {
  stated: Stated
  template: ShareSource['template']
  onChange: (stated: Stated) => void
  persons: StatedPersons
  found: PersonsFound | undefined
  busy: boolean
  onPersons: (persons: StatedPersons) => void
}) {
  const { stated, template, onChange, persons, found, busy, onPersons } = props
  return (
    <>
      <Panel title="3. What you state to platforms and campaigns">
        <MessageForm
          stated={stated}
          template={template}
          onChange={(next) => onChange({ ...stated, ...next })}
        />
      </Panel>
      {found ? (
        <Panel title="4. Persons it may name">
          <PersonsForm found={found} stated={persons} busy={busy} onChange={onPersons} />
        </Panel>
      ) : null}
    </>
  )
}
