import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import {
  PERSON_KINDS,
  PERSON_STATEMENTS,
  type FoundPerson,
  type PersonsFound,
  type PersonStatement,
} from '@tocsin/api'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Note } from '../ui/feedback.tsx'
import { PersonsTable } from './persons-table.tsx'
import { state, statementsOf, toReview, unstated, type StatedPersons } from './statements.ts'
import { PERSON_KIND_NAMES, PERSON_STATEMENT_NAMES } from './words.ts'

type Props = {
  found: PersonsFound
  stated: StatedPersons
  busy: boolean
  onChange: (stated: StatedPersons) => void
}

/** Whom a message may name: looked through and stated by a person, one by one or all of a kind in one act. */
export function PersonsForm(props: Props) {
  const { found, stated } = props
  const open = unstated(stated, found)
  return (
    <div className="stack">
      <p>
        {found.found.length === 0
          ? 'Nobody was found by machine who may be a person. Not every name is found: read it.'
          : `${numberOf(found.found.length)} found that may name a person; ${numberOf(open.length)} of them nobody has looked at. Whoever is of the country goes out under a pseudonym.`}
      </p>
      {found.inTitle.length > 0 ? (
        <Note tone="bad">
          The title names one who is to be masked: put it in other words ({found.inTitle.join(', ')}
          ).
        </Note>
      ) : null}
      {found.found.length > 0 ? <StateForm {...props} /> : null}
      <Changed {...props} open={open.length} />
      <PersonsTable found={found.found} stated={statementsOf(toReview(stated))} />
      <Names {...props} />
    </div>
  )
}

function numberOf(count: number): string {
  return count.toLocaleString('en')
}

/** Keys that a choice means: all, all of whom nothing is stated, of a kind, or one. */
function chosen(choice: string, found: readonly FoundPerson[], open: readonly FoundPerson[]) {
  if (choice === 'open') return open
  if (choice === 'all') return found
  if (choice === 'spelling') return found.filter(isSpellingAlone)
  return found.filter(({ kind, key }) => choice === `kind ${kind}` || choice === `one ${key}`)
}

/** Whether nothing says that it is a name but that its words are no ordinary ones. */
function isSpellingAlone({ by }: FoundPerson): boolean {
  return by.every((one) => one === 'spelling')
}

/** So many are offered one by one. */
const MOST = 500

function StateForm({ found: seen, stated, busy, onChange }: Props) {
  const { found } = seen
  const open = unstated(stated, seen)
  const [choice, setChoice] = useState('open')
  const [as, setAs] = useState<PersonStatement | ''>('')
  const [basis, setBasis] = useState('')
  const meant = chosen(choice, found, open)
  const needsBasis = as !== '' && as !== 'of-the-country'
  const say = () => {
    if (as === '') return
    const keys = meant.map(({ key }) => key)
    onChange(state(stated, seen, keys, { as, basis: needsBasis ? basis.trim() : '' }))
    setChoice('open')
  }
  return (
    <>
      <div className="fields">
        <NativeSelect
          label="Of whom"
          value={choice}
          onChange={(event) => setChoice(event.currentTarget.value)}
          data={choicesOf(found, open)}
        />
        <NativeSelect
          label="You state"
          value={as}
          onChange={(event) => setAs(event.currentTarget.value as PersonStatement | '')}
          data={STATEMENTS}
        />
        {needsBasis ? (
          <TextInput
            label="Why they are shown"
            required
            maxLength={300}
            value={basis}
            onChange={(event) => setBasis(event.currentTarget.value)}
          />
        ) : null}
      </div>
      <StateButton
        busy={busy}
        count={meant.length}
        of={found.length}
        missing={[
          meant.length === 0 && 'somebody of whom to state it',
          as === '' && 'what you state',
          needsBasis && basis.trim() === '' && 'why they are shown',
        ]}
        onClick={say}
      />
    </>
  )
}

function StateButton(props: {
  busy: boolean
  count: number
  of: number
  missing: (string | false)[]
  onClick: () => void
}) {
  return (
    <div className="row">
      <BusyButton
        variant="default"
        busy={props.busy}
        missing={props.missing}
        onClick={props.onClick}
      >
        State it of {numberOf(props.count)}
      </BusyButton>
      {props.of > MOST ? (
        <span className="soft small">
          One by one the first {MOST} are offered; the others by their kind or together.
        </span>
      ) : null}
    </div>
  )
}

const STATEMENTS = [
  { value: '', label: 'choose' },
  ...PERSON_STATEMENTS.map((value) => ({ value, label: PERSON_STATEMENT_NAMES[value] })),
]

function choicesOf(found: readonly FoundPerson[], open: readonly FoundPerson[]) {
  const kinds = PERSON_KINDS.map((kind) => ({
    kind,
    count: found.filter((one) => one.kind === kind).length,
  })).filter(({ count }) => count > 0)
  const perhaps = found.filter(isSpellingAlone).length
  return [
    { value: 'open', label: `All that nobody has looked at (${numberOf(open.length)})` },
    { value: 'all', label: `All (${numberOf(found.length)})` },
    ...(perhaps > 0
      ? [{ value: 'spelling', label: `Perhaps a name: all (${numberOf(perhaps)})` }]
      : []),
    ...kinds.map(({ kind, count }) => ({
      value: `kind ${kind}`,
      label: `${PERSON_KIND_NAMES[kind]}: all (${numberOf(count)})`,
    })),
    ...found
      .slice(0, MOST)
      .map(({ key, shown }) => ({ value: `one ${key}`, label: shown.slice(0, 80) })),
  ]
}

/** After a change of any word the statements hold for nothing until somebody has looked again. */
function Changed({ found, stated, busy, open, onChange }: Props & { open: number }) {
  if (found.found.length === 0 || open > 0 || stated.of === found.of) return null
  return (
    <Note tone="warn">
      <p>It has changed since you stated this. Look through it again.</p>
      <div className="row">
        <BusyButton
          variant="default"
          busy={busy}
          onClick={() => onChange(state(stated, found, [], { as: 'nobody', basis: '' }))}
        >
          I have looked: it holds for the message as it is now
        </BusyButton>
      </div>
    </Note>
  )
}

function Names({ stated, busy, onChange }: Props) {
  const [text, setText] = useState(stated.names.join('\n'))
  const names = text.split('\n').map((line) => line.trim())
  const wanted = [...new Set(names.filter((name) => name !== ''))]
  const isSame = wanted.join('\n') === stated.names.join('\n')
  return (
    <>
      <Textarea
        label="Names to look for besides"
        description="One a line, as of a list of people who are not to be named. They stay with your submission and are not sent."
        autosize
        minRows={2}
        maxRows={10}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {isSame ? null : (
        <div className="row">
          <BusyButton
            variant="default"
            busy={busy}
            onClick={() => onChange({ ...stated, names: wanted })}
          >
            Look for them
          </BusyButton>
        </div>
      )}
    </>
  )
}
