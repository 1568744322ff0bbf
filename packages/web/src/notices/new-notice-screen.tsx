import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { DraftNote, useDraft } from '../session/draft.tsx'
import { sessionQuery } from '../session/data.ts'
import { Page, Panel } from '../ui/page.tsx'
import { newSendKey } from '../ui/send-key.ts'
import { AffectedPicker } from './affected-picker.tsx'
import { usePreviewNotice, useScheduleNotice, useSendNotice } from './data.ts'
import { EMPTY_FORM, missingParts, toDraft, type NoticeForm } from './notice-form.ts'
import { fillFrom, isEmptyForm, nameOfDraft, toContent, toPlaces } from './papers.ts'
import { useDropPaper } from '../papers/data.ts'
import { SavedPlaces } from './saved-places.tsx'
import { DraftsPanel } from '../papers/drafts-panel.tsx'
import { NoticeTerms } from './notice-terms.tsx'
import { NoticeTexts } from './notice-texts.tsx'
import { SendBar } from './send-bar.tsx'
import { SendPanel } from './send-panel.tsx'
import { TargetPicker } from './target-picker.tsx'
import { keyOf, type Picked, type PickedOffice } from './targets.ts'

export function NewNoticeScreen() {
  const { languages } = useSuspenseQuery(sessionQuery).data.exchange
  const { form, picked, preview, send, draft, set, pick, submit, replace, later } =
    useNotice(languages)
  const look = useRef<HTMLButtonElement>(null)
  const addOwed = (offices: readonly PickedOffice[]) => {
    pick((now) => new Map([...now, ...offices.map((one) => [keyOf(one), one] as const)]))
    // The look they were offered in is gone; the next step is to look again.
    look.current?.focus()
  }
  return (
    <Page
      title="Write a notice"
      intro="Facts for the people who answer for an election, in words that everybody at a local office understands. It informs; it asks nobody to take anything down."
    >
      <DraftNote draft={form} onDiscard={() => preview.reset()} />
      <NoticeDrafts form={form} replace={replace} />
      <div className="columns spaced">
        <div className="stack">
          <Panel title="1. What they are told">
            <NoticeTexts form={form.value} languages={languages} onChange={set} />
          </Panel>
        </div>
        <div className="stack">
          <Panel title="2. Marking and time">
            <NoticeTerms form={form.value} onChange={set} />
          </Panel>
          <Panel title="3. Who is told">
            <WhoIsTold form={form.value} picked={picked} set={set} pick={pick} />
          </Panel>
          <Panel title="4. Look, then send">
            <SendPanel
              draft={draft}
              preview={preview}
              send={{
                isPending: send.isPending,
                error: send.error,
                onAgain: () => submit(true),
              }}
              later={later}
              onAddOwed={addOwed}
            />
          </Panel>
        </div>
      </div>
      <SendBar
        missing={missingParts(draft)}
        preview={preview}
        isSending={send.isPending}
        onLook={() => preview.mutate(draft)}
        onSend={() => submit(false)}
        sendLabel={(offices) => `Send to ${offices}`}
        lookRef={look}
      />
    </Page>
  )
}

type Notice = ReturnType<typeof useNotice>

/** What the organisation keeps for its notices. */
function NoticeDrafts({ form, replace }: Pick<Notice, 'form' | 'replace'>) {
  return (
    <DraftsPanel
      kept={form.value.kept}
      name={nameOfDraft(form.value)}
      content={toContent(form.value)}
      isEmpty={isEmptyForm(form.value)}
      onOpen={({ summary: { id, version }, content }) =>
        replace(() => ({ ...content, kept: { id, version } }))
      }
      onSaved={({ summary: { id, version } }) =>
        form.set((now) => ({ ...now, kept: { id, version } }))
      }
      onTemplate={({ content }) => replace((now) => fillFrom(now, content))}
    />
  )
}

function WhoIsTold(props: Pick<Notice, 'picked' | 'set' | 'pick'> & { form: NoticeForm }) {
  const { form, picked, set, pick } = props
  const add = (offices: readonly PickedOffice[]) =>
    pick((now) => new Map([...now, ...offices.map((one) => [keyOf(one), one] as const)]))
  return (
    <>
      <AffectedPicker
        affected={form.affected}
        onChange={(affected, offices) => {
          set({ affected })
          add(offices)
        }}
      />
      <TargetPicker picked={picked} onChange={pick} />
      <SavedPlaces content={toPlaces(form)} onAdd={add} />
    </>
  )
}

/** The notice that is written, kept between visits, with what was looked at and what is on its way. */
function useNotice(languages: readonly string[]) {
  const form = useDraft('notice-texts', EMPTY_FORM)
  const preview = usePreviewNotice()
  const send = useSendNotice()
  const drop = useDropPaper()
  const schedule = useScheduleNotice()
  const navigate = useNavigate()
  // Kept while the words are, so that pressing again after a lost answer sends nothing twice.
  const [sendKey, setSendKey] = useState(newSendKey)
  const picked: Picked = useMemo(
    () => new Map(form.value.picked.map((office) => [keyOf(office), office])),
    [form.value.picked],
  )
  const replace = (change: (now: NoticeForm) => NoticeForm) => {
    // What is on its way can no longer be changed.
    if (send.isPending || schedule.isPending) return
    form.set(change)
    // What was looked at is no longer what would be sent.
    preview.reset()
    send.reset()
    schedule.reset()
    setSendKey(newSendKey())
  }
  const update = (change: (now: NoticeForm) => Partial<NoticeForm>) =>
    replace((now) => ({ ...now, ...change(now) }))
  const set = (change: Partial<NoticeForm>) => update(() => change)
  const pick = (change: (picked: Picked) => Picked) =>
    update((now) => ({
      picked: [...change(new Map(now.picked.map((one) => [keyOf(one), one]))).values()],
    }))
  const draft = toDraft(form.value, languages)
  const leave = () => {
    const { kept } = form.value
    // What was sent is no draft any more; where deleting fails it stands among the drafts.
    if (kept) drop.mutate(kept.id)
    form.discard()
  }
  const later = {
    isPending: schedule.isPending,
    error: schedule.error,
    // A draft stays: what is stopped or not sent is written on there.
    onSend: (digest: string, at: string) =>
      schedule.mutate(
        { draft, digest, at },
        {
          onSuccess: () => {
            form.discard()
            void navigate({ to: '/notices' })
          },
        },
      ),
  }
  const submit = (again: boolean) =>
    send.mutate(
      { ...draft, sendKey, again },
      {
        onSuccess: ({ summary }) => {
          leave()
          void navigate({ to: '/notices/$id', params: { id: summary.id } })
        },
      },
    )
  return { form, picked, preview, send, draft, set, pick, submit, replace, later }
}
