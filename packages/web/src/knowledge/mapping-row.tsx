import type { TechniqueMapping } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Loaded, Tag } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { When } from '../ui/marks.tsx'
import { historyQuery, useChangeMapping } from './data.ts'
import { noteOf, SayingFields, type Saying } from './mapping-form.tsx'
import { MAPPING_WORDS } from './mapping-words.ts'
import { TechniqueLink } from './technique-link.tsx'
import { nameOf } from './text.ts'

/** A technique that is named of something: how sure, why, by whom, what was said before; changed and revoked. */
export function MappingRow({ mapping }: { mapping: TechniqueMapping }) {
  const { language } = useSpeech()
  const words = MAPPING_WORDS[language]
  const [changing, setChanging] = useState(false)
  const { technique, state, confidence, note, by, at } = mapping
  return (
    <div className="stack">
      <div>
        <p>
          <TechniqueLink technique={technique} /> <Tag>{words.confidences[confidence]}</Tag>{' '}
          {state === 'revoked' ? <Tag tone="warn">{words.revoked}</Tag> : null}{' '}
          <span className="soft small">
            {words.by(by)}, <When at={at} />
            {mapping.isChangedSince ? `; ${words.changedSince}` : ''}
          </span>
        </p>
        {note === undefined ? null : <p className="prose">{note}</p>}
      </div>
      {changing ? (
        <Change mapping={mapping} onDone={() => setChanging(false)} />
      ) : (
        <Acts mapping={mapping} onChange={() => setChanging(true)} />
      )}
      {mapping.version > 1 ? <Before mapping={mapping} /> : null}
    </div>
  )
}

function Acts(props: { mapping: TechniqueMapping; onChange: () => void }) {
  const { mapping } = props
  const { language } = useSpeech()
  const words = MAPPING_WORDS[language]
  const change = useChangeMapping()
  const { id, version, confidence, note } = mapping
  const stands = mapping.state === 'stands'
  return (
    <>
      <div className="row">
        {stands ? (
          <Button size="compact-xs" variant="default" onClick={props.onChange}>
            {words.change}
          </Button>
        ) : null}
        <BusyButton
          size="compact-xs"
          variant="default"
          busy={change.isPending}
          onClick={() =>
            change.mutate({
              id,
              version,
              state: stands ? 'revoked' : 'stands',
              confidence,
              ...(note === undefined ? {} : { note }),
            })
          }
        >
          {stands ? words.revoke : words.restore}
        </BusyButton>
      </div>
      <Fault error={change.error} />
    </>
  )
}

function Change(props: { mapping: TechniqueMapping; onDone: () => void }) {
  const { mapping, onDone } = props
  const { language } = useSpeech()
  const words = MAPPING_WORDS[language]
  const change = useChangeMapping()
  const { id, version, state } = mapping
  // The version that was looked at when it was begun: what somebody else says meanwhile is not overwritten.
  const [from] = useState(version)
  const [said, setSaid] = useState<Saying>({
    confidence: mapping.confidence,
    note: mapping.note ?? '',
  })
  const { confidence } = said
  return (
    <div className="stack">
      <SayingFields said={said} onChange={setSaid} />
      <Fault error={change.error} />
      <div className="row">
        <BusyButton
          busy={change.isPending}
          missing={[confidence === '' && words.missing.confidence]}
          onClick={() =>
            confidence !== '' &&
            change.mutate(
              { id, version: from, state, confidence, ...noteOf(said) },
              { onSuccess: onDone },
            )
          }
        >
          {words.save}
        </BusyButton>
        <Button variant="default" onClick={onDone}>
          {words.cancel}
        </Button>
      </div>
    </div>
  )
}

/** Everything that was said before, once it is asked for. */
function Before({ mapping }: { mapping: TechniqueMapping }) {
  const { language } = useSpeech()
  const words = MAPPING_WORDS[language]
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="small">{words.history}</summary>
      {open ? <History mapping={mapping} /> : null}
    </details>
  )
}

function History({ mapping }: { mapping: TechniqueMapping }) {
  const { language } = useSpeech()
  const words = MAPPING_WORDS[language]
  const query = useQuery(historyQuery(mapping.id))
  const { name } = mapping.technique
  return (
    <Loaded query={query} what={words.history}>
      {({ items }) => (
        <ol reversed className="small">
          {items.map((one) => (
            <li key={one.version}>
              <When at={one.at} />, {words.by(one.by)}: {words.confidences[one.confidence]}
              {one.state === 'revoked' ? `, ${words.revoked}` : ''}
              {one.techniqueThen.name === name
                ? ''
                : `, ${words.calledThen} ${nameOf(one.techniqueThen)}`}
              {one.note === undefined ? null : <p className="prose">{one.note}</p>}
            </li>
          ))}
        </ol>
      )}
    </Loaded>
  )
}
