import { useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { DraftNote, useDraft } from '../session/draft.tsx'
import { sessionQuery } from '../session/data.ts'
import { Page, Panel } from '../ui/page.tsx'
import { newSendKey } from '../ui/send-key.ts'
import { AffectedPicker } from './affected-picker.tsx'
import { usePreviewNotice, useSendNotice } from './data.ts'
import { EMPTY_FORM, toDraft, type NoticeForm } from './notice-form.ts'
import { NoticeTerms } from './notice-terms.tsx'
import { NoticeTexts } from './notice-texts.tsx'
import { SendPanel } from './send-panel.tsx'
import { TargetPicker } from './target-picker.tsx'
import { keyOf, type Picked } from './targets.ts'

export function NewNoticeScreen() {
  const { languages } = useSuspenseQuery(sessionQuery).data.exchange
  const { form, picked, preview, send, draft, set, pick, submit } = useNotice(languages)
  return (
    <Page
      title="Write a notice"
      intro="Facts for the people who answer for an election, in words that everybody at a local office understands. It informs; it asks nobody to take anything down."
    >
      <DraftNote draft={form} onDiscard={() => preview.reset()} />
      <div className="columns">
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
            <AffectedPicker
              affected={form.value.affected}
              onChange={(affected, offices) => {
                set({ affected })
                pick(
                  (now) => new Map([...now, ...offices.map((one) => [keyOf(one), one] as const)]),
                )
              }}
            />
            <TargetPicker picked={picked} onChange={pick} />
          </Panel>
          <Panel title="4. Look, then send">
            <SendPanel
              draft={draft}
              preview={preview}
              send={{
                isPending: send.isPending,
                error: send.error,
                onSend: () => submit(false),
                onAgain: () => submit(true),
              }}
              onAddOwed={(offices) =>
                pick(
                  (now) => new Map([...now, ...offices.map((one) => [keyOf(one), one] as const)]),
                )
              }
            />
          </Panel>
        </div>
      </div>
    </Page>
  )
}

/** The notice that is written, kept between visits, with what was looked at and what is on its way. */
function useNotice(languages: readonly string[]) {
  const form = useDraft('notice-texts', EMPTY_FORM)
  const preview = usePreviewNotice()
  const send = useSendNotice()
  const navigate = useNavigate()
  // Kept while the words are, so that pressing again after a lost answer sends nothing twice.
  const [sendKey, setSendKey] = useState(newSendKey)
  const picked: Picked = useMemo(
    () => new Map(form.value.picked.map((office) => [keyOf(office), office])),
    [form.value.picked],
  )
  const update = (change: (now: NoticeForm) => Partial<NoticeForm>) => {
    // What is on its way can no longer be changed.
    if (send.isPending) return
    form.set((now) => ({ ...now, ...change(now) }))
    // What was looked at is no longer what would be sent.
    preview.reset()
    send.reset()
    setSendKey(newSendKey())
  }
  const set = (change: Partial<NoticeForm>) => update(() => change)
  const pick = (change: (picked: Picked) => Picked) =>
    update((now) => ({
      picked: [...change(new Map(now.picked.map((one) => [keyOf(one), one]))).values()],
    }))
  const draft = toDraft(form.value, languages)
  const submit = (again: boolean) =>
    send.mutate(
      { ...draft, sendKey, again },
      {
        onSuccess: ({ summary }) => {
          form.discard()
          void navigate({ to: '/notices/$id', params: { id: summary.id } })
        },
      },
    )
  return { form, picked, preview, send, draft, set, pick, submit }
}
