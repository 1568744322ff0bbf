import type { Confidence, TechniqueBrief } from '@tocsin/api'
import { Button, NativeSelect, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Loaded } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { foundQuery, useMapTechnique, type Mapped } from './data.ts'
import { MAPPING_WORDS } from './mapping-words.ts'
import { nameOf } from './text.ts'
import { KNOWLEDGE_WORDS } from './words.ts'

export type Saying = { confidence: Confidence | ''; note: string }

/** How sure somebody is, by the words of ICD 203, and a note. */
export function SayingFields(props: { said: Saying; onChange: (said: Saying) => void }) {
  const { said, onChange } = props
  const { language } = useSpeech()
  const words = MAPPING_WORDS[language]
  return (
    <>
      <NativeSelect
        label={words.confidence}
        required
        value={said.confidence}
        onChange={(event) =>
          onChange({ ...said, confidence: event.currentTarget.value as Saying['confidence'] })
        }
        data={[
          { value: '', label: words.pick },
          ...Object.entries(words.confidences).map(([value, label]) => ({ value, label })),
        ]}
      />
      <Textarea
        label={words.note}
        description={words.noteHelp}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2000}
        value={said.note}
        onChange={(event) => onChange({ ...said, note: event.currentTarget.value })}
      />
    </>
  )
}

/** What goes to the exchange of a note; nothing where nothing is said. */
export function noteOf({ note }: Saying): { note?: string } {
  return note.trim() === '' ? {} : { note: note.trim() }
}

type Suggestion = { id: string; name: string }

/** Names a technique of something: found in words or suggested, then how sure and why. */
export function MappingForm(props: { of: Mapped; suggestions: readonly Suggestion[] }) {
  const { of, suggestions } = props
  const { language } = useSpeech()
  const words = MAPPING_WORDS[language]
  const [wanted, setWanted] = useState('')
  const [technique, setTechnique] = useState<TechniqueBrief>()
  const [said, setSaid] = useState<Saying>({ confidence: '', note: '' })
  const map = useMapTechnique()
  const { confidence } = said
  const onMap = () => {
    if (!technique || confidence === '') return
    const body = { ...of, techniqueId: technique.id, confidence, ...noteOf(said) }
    map.mutate(body, {
      onSuccess: () => {
        setTechnique(undefined)
        setWanted('')
        setSaid({ confidence: '', note: '' })
      },
    })
  }
  return (
    <div className="stack">
      {suggestions.length > 0 && !technique ? (
        <div className="row">
          <span className="small">{words.suggested}</span>
          {suggestions.map(({ id, name }) => (
            <Button key={id} size="compact-xs" variant="default" onClick={() => setWanted(id)}>
              {id} {name}
            </Button>
          ))}
        </div>
      ) : null}
      {technique ? (
        <p>
          {words.chosen}: <strong>{nameOf(technique)}</strong>{' '}
          <button type="button" className="link" onClick={() => setTechnique(undefined)}>
            {words.cancel}
          </button>
        </p>
      ) : (
        <Finder key={wanted} words={wanted} onWords={setWanted} onChoose={setTechnique} />
      )}
      {technique ? <SayingFields said={said} onChange={setSaid} /> : null}
      <Fault error={map.error} />
      {technique ? (
        <div className="row">
          <BusyButton
            busy={map.isPending}
            missing={[confidence === '' && words.missing.confidence]}
            onClick={onMap}
          >
            {words.map}
          </BusyButton>
        </div>
      ) : null}
    </div>
  )
}

/** Techniques that may be named, by words. */
function Finder(props: {
  words: string
  onWords: (words: string) => void
  onChoose: (technique: TechniqueBrief) => void
}) {
  const { language } = useSpeech()
  const words = MAPPING_WORDS[language]
  return (
    <>
      <SearchField label={words.find} words={props.words} onWords={props.onWords} />
      {props.words === '' ? null : <Choice words={props.words} onChoose={props.onChoose} />}
    </>
  )
}

function Choice(props: { words: string; onChoose: (technique: TechniqueBrief) => void }) {
  const { language } = useSpeech()
  const words = MAPPING_WORDS[language]
  const known = KNOWLEDGE_WORDS[language]
  const base = useId()
  const query = useQuery(foundQuery(props.words))
  return (
    <Loaded query={query} what={words.find}>
      {({ items, total }) => (
        <>
          <output className="small">{total === 0 ? known.foundNone : known.found(total)}</output>
          <ul className="plain-list">
            {items.map((one) => (
              <li key={one.id} className="row">
                {one.state === 'current' ? (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-describedby={`${base}-${one.id}`}
                    onClick={() => props.onChoose(one)}
                  >
                    {words.choose}
                  </Button>
                ) : null}
                <span id={`${base}-${one.id}`}>
                  {nameOf(one)} <span className="soft small">{one.framework}</span>
                  {one.state === 'current' ? null : (
                    <span className="soft small"> ({known.states[one.state]})</span>
                  )}
                </span>
              </li>
            ))}
          </ul>
          {total > items.length ? (
            <p className="soft small">{known.more(total - items.length)}</p>
          ) : null}
        </>
      )}
    </Loaded>
  )
}
