import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useSpeech } from '../ui/language.tsx'
import { fromField, toField, toLocalTime } from '../words/time.ts'
import { LINEAGE_WORDS } from './words.ts'

/** The instant that everything is shown as of; asked for once it is chosen, in the reader's own time zone. */
export function MomentForm(props: {
  at: string | undefined
  last: string
  onAt: (at: string | undefined) => void
}) {
  const { at, last, onAt } = props
  const { language } = useSpeech()
  const words = LINEAGE_WORDS[language]
  const [field, setField] = useState(() => toField(at ?? last))
  const wanted = fromField(field)
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault()
        if (wanted) onAt(wanted)
      }}
    >
      <span>
        {words.shown}: <strong>{at ? toLocalTime(at, false, language) : words.now}</strong>
      </span>
      <TextInput
        label={words.at}
        size="xs"
        type="datetime-local"
        value={field}
        onChange={(event) => setField(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="default" disabled={!wanted}>
        {words.show}
      </Button>
      {at ? (
        <Button size="xs" variant="default" onClick={() => onAt(undefined)}>
          {words.now}
        </Button>
      ) : null}
    </form>
  )
}
