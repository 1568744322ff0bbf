import { TextInput } from '@mantine/core'
import { useState } from 'react'

/** Asks for words once they are written; a name that was copied with dots that do not work is asked for as it is. */
export function SearchField(props: {
  label: string
  words: string
  onWords: (words: string) => void
}) {
  const [words, setWords] = useState(props.words)
  const ask = () => {
    const wanted = words.replaceAll('[.]', '.').trim()
    if (wanted !== props.words) props.onWords(wanted)
  }
  return (
    <search>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          ask()
        }}
      >
        <TextInput
          label={props.label}
          type="search"
          size="xs"
          maxLength={300}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          onBlur={ask}
        />
      </form>
    </search>
  )
}
