import type { Composition, OpenAttribution, PartKind } from '@tocsin/api'
import { Button, Textarea, TextInput } from '@mantine/core'
import { Panel } from '../ui/page.tsx'
import { fromField, toField } from '../words/time.ts'
import { ClaimFields } from '../releases/claim-fields.tsx'

type Props = { composition: Composition; onChange: (change: Partial<Composition>) => void }

const NOTHING_SAID: OpenAttribution = { actor: '', basis: '' }

/** What is judged and what may be done: parts of their own beside the facts, each under its own marking and clock. */
export function PartsPanel(props: Props) {
  return (
    <Panel
      title="Attribution and advice"
      aside="Optional; each goes out on terms of its own, after the facts"
    >
      <div className="stack">
        <Clock part="facts" label="The facts hold until" {...props} />
        <AttributionPart {...props} />
        <AdvicePart {...props} />
      </div>
    </Panel>
  )
}

function AttributionPart(props: Props) {
  const { composition, onChange } = props
  const { attribution, clocks } = composition
  if (!attribution)
    return (
      <Begin onBegin={() => onChange({ attribution: NOTHING_SAID })}>Say who is behind it</Begin>
    )
  const leave = () => onChange({ attribution: undefined, clocks: without(clocks, 'attribution') })
  return (
    <>
      <ClaimFields claim={attribution} onChange={(next) => onChange({ attribution: next })} />
      <Clock part="attribution" label="The attribution holds until" {...props} />
      <Begin onBegin={leave}>Leave the attribution out</Begin>
    </>
  )
}

function AdvicePart(props: Props) {
  const { composition, onChange } = props
  const { advice, clocks } = composition
  if (advice === undefined)
    return <Begin onBegin={() => onChange({ advice: '' })}>Add advice</Begin>
  const leave = () => onChange({ advice: undefined, clocks: without(clocks, 'advice') })
  return (
    <>
      <Textarea
        label="Advice"
        description="What whoever reads it may do. Facts and judgements have places of their own."
        autosize
        minRows={2}
        maxRows={12}
        maxLength={20000}
        value={advice}
        onChange={(event) => onChange({ advice: event.currentTarget.value })}
      />
      <Clock part="advice" label="The advice holds until" {...props} />
      <Begin onBegin={leave}>Leave the advice out</Begin>
    </>
  )
}

function Begin(props: { onBegin: () => void; children: string }) {
  return (
    <div className="row">
      <Button variant="default" size="xs" onClick={props.onBegin}>
        {props.children}
      </Button>
    </div>
  )
}

function Clock(props: Props & { part: PartKind; label: string }) {
  const { composition, part, label, onChange } = props
  const { clocks } = composition
  const at = clocks?.[part]
  return (
    <TextInput
      label={label}
      description="Optional; afterwards it can still be read, and says that nobody vouches for it any more"
      type="datetime-local"
      value={at ? toField(at) : ''}
      onChange={(event) => {
        const until = fromField(event.currentTarget.value)
        onChange({ clocks: until ? { ...clocks, [part]: until } : without(clocks, part) })
      }}
    />
  )
}

function without(clocks: Composition['clocks'], part: PartKind): Composition['clocks'] {
  const { [part]: _gone, ...rest } = clocks ?? {}
  return rest
}
