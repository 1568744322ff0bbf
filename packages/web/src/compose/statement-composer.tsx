import type { composeStix, Composition, DraftPart, PartKind, Release, ReplyOf } from '@tocsin/api'
import { useState } from 'react'
import { Note } from '../ui/feedback.tsx'
import { ReleaseComposer } from '../releases/release-composer.tsx'
import type { Begun } from './template-choice.tsx'
import { PART_NAMES } from '../words/part-words.ts'

type Made = ReplyOf<typeof composeStix>

type Props = {
  name: string
  composition: Composition
  made: Made
  begun: Begun
  /** Once all parts are released. */
  onReleased: (releases: Release[]) => void
}

/** Each part of what was composed on terms of its own; the attribution waits for the facts it is about. */
export function StatementComposer(props: Props) {
  const parts = partsOf(props.made)
  const [released, setReleased] = useState<Partial<Record<PartKind, Release>>>({})
  const onReleased = (kind: PartKind, release: Release) => {
    const all = { ...released, [kind]: release }
    setReleased(all)
    const done = parts.flatMap(({ kind: one }) => all[one] ?? [])
    if (done.length === parts.length) props.onReleased(done)
  }
  if (parts.length === 1) {
    const [part] = parts
    return <Part {...props} part={part!} onReleased={(one) => onReleased(part!.kind, one)} />
  }
  return (
    <>
      {parts.map((part, i) => (
        <section key={part.kind} className="stack" aria-label={PART_NAMES[part.kind]}>
          <h2>
            Part {i + 1} of {parts.length}: {PART_NAMES[part.kind].toLowerCase()}
          </h2>
          {part.kind === 'attribution' && !released.facts ? (
            <Note>
              <p>
                Release the facts first: whoever is given the attribution must have what it is
                about.
              </p>
            </Note>
          ) : (
            <Part {...props} part={part} onReleased={(one) => onReleased(part.kind, one)} />
          )}
        </section>
      ))}
    </>
  )
}

type PartMade = { kind: PartKind; objects: unknown[]; dropped: string[]; asGiven: string[] }

function partsOf({ objects, dropped, asGiven, attribution, advice }: Made): PartMade[] {
  const own = { dropped: [], asGiven: [] }
  return [
    ...(objects.length > 0 ? [{ kind: 'facts' as const, objects, dropped, asGiven }] : []),
    ...(attribution ? [{ kind: 'attribution' as const, objects: attribution, ...own }] : []),
    ...(advice ? [{ kind: 'advice' as const, objects: advice, ...own }] : []),
  ]
}

function Part(
  props: Omit<Props, 'onReleased'> & { part: PartMade; onReleased: (release: Release) => void },
) {
  const { name, composition, made, part, begun } = props
  const until = composition.clocks?.[part.kind]
  const tie: DraftPart = {
    statement: made.statement,
    kind: part.kind,
    ...(until ? { validUntil: until } : {}),
  }
  const { kind, objects, dropped, asGiven } = part
  return (
    <ReleaseComposer
      source={{
        key: `${name}/${composition.title}${kind === 'facts' ? '' : `/${kind}`}`,
        title: composition.title,
        objects,
        dropped,
        origin: { composed: { asGiven }, part: tie },
        ...(begun.terms ? { terms: begun.terms } : {}),
        ...(begun.chosen ? { template: begun.chosen.draft } : {}),
      }}
      complete="All that was composed is in the objects."
      onReleased={props.onReleased}
    />
  )
}
