import { Checkbox, TextInput } from '@mantine/core'
import { useState } from 'react'
import { stixIdOf, titleOf, typeOf } from './stix-summary.ts'

const MOST = 50
/** What says who wrote, how marked or how held together, and names nothing. */
const FRAME = new Set([
  'identity',
  'marking-definition',
  'grouping',
  'note',
  'extension-definition',
])

/** Chooses things that a correction no longer names, out of as many as there are. */
export function LeaveOut(props: {
  objects: readonly unknown[]
  out: ReadonlySet<string>
  onChange: (out: ReadonlySet<string>) => void
}) {
  const { objects, out, onChange } = props
  const [word, setWord] = useState('')
  const things = objects
    .map((one) => ({ type: typeOf(one), id: stixIdOf(one), text: titleOf(one) }))
    .filter(({ type }) => !FRAME.has(type))
  const found = things.filter(({ text }) => text.toLowerCase().includes(word.trim().toLowerCase()))
  if (things.length === 0) return null
  const toggle = (id: string, isOut: boolean) => {
    const next = new Set(out)
    if (isOut) next.add(id)
    else next.delete(id)
    onChange(next)
  }
  return (
    <fieldset>
      <legend>
        No longer name ({out.size} of {things.length} chosen)
      </legend>
      <div className="stack">
        <TextInput
          label="Find among the things"
          value={word}
          onChange={(event) => setWord(event.currentTarget.value)}
        />
        {found.slice(0, MOST).map(({ id, type, text }) => (
          <Checkbox
            key={id}
            label={`${text} (${type})`}
            checked={out.has(id)}
            onChange={(event) => toggle(id, event.currentTarget.checked)}
          />
        ))}
        {found.length > MOST ? (
          <p className="soft small">{found.length - MOST} more: find them by a word.</p>
        ) : null}
      </div>
    </fieldset>
  )
}
