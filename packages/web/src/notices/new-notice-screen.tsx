import type { NoticeDraft, NoticeText, Tlp } from '@tocsin/api'
import { Checkbox, NativeSelect, Tabs, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault } from '../ui/feedback.tsx'
import { TlpMark } from '../ui/marks.tsx'
import { NoticePreview } from './notice-preview.tsx'
import { NoticeTextForm } from './notice-text-form.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { TargetPicker } from './target-picker.tsx'
import { usePreviewNotice, useSendNotice } from './data.ts'
import { releasesQuery } from '../releases/data.ts'
import { EMPTY_TEXT, missingParts, trimText } from './notice-form.ts'
import { keyOf, toTargets, type Picked, type PickedOffice } from './targets.ts'
import { TLP_LEVELS } from '../words/tlp.ts'

type Form = {
  kind: NoticeDraft['kind']
  tlp: Tlp
  en: NoticeText
  es: NoticeText
  withSpanish: boolean
  minutes: string
  releaseId: string
  picked: Picked
}

const START: Form = {
  kind: 'notice',
  tlp: 'green',
  en: EMPTY_TEXT,
  es: EMPTY_TEXT,
  withSpanish: true,
  minutes: '120',
  releaseId: '',
  picked: new Map(),
}

function toDraft(form: Form): NoticeDraft {
  return {
    kind: form.kind,
    tlp: form.tlp,
    en: trimText(form.en),
    ...(form.withSpanish ? { es: trimText(form.es) } : {}),
    targets: toTargets(form.picked),
    answerWithin: Number(form.minutes),
    ...(form.releaseId && form.kind === 'notice' ? { releaseId: form.releaseId } : {}),
  }
}

export function NewNoticeScreen() {
  const [form, setForm] = useState(START)
  const preview = usePreviewNotice()
  const send = useSendNotice()
  const navigate = useNavigate()
  const look = useRef<HTMLButtonElement>(null)
  const draft = toDraft(form)
  const missing = missingParts(draft)
  const set = (change: Partial<Form>) => update(() => change)
  const update = (change: (now: Form) => Partial<Form>) => {
    setForm((now) => ({ ...now, ...change(now) }))
    // What was looked at is no longer what would be sent.
    preview.reset()
  }
  const addOwed = (offices: PickedOffice[]) => {
    const owed = offices.map((one) => [keyOf(one), one] as const)
    update(({ picked }) => ({ picked: new Map([...picked, ...owed]) }))
    // The look they were offered in is gone; the next step is to look again.
    look.current?.focus()
  }
  const submit = () =>
    send.mutate(draft, {
      onSuccess: ({ summary }) => void navigate({ to: '/notices/$id', params: { id: summary.id } }),
    })
  return (
    <Page
      title="Write a notice"
      intro="Facts for the people who answer for an election, in words that everybody at a county office understands. It informs; it asks nobody to take anything down."
    >
      <div className="columns">
        <div className="stack">
          <Panel title="1. What they are told">
            <Words form={form} onChange={set} />
          </Panel>
        </div>
        <div className="stack">
          <Panel title="2. Marking and time">
            <Terms form={form} onChange={set} />
          </Panel>
          <Panel title="3. Who is told">
            <TargetPicker
              picked={form.picked}
              onChange={(change) => update(({ picked }) => ({ picked: change(picked) }))}
            />
          </Panel>
          <Panel title="4. Look, then send">
            <div className="stack">
              {missing.length > 0 ? (
                <div className="soft">
                  Still missing
                  <ul className="missing">
                    {missing.map((part) => (
                      <li key={part}>{part}</li>
                    ))}
                  </ul>
                </div>
              ) : null}
              <div>
                <BusyButton
                  ref={look}
                  variant={preview.data ? 'default' : 'filled'}
                  disabled={missing.length > 0}
                  busy={preview.isPending}
                  onClick={() => preview.mutate(draft)}
                >
                  See who would be told
                </BusyButton>
              </div>
              <Fault error={preview.error} />
              {preview.data ? (
                <>
                  <NoticePreview preview={preview.data} onAddOwed={addOwed} />
                  <div>
                    <BusyButton
                      disabled={!preview.data.verdict.allow}
                      busy={send.isPending}
                      onClick={submit}
                    >
                      Send to {preview.data.lines.length}{' '}
                      {preview.data.lines.length === 1 ? 'office' : 'offices'}
                    </BusyButton>
                  </div>
                </>
              ) : null}
              <Fault error={send.error} />
            </div>
          </Panel>
        </div>
      </div>
    </Page>
  )
}

type Part = { form: Form; onChange: (change: Partial<Form>) => void }

function Words(props: Part) {
  const { form, onChange } = props
  return (
    <div className="stack">
      <Checkbox
        label="Also in Spanish"
        checked={form.withSpanish}
        onChange={(event) => onChange({ withSpanish: event.currentTarget.checked })}
      />
      <Tabs defaultValue="en" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="en">English</Tabs.Tab>
          <Tabs.Tab value="es" disabled={!form.withSpanish}>
            Español
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="en" pt="sm">
          <NoticeTextForm lang="en" text={form.en} onChange={(en) => onChange({ en })} />
        </Tabs.Panel>
        <Tabs.Panel value="es" pt="sm">
          <NoticeTextForm lang="es" text={form.es} onChange={(es) => onChange({ es })} />
        </Tabs.Panel>
      </Tabs>
    </div>
  )
}

function Terms(props: Part) {
  const { form, onChange } = props
  const sent = useInfiniteQuery(releasesQuery('out'))
  const received = useInfiniteQuery(releasesQuery('in'))
  const releases = [sent, received].flatMap(
    (one) => one.data?.pages.flatMap((page) => page.items) ?? [],
  )
  return (
    <div className="fields">
      <NativeSelect
        label="Kind"
        description="An advisory can never be tied to an account or address"
        value={form.kind}
        onChange={(event) => onChange({ kind: event.currentTarget.value as Form['kind'] })}
        data={[
          { value: 'notice', label: 'Notice about a fact' },
          { value: 'advisory', label: 'General advisory' },
        ]}
      />
      <div>
        <NativeSelect
          label="Who may see it (TLP)"
          value={form.tlp}
          onChange={(event) => onChange({ tlp: event.currentTarget.value as Tlp })}
          data={TLP_LEVELS.map(({ value, label, meaning }) => ({
            value,
            label: `${label}: ${meaning}`,
          }))}
        />
        <TlpMark tlp={form.tlp} />
      </div>
      <TextInput
        label="Answer within (minutes)"
        description="After that the next person at the office is told"
        type="number"
        min="1"
        max="10080"
        value={form.minutes}
        onChange={(event) => onChange({ minutes: event.currentTarget.value })}
      />
      {form.kind === 'notice' ? (
        <NativeSelect
          label="About a release"
          description="Optional"
          value={form.releaseId}
          onChange={(event) => onChange({ releaseId: event.currentTarget.value })}
          data={[
            { value: '', label: 'none' },
            ...releases.map((one) => ({ value: one.id, label: one.title })),
          ]}
        />
      ) : null}
    </div>
  )
}
