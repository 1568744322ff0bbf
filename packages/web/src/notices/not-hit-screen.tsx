import type { Notice } from '@tocsin/api'
import { Checkbox, MultiSelect, TextInput } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { exchangeQuery, sessionQuery } from '../session/data.ts'
import { Fault, Loaded } from '../ui/feedback.tsx'
import { TlpMark } from '../ui/marks.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { newSendKey } from '../ui/send-key.ts'
import { useShown } from '../ui/use-shown.ts'
import { noticeQuery, usePreviewNotHit, useSendNotHit } from './data.ts'
import { startNotHit, toNotHitDraft, type NotHitForm } from './not-hit-form.ts'
import { NotHitPreview } from './not-hit-preview.tsx'
import { missingParts } from './notice-form.ts'
import { NoticeTexts } from './notice-texts.tsx'
import { isRepeated, RepeatedNotice } from './repeated-notice.tsx'
import { SendBar } from './send-bar.tsx'

/** Tells the offices that a notice did not go to that their place is not among those known to be hit. */
export function NotHitScreen() {
  const { id } = useParams({ from: '/desk/notices/$id/not-hit' })
  const notice = useQuery(noticeQuery(id))
  return (
    <Page
      title="Tell who is not known to be hit"
      intro="Offices of the same kind that the notice did not go to. Tocsin says in each mail that their place is not among those you know to be hit, as of a time, and that this proves nothing. It never names who is hit, nor may your words."
      actions={
        <Link to="/notices/$id" params={{ id }}>
          The notice
        </Link>
      }
    >
      <Loaded query={notice} what="the notice">
        {(one) => <NotHit key={one.summary.id} notice={one} />}
      </Loaded>
    </Page>
  )
}

function NotHit(props: { notice: Notice }) {
  const { languages } = useSuspenseQuery(sessionQuery).data.exchange
  const writing = useNotHit(props.notice, languages)
  const { state, change } = writing
  return (
    <>
      <div className="columns">
        <div className="stack">
          <Panel title="1. What they are told besides">
            <NoticeTexts
              form={state.form}
              languages={languages}
              onChange={(next) => change({ form: { ...state.form, ...next } })}
            />
          </Panel>
        </div>
        <div className="stack">
          <Panel title="2. Marking and time">
            <div className="fields">
              <p>
                <TlpMark tlp={props.notice.summary.tlp} /> as the notice
              </p>
              <TextInput
                label="Known up to"
                description="Your time; leave it empty for now"
                type="datetime-local"
                value={state.knownAt}
                onChange={(event) => change({ knownAt: event.currentTarget.value })}
              />
              <Checkbox
                label="With a clock: who does not answer is overdue, and the next contact is asked"
                checked={state.hasClock}
                onChange={(event) => change({ hasClock: event.currentTarget.checked })}
              />
              {state.hasClock ? (
                <TextInput
                  label="Answer within (minutes)"
                  type="number"
                  min="1"
                  max="10080"
                  value={state.form.minutes}
                  onChange={(event) =>
                    change({ form: { ...state.form, minutes: event.currentTarget.value } })
                  }
                />
              ) : null}
            </div>
          </Panel>
          <Panel title="3. Look, then send">
            <Looked {...writing} main={languages[0] ?? ''} />
          </Panel>
        </div>
      </div>
      <NotHitBar {...writing} />
    </>
  )
}

function NotHitBar({ missing, preview, send, look, submit }: ReturnType<typeof useNotHit>) {
  return (
    <SendBar
      missing={missing}
      preview={preview}
      isSending={send.isPending}
      onLook={look}
      onSend={() => submit(false)}
      sendLabel={(offices) => `Tell ${offices}`}
    />
  )
}

/** Who would be told and what became of sending; the acts themselves stand in the bar below. */
function Looked(props: ReturnType<typeof useNotHit> & { main: string }) {
  const { preview, send, missing, submit } = props
  const shown = useShown<HTMLElement>(preview.data ?? preview.error ?? send.error)
  return (
    <section className="stack" ref={shown} tabIndex={-1} aria-label="What the look shows">
      {missing.length > 0 ? <p className="soft">Still missing: {missing.join('; ')}</p> : null}
      <Fault error={preview.error} />
      {preview.data ? (
        <>
          <Choice {...props} />
          <NotHitPreview preview={preview.data} main={props.main} />
        </>
      ) : null}
      {isRepeated(send.error) ? (
        <RepeatedNotice error={send.error} busy={send.isPending} onAgain={() => submit(true)} />
      ) : (
        <Fault error={send.error} />
      )}
    </section>
  )
}

/** Kinds of place, and places of which the sender does not know it. */
function Choice({ preview, state, change }: ReturnType<typeof useNotHit>) {
  const { kinds = [], lines = [] } = preview.data ?? {}
  const chosen = kinds.filter((one) => one.chosen).map((one) => one.kind)
  const names = new Map(lines.map((line) => [line.jurisdiction, line.place]))
  return (
    <>
      <MultiSelect
        label="Kinds of place"
        value={chosen}
        onChange={(next) => change({ kinds: next })}
        data={kinds.map(({ kind, places }) => ({ value: kind, label: `${kind} (${places})` }))}
      />
      <MultiSelect
        label="Leave out"
        description="Places of which you do not know it"
        searchable
        limit={50}
        value={state.without}
        onChange={(next) => change({ without: next })}
        data={[...new Set([...state.without, ...names.keys()])].map((value) => ({
          value,
          label: names.get(value) ?? value,
        }))}
      />
    </>
  )
}

function useNotHit(notice: Notice, languages: readonly string[]) {
  const { id, sentAt } = notice.summary
  const [state, setState] = useState(() => startNotHit(notice, languages))
  // Kept while the words are, so that pressing again after a lost answer sends nothing twice.
  const [sendKey, setSendKey] = useState(newSendKey)
  const exchange = useQuery(exchangeQuery)
  const preview = usePreviewNotHit(id)
  const send = useSendNotHit(id)
  const navigate = useNavigate()
  const now = exchange.data?.now ?? sentAt
  const toDraft = (of: NotHitForm) => toNotHitDraft(of, { languages, sentAt, now })
  const change = (next: Partial<NotHitForm>) => {
    if (send.isPending) return
    const changed = { ...state, ...next }
    setState(changed)
    preview.reset()
    send.reset()
    setSendKey(newSendKey())
    // What is chosen from the look is looked at anew at once.
    if (preview.data && (next.kinds ?? next.without)) preview.mutate(toDraft(changed))
  }
  const submit = (again: boolean) => {
    if (!preview.data || !preview.variables) return
    const body = { ...preview.variables, digest: preview.data.digest, sendKey, again }
    send.mutate(body, {
      onSuccess: ({ summary }) => void navigate({ to: '/notices/$id', params: { id: summary.id } }),
    })
  }
  return {
    state,
    preview,
    send,
    change,
    submit,
    look: () => preview.mutate(toDraft(state)),
    missing: missingIn(toDraft(state)),
  }
}

function missingIn({ texts, answerWithin = 1 }: ReturnType<typeof toNotHitDraft>): string[] {
  // Which offices, the exchange knows.
  const target = { jurisdiction: 'computed', role: 'clerk' as const }
  return missingParts({ kind: 'notice', tlp: 'green', texts, answerWithin, targets: [target] })
}
