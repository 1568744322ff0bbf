import type { BodyOf, CorrectionDraft, correctNotice, Notice } from '@tocsin/api'
import { MultiSelect, NativeSelect, TextInput } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { coverageQuery } from '../coverage/data.ts'
import { sessionQuery } from '../session/data.ts'
import { Fault, Loaded } from '../ui/feedback.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { newSendKey } from '../ui/send-key.ts'
import { useShown } from '../ui/use-shown.ts'
import { CorrectionPreview } from './correction-preview.tsx'
import { noticeQuery, useCorrectNotice, usePreviewCorrection } from './data.ts'
import { EMPTY_FORM, missingParts, trimText, type NoticeForm } from './notice-form.ts'
import { NoticeTexts } from './notice-texts.tsx'
import { SendBar } from './send-bar.tsx'

/** Corrects or clears a notice: what was wrong, what is right, who is told, then sending. */
export function CorrectScreen() {
  const { id } = useParams({ from: '/desk/notices/$id/correct' })
  const { place } = useSearch({ from: '/desk/notices/$id/correct' })
  const notice = useQuery(noticeQuery(id))
  return (
    <Page
      title="Correct or clear a notice"
      intro="It goes at once, ahead of other mail, to every address that a mail of the notice was handed over to, but for those that it came back from or that were erased. The notice then says at its top that it was corrected, and how. Nobody has to approve it first."
      actions={
        <Link to="/notices/$id" params={{ id }}>
          The notice
        </Link>
      }
    >
      <Loaded query={notice} what="the notice">
        {(one) => (
          <CorrectionForm key={one.summary.id} notice={one} places={place ? [place] : []} />
        )}
      </Loaded>
    </Page>
  )
}

function CorrectionForm(props: { notice: Notice; places: string[] }) {
  const { languages } = useSuspenseQuery(sessionQuery).data.exchange
  const writing = useCorrection(props, languages)
  const { form, as, places, change } = writing
  return (
    <>
      <div className="columns">
        <div className="stack">
          <Panel title="1. What they are told">
            <NativeSelect
              label="What it is"
              value={as}
              onChange={(event) => change({ as: event.currentTarget.value as typeof as })}
              data={[
                { value: 'correction', label: 'Correction: something was wrong' },
                { value: 'all-clear', label: 'All-clear: it is over, or was never so' },
              ]}
            />
            <NoticeTexts
              form={form}
              languages={languages}
              correction={as}
              onChange={(next) => change({ form: { ...form, ...next } })}
            />
          </Panel>
        </div>
        <div className="stack">
          <Panel title="2. Who is told">
            <Places
              notice={props.notice}
              places={places}
              onChange={(next) => change({ places: next })}
            />
            <TextInput
              label="Answer within (minutes)"
              description="Whoever answered the notice is asked first; after that the next person"
              type="number"
              min="1"
              max="10080"
              value={form.minutes}
              onChange={(event) =>
                change({ form: { ...form, minutes: event.currentTarget.value } })
              }
            />
          </Panel>
          <Panel title="3. Look, then send">
            <Looked {...writing} languages={languages} />
          </Panel>
        </div>
      </div>
      <CorrectionBar {...writing} />
    </>
  )
}

function CorrectionBar({ preview, correct, draft, submit }: ReturnType<typeof useCorrection>) {
  return (
    <SendBar
      missing={missingIn(draft)}
      preview={preview}
      isSending={correct.isPending}
      onLook={() => preview.mutate(draft)}
      onSend={submit}
      sendLabel={(offices) => `Send it to ${offices} now`}
    />
  )
}

/** Who would be told and what became of sending; the acts themselves stand in the bar below. */
function Looked(props: ReturnType<typeof useCorrection> & { languages: readonly string[] }) {
  const { preview, correct, draft, languages } = props
  const missing = missingIn(draft)
  const shown = useShown<HTMLElement>(preview.data ?? preview.error ?? correct.error)
  return (
    <section className="stack" ref={shown} tabIndex={-1} aria-label="What the look shows">
      {missing.length > 0 ? <p className="soft">Still missing: {missing.join('; ')}</p> : null}
      <Fault error={preview.error} />
      {preview.data ? <CorrectionPreview preview={preview.data} main={languages[0] ?? ''} /> : null}
      <Fault error={correct.error} />
    </section>
  )
}

