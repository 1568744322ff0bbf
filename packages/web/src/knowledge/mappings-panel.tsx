import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { sessionQuery } from '../session/data.ts'
import { Loaded } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { Panel } from '../ui/page.tsx'
import { frameworksQuery, mappingsQuery, type Mapped } from './data.ts'
import { MappingForm } from './mapping-form.tsx'
import { MappingRow } from './mapping-row.tsx'
import { MAPPING_WORDS } from './mapping-words.ts'

type Props = {
  of: Mapped
  /** What a detector names of it, by numbers of its own. */
  suggestions?: readonly { id: string; name: string }[]
}

/** Techniques named of something, for analysts; nothing for others. */
export function MappingsPanel(props: Props) {
  const { person } = useSuspenseQuery(sessionQuery).data
  const { language } = useSpeech()
  const words = MAPPING_WORDS[language]
  if (!person.roles.includes('analyst')) return null
  return (
    <Panel title={words.title} aside={words.aside}>
      <Mappings {...props} />
    </Panel>
  )
}

/** The same folded, and asked for once it is opened: for lists of many things. */
export function MappingsDetails(props: Props) {
  const { person } = useSuspenseQuery(sessionQuery).data
  const { language } = useSpeech()
  const words = MAPPING_WORDS[language]
  const [open, setOpen] = useState(false)
  if (!person.roles.includes('analyst')) return null
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.title}</summary>
      {open ? (
        <>
          <p className="soft small">{words.aside}</p>
          <Mappings {...props} />
        </>
      ) : null}
    </details>
  )
}

function Mappings({ of, suggestions = [] }: Props) {
  const { language } = useSpeech()
  const words = MAPPING_WORDS[language]
  const query = useQuery(mappingsQuery(of))
  const frameworks = useQuery(frameworksQuery)
  return (
    <div className="stack">
      <Loaded query={query} what={words.title}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="soft">{words.none}</p>
          ) : (
            <ul className="plain-list mappings">
              {items.map((one) => (
                <li key={one.id}>
                  <MappingRow mapping={one} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <Loaded query={frameworks} what={words.title}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="soft">
              {words.noFramework} <Link to="/knowledge">{words.toKnowledge}</Link>
            </p>
          ) : (
            <MappingForm of={of} suggestions={suggestions} />
          )
        }
      </Loaded>
    </div>
  )
}
