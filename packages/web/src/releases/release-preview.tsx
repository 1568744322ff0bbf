import { NativeSelect } from '@mantine/core'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note } from '../ui/feedback.tsx'
import { AgainNote } from './again-note.tsx'
import type { useCreateRelease, usePreviewRelease } from './data.ts'
import { SaidWordsNote } from './source-words.tsx'
import { Verdicts } from './verdicts.tsx'
import { countOf } from '../words/count-of.ts'

type Looked = NonNullable<ReturnType<typeof usePreviewRelease>['data']>

/** Who would receive a release and by which rule, then the button that sends it to exactly those. */
export function ReleasePreview(props: {
  preview: Pick<ReturnType<typeof usePreviewRelease>, 'data' | 'error' | 'isPending'>
  release: Pick<ReturnType<typeof useCreateRelease>, 'error' | 'isPending'>
  /** What must still be said before anybody can look. */
  missing: string[]
  onLook: () => void
  submit: { error: unknown; isPending: boolean }
  onSubmit: () => void
  hold: { error: unknown; isPending: boolean }
  /** How long it is held before it leaves; kept by whoever shows this, so that looking again does not forget it. */
  minutes: number
  onMinutes: (minutes: number) => void
  onRelease: (digest: string, minutes: number) => void
}) {
  const { preview, release, missing, submit, hold } = props
  return (
    <div className="stack">
      <div className="row">
        <BusyButton
          variant={preview.data ? 'default' : 'filled'}
          busy={preview.isPending}
          missing={missing}
          onClick={props.onLook}
        >
          {preview.data ? 'Look again' : 'See who would receive it'}
        </BusyButton>
      </div>
      <Fault error={preview.error} />
      {preview.data ? (
        <Recipients
          looked={preview.data}
          busy={release.isPending || submit.isPending || hold.isPending}
          minutes={props.minutes}
          onMinutes={props.onMinutes}
          onSubmit={props.onSubmit}
          onRelease={props.onRelease}
        />
      ) : null}
      <Fault error={release.error} />
      <Fault error={submit.error} />
      <Fault error={hold.error} />
    </div>
  )
}

/** Rules that only the approval of a second person satisfies. */
const NEED_SECOND = ['message-needs-second', 'tear-line-needs-second']

function Recipients(props: {
  looked: Looked
  busy: boolean
  minutes: number
  onMinutes: (minutes: number) => void
  onSubmit: () => void
  onRelease: (digest: string, minutes: number) => void
}) {
  const { minutes } = props
  const { verdicts, digest, faults, ask, again, sourceWords = [] } = props.looked
  const waiting = verdicts.filter(({ rule }) => NEED_SECOND.includes(rule)).length
  const admitted = verdicts.filter((one) => one.allow).length
  return (
    <>
      <Verdicts verdicts={verdicts} caption="Who would receive this release" />
      {again ? <AgainNote again={again} /> : null}
      <SaidWordsNote flags={sourceWords} />
      {ask === undefined ? null : (
        <Note tone="warn">
          Taken for a request: “{ask}”. A body of government asks platforms and campaigns for
          nothing; what is no request can be put in other words.
        </Note>
      )}
      <Faults faults={faults} />
      {waiting > 0 ? (
        <Submit
          waiting={waiting}
          ofLower={verdicts.some(({ rule }) => rule === 'tear-line-needs-second')}
          busy={props.busy}
          disabled={faults.length > 0}
          onSubmit={props.onSubmit}
        />
      ) : null}
      {waiting > 0 && admitted === 0 ? null : (
        <div className="row">
          <Delay minutes={minutes} onChange={props.onMinutes} />
          <BusyButton
            variant={waiting > 0 ? 'default' : 'filled'}
            busy={props.busy}
            disabled={admitted === 0 || faults.length > 0}
            onClick={() => props.onRelease(digest, minutes)}
          >
            {waiting > 0 ? 'Release now, only to' : 'Release to'} {countOf(admitted, 'member')}
          </BusyButton>
          <span className="soft small">{whatFollows(admitted, faults.length, minutes)}</span>
        </div>
      )}
    </>
  )
}

function Faults({ faults }: { faults: Looked['faults'] }) {
  if (faults.length === 0) return null
  return (
    <Note tone="bad">
      {faults.map((fault) => (
        <p key={`${fault.object} ${fault.path}`}>
          <span className="mono">
            {fault.object} {fault.path}
          </span>
          : {fault.message}
        </p>
      ))}
    </Note>
  )
}

/** For what a second person must approve: a message to platforms or campaigns, or a lower version that may tell of sources or methods. */
function Submit(props: {
  waiting: number
  ofLower: boolean
  busy: boolean
  disabled: boolean
  onSubmit: () => void
}) {
  const { waiting, ofLower } = props
  return (
    <div className="row">
      <BusyButton busy={props.busy} disabled={props.disabled} onClick={props.onSubmit}>
        Submit for review
      </BusyButton>
      <span className="soft small">
        Nothing is released by this. Once another person of your organisation, with the role second
        reviewer, approves it, it goes to those that the rules admit then; as it stands{' '}
        {ofLower ? 'to' : 'also to'}{' '}
        {ofLower
          ? countOf(waiting, 'member')
          : countOf(waiting, 'platform or campaign', 'platforms or campaigns')}
        .
        {ofLower
          ? ' Words in it may tell of sources or methods: they are shown to that person.'
          : ''}
      </span>
    </div>
  )
}

function whatFollows(admitted: number, faults: number, minutes: number): string {
  if (faults > 0) return 'Nothing is released before the faults above are mended.'
  if (admitted === 0) return 'Nobody would receive it: the rules above say why.'
  if (minutes > 0)
    return 'Until it leaves only your organisation is shown it, and can stop it. Should who would receive it change meanwhile, it does not leave and says so.'
  return 'It can be taken back; every holder is then asked to answer.'
}

/** How long it can still be stopped before it leaves. */
function Delay(props: { minutes: number; onChange: (minutes: number) => void }) {
  return (
    <NativeSelect
      aria-label="When it leaves"
      value={String(props.minutes)}
      onChange={(event) => props.onChange(Number(event.currentTarget.value))}
      data={[
        { value: '0', label: 'at once' },
        ...[1, 2, 5, 10].map((n) => ({
          value: String(n),
          label: `in ${countOf(n, 'minute')}, to be stopped until then`,
        })),
      ]}
    />
  )
}
