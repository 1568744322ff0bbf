import { WAYS, type Reach, type Way } from '@tocsin/api'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { WAY_NAMES, waysLines } from '../words/ways.ts'
import { ZONES } from '../words/zones.ts'
import { faultOfFields, faultOfHours, type ReachFields as Fields } from './reach.ts'

type Props = {
  fields: Fields
  onChange: (change: Partial<Fields>) => void
  /** The place has a time zone of its own, which hours are in unless another is chosen. */
  placeZone: boolean
}

/** By what somebody is reached beside mail: numbers, their order, and at which hours. */
export function ReachFields({ fields, onChange, placeZone }: Props) {
  const field = (key: keyof Reach & keyof Fields, label: string, description: string) => (
    <TextInput
      label={label}
      description={description}
      type="tel"
      maxLength={key === 'phone' ? 300 : 30}
      value={fields[key]}
      onChange={(event) => onChange({ [key]: event.currentTarget.value })}
    />
  )
  return (
    <>
      <div className="two-up">
        {field('phone', 'Telephone', 'A person calls it')}
        {field('sms', 'Number for SMS', 'In full, as +1 614 555 0100')}
        {field('voice', 'Number for calls by a machine', 'In full; a machine speaks')}
        {field('fax', 'Fax', 'In full, as +1 614 555 0100')}
      </div>
      <WaysField fields={fields} onChange={onChange} placeZone={placeZone} />
    </>
  )
}

const rowsOf = (ways: string) =>
  ways
    .split(';')
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [way = '', ...hours] = part.trimStart().split(' ')
      return { way: way as Way, hours: hours.join(' ') }
    })

function WaysField({ fields, onChange, placeZone }: Props) {
  const rows = rowsOf(fields.ways)
  const set = (next: readonly Row[]) =>
    onChange({ ways: next.map(({ way, hours }) => `${way} ${hours}`).join(';') })
  const left = WAYS.filter((way) => !rows.some((row) => row.way === way))
  const isRead = rows.every(({ way, hours }) => faultOfHours(way, hours) === undefined)
  // What is wrong with hours stands at them.
  const fault = isRead && faultOfFields(fields, placeZone)
  return (
    <fieldset className="plain-set stack">
      <legend>In which order, and when</legend>
      <p className="soft small">
        Mail always goes at once. Without an order all numbers for machines are used at once, at any
        hour.
      </p>
      <WayRows rows={rows} onRows={set} />
      {left.length > 0 ? (
        <NativeSelect
          label="Add a way"
          value=""
          onChange={(event) => set([...rows, { way: event.currentTarget.value as Way, hours: '' }])}
          data={[
            { value: '', label: 'choose' },
            ...left.map((value) => ({ value, label: WAY_NAMES[value] })),
          ]}
        />
      ) : null}
      {rows.length > 0 ? (
        <>
          <Zone {...{ fields, onChange, placeZone }} />
          <ol className="small">
            {waysLines(fields.ways).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </>
      ) : null}
      {fault ? (
        <p className="small fault" role="alert">
          {fault}
        </p>
      ) : null}
    </fieldset>
  )
}

type Row = { way: Way; hours: string }

/** Each way in its turn, with its hours as they are written. */
function WayRows(props: { rows: readonly Row[]; onRows: (rows: readonly Row[]) => void }) {
  const { rows, onRows } = props
  return rows.map((row, at) => (
    <div className="row" key={row.way}>
      <TextInput
        label={`${at + 1}. ${WAY_NAMES[row.way] ?? row.way}`}
        description="Such as mon-fri 08:00-17:00; empty is at any hour"
        error={faultOfHours(row.way, row.hours)}
        value={row.hours}
        onChange={(event) => {
          const hours = event.currentTarget.value.replaceAll(';', '')
          onRows(rows.with(at, { ...row, hours }))
        }}
      />
      {at > 0 ? (
        <Button
          variant="default"
          size="xs"
          aria-label={`${WAY_NAMES[row.way]} earlier`}
          onClick={() => onRows(rows.with(at - 1, row).with(at, rows[at - 1]!))}
        >
          Earlier
        </Button>
      ) : null}
      <Button
        variant="default"
        size="xs"
        aria-label={`Leave out ${WAY_NAMES[row.way]}`}
        onClick={() => onRows(rows.toSpliced(at, 1))}
      >
        Leave out
      </Button>
    </div>
  ))
}

function Zone({ fields, onChange, placeZone }: Props) {
  return (
    <>
      <p className="soft small">
        Several lines of hours stand apart by &amp;, such as mon-sat 07:00-21:00 &amp; sun
        09:00-20:00.
      </p>
      <NativeSelect
        label="Time zone of the hours"
        value={fields.timeZone}
        onChange={(event) => onChange({ timeZone: event.currentTarget.value })}
        data={[
          { value: '', label: placeZone ? 'that of the place' : 'choose' },
          ...ZONES.map((zone) => ({ value: zone, label: zone })),
        ]}
      />
    </>
  )
}
