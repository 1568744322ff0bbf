import { PURPOSES, type CharterCase, PURPOSE_NAMES } from '@tocsin/api'
import { Button, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { KINDS } from '../words/names.ts'
import { fromField, toField } from '../words/time.ts'
import { PAP_LEVELS, TLP_LEVELS } from '../words/tlp.ts'

const MOST = 100

/** Cases that people write down, each with what must come of it; they are checked at each change. */
export function CasesField(props: {
  cases: readonly CharterCase[]
  /** Now, on the exchange's clock. */
  asOf: string
  onChange: (cases: CharterCase[]) => void
}) {
  const { cases, asOf, onChange } = props
  const replace = (at: number, part: Partial<CharterCase>) =>
    onChange(cases.map((one, i) => (i === at ? { ...one, ...part } : one)))
  return (
    <div className="stack">
      <p className="small soft">
        What must be admitted or refused, whatever else changes. A version whose cases do not hold
        cannot be proposed.
      </p>
      {cases.map((one, i) => (
        // A case has no name of its own: its place is what it is.
        // oxlint-disable-next-line react/no-array-index-key
        <fieldset key={i} className="stack">
          <legend>Case {i + 1}</legend>
          <CaseFields value={one} onChange={(part) => replace(i, part)} />
          <div>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => onChange(cases.filter((_, place) => place !== i))}
            >
              Remove case {i + 1}
            </Button>
          </div>
        </fieldset>
      ))}
      {cases.length < MOST ? (
        <div>
          <Button variant="default" onClick={() => onChange([...cases, blank(asOf)])}>
            Add a case
          </Button>
        </div>
      ) : null}
    </div>
  )
}

function blank(asOf: string): CharterCase {
  return {
    words: 'A platform receives what an agency releases',
    action: 'receive',
    kind: 'platform',
    sender: 'agency',
    tlp: 'amber',
    pap: 'amber',
    purpose: 'election-security',
    exit: 'api',
    at: `${asOf.slice(0, 16)}:00.000Z`,
    expect: 'allow',
  }
}

type Edit = { value: CharterCase; onChange: (part: Partial<CharterCase>) => void }

function CaseFields(props: Edit) {
  const { value, onChange } = props
  return (
    <>
      <TextInput
        label="In words"
        required
        maxLength={300}
        value={value.words}
        onChange={(event) => onChange({ words: event.currentTarget.value })}
      />
      <div className="fields">
        <Pick
          label="What"
          value={value.action}
          data={ACTIONS}
          onPick={(action) => onChange({ action })}
        />
        <Pick label="Who" value={value.kind} data={KINDS} onPick={(kind) => onChange({ kind })} />
        {value.action === 'release' ? null : (
          <Pick
            label="Sent by"
            value={value.sender}
            data={KINDS}
            onPick={(sender) => onChange({ sender })}
          />
        )}
        <Pick label="TLP" value={value.tlp} data={TLP_LEVELS} onPick={(tlp) => onChange({ tlp })} />
        <Pick label="PAP" value={value.pap} data={PAP_LEVELS} onPick={(pap) => onChange({ pap })} />
        <Pick
          label="Purpose"
          value={value.purpose}
          data={PURPOSES.map((one) => ({ value: one, label: PURPOSE_NAMES[one] }))}
          onPick={(purpose) => onChange({ purpose })}
        />
        <Pick label="Made" value={value.exit} data={EXITS} onPick={(exit) => onChange({ exit })} />
        <TimeFields value={value} onChange={onChange} />
        <Pick
          label="Must be"
          value={value.expect}
          data={EXPECTED}
          onPick={(expect) => onChange({ expect })}
        />
      </div>
    </>
  )
}

function TimeFields(props: Edit) {
  const { value, onChange } = props
  return (
    <>
      <TextInput
        label="At"
        type="datetime-local"
        required
        value={toField(value.at)}
        onChange={(event) => {
          const at = fromField(event.currentTarget.value)
          if (at) onChange({ at })
        }}
      />
      <NumberInput
        label="Ends after days"
        description="Empty for no end"
        min={1}
        max={36_500}
        allowDecimal={false}
        value={value.keptDays ?? ''}
        onChange={(days) =>
          onChange({
            keptDays: typeof days === 'number' ? days : undefined,
          } as Partial<CharterCase>)
        }
      />
    </>
  )
}

const ACTIONS = [
  { value: 'release', label: 'releases' },
  { value: 'receive', label: 'receives' },
  { value: 'feed', label: 'reads in its feed' },
] as const
const EXITS = [
  { value: 'api', label: 'on the screen or by API' },
  { value: 'taxii', label: 'by a machine' },
] as const
const EXPECTED = [
  { value: 'allow', label: 'admitted' },
  { value: 'deny', label: 'refused' },
] as const

function Pick<T extends string>(props: {
  label: string
  value: T
  data: readonly { value: T; label: string }[]
  onPick: (value: T) => void
}) {
  return (
    <NativeSelect
      label={props.label}
      value={props.value}
      data={props.data.map(({ value, label }) => ({ value, label }))}
      onChange={(event) => props.onPick(event.currentTarget.value as T)}
    />
  )
}
