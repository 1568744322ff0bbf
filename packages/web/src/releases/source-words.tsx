import type { SourceWords, TearLine } from '@tocsin/api'
import { Note } from '../ui/feedback.tsx'

/** Words that may tell of sources and methods, in what remains. */
export function SourceWordsNote({ tearLine }: { tearLine: Pick<TearLine, 'flags' | 'moreFlags'> }) {
  const { flags, moreFlags } = tearLine
  if (flags.length === 0)
    return (
      <Note>
        <p>
          None of the forms that are looked for stands in what remains. They are few and English:
          read it.
        </p>
      </Note>
    )
  return (
    <Flagged said="What remains may tell of sources or methods:" flags={flags} more={moreFlags} />
  )
}

/** The same beside the objects: in the title, the basis and what a message states; nothing where none stands there. */
export function SaidWordsNote({ flags }: { flags: readonly SourceWords[] }) {
  if (flags.length === 0) return null
  return (
    <Flagged
      said="What goes with the objects may tell of sources or methods:"
      flags={flags}
      more={0}
    />
  )
}

function Flagged(props: { said: string; flags: readonly SourceWords[]; more: number }) {
  const { said, flags, more } = props
  return (
    <Note tone="warn">
      <p>{said}</p>
      {flags.map((one) => (
        <p key={`${one.object} ${one.property} ${one.form} ${one.words}`}>
          “{one.words}” ({one.form}) in <Place {...one} />
        </p>
      ))}
      {more > 0 ? <p>And {more} more.</p> : null}
      <p>
        Where these words stay, a second person of your organisation approves it before anybody is
        given it, once that rule is in force: who would receive it says so.
      </p>
    </Note>
  )
}

function Place({ object, property }: SourceWords) {
  if (object === '') return <>the {property}</>
  return (
    <>
      <span className="mono">{property}</span> of <span className="mono wrapped">{object}</span>
    </>
  )
}