type State = { form: NoticeForm; as: CorrectionDraft['as']; places: string[] }

function useCorrection(
  { notice, places }: { notice: Notice; places: string[] },
  languages: readonly string[],
) {
  const { id } = notice.summary
  const [state, setState] = useState<State>(() => ({
    form: startFrom(notice, languages),
    as: 'correction',
    places,
  }))
  // Kept while the words are, so that pressing again after a lost answer sends nothing twice.
  const [sendKey, setSendKey] = useState(newSendKey)
  const preview = usePreviewCorrection(id)
  const correct = useCorrectNotice(id)
  const navigate = useNavigate()
  const draft = toDraft(state, languages)
  const change = (next: Partial<State>) => {
    if (correct.isPending) return
    setState((now) => ({ ...now, ...next }))
    preview.reset()
    correct.reset()
    setSendKey(newSendKey())
  }
  const submit = () => {
    const body: BodyOf<typeof correctNotice> = { ...draft, sendKey }
    correct.mutate(body, {
      onSuccess: ({ summary }) => void navigate({ to: '/notices/$id', params: { id: summary.id } }),
    })
  }
  return { ...state, preview, correct, draft, change, submit }
}

/** Begins with what stays as it was: subject, actions and whom to call. */
function startFrom(notice: Notice, languages: readonly string[]): NoticeForm {
  const texts = Object.fromEntries(
    Object.entries(notice.texts).map(([language, text]) => [
      language,
      { ...text, what: '', howSure: '', context: '', wrong: '' },
    ]),
  )
  return {
    ...EMPTY_FORM,
    texts,
    without: languages.filter((one, index) => index > 0 && !(one in notice.texts)),
    minutes: String(notice.answerWithin || EMPTY_FORM.minutes),
  }
}

function toDraft({ form, as, places }: State, languages: readonly string[]): CorrectionDraft {
  const wanted = languages.filter((one, index) => index === 0 || !form.without.includes(one))
  const texts = wanted.map((one) => {
    const written = form.texts[one] ?? {
      subject: '',
      what: '',
      howSure: '',
      actions: [],
      whoToCall: '',
    }
    const wrong = written.wrong?.trim()
    return [one, { ...trimText(written), ...(wrong ? { wrong } : {}) }] as const
  })
  return {
    as,
    texts: Object.fromEntries(texts),
    answerWithin: Number(form.minutes),
    ...(places.length > 0 ? { places } : {}),
  }
}

function missingIn({ as, texts, answerWithin }: CorrectionDraft): string[] {
  // Which offices, the exchange knows: those of the notice.
  const target = { jurisdiction: 'of-the-notice', role: 'clerk' as const }
  const parts = missingParts(
    {
      kind: 'notice',
      tlp: 'green',
      texts,
      answerWithin,
      targets: [target],
    },
    as === 'correction' ? 'what is right' : 'what happened',
  )
  const isSilent = as === 'correction' && Object.values(texts).some(({ wrong }) => !wrong)
  return isSilent ? ['what was wrong', ...parts] : parts
}

/** Every office of the notice, or those of some places alone. */
function Places(props: { notice: Notice; places: string[]; onChange: (places: string[]) => void }) {
  const coverage = useQuery(coverageQuery(props.notice.summary.id, undefined))
  const open = (coverage.data?.targets ?? []).filter((target) => !target.correctedBy)
  const names = new Map(open.map((target) => [target.jurisdiction, target.place]))
  return (
    <>
      <Fault error={coverage.error} />
      <MultiSelect
        label="Only these places"
        description="Leave it empty to tell everybody who was told"
        searchable
        limit={50}
        value={props.places}
        onChange={props.onChange}
        data={[...names].map(([value, label]) => ({ value, label }))}
      />
    </>
  )
}
