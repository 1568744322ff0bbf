import type { NamedMapping } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Loaded, Tag } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { mappedQuery } from './data.ts'
import { MAPPING_WORDS } from './mapping-words.ts'

/** What of the own organisation is named by a technique. */
export function MappedPanel({ id }: { id: string }) {
  const { language } = useSpeech()
  const words = MAPPING_WORDS[language]
  const query = useQuery(mappedQuery(id))
  return (
    <Panel title={words.mapped} aside={words.aside}>
      <Loaded query={query} what={words.mapped}>
        {({ items, withheld, more }) => (
          <>
            {items.length + withheld === 0 ? <p className="soft">{words.mappedNone}</p> : null}
            <ul className="plain-list mappings">
              {items.map((one) => (
                <li key={one.id}>
                  <One mapping={one} />
                </li>
              ))}
            </ul>
            {withheld > 0 ? <p className="soft">{words.withheld(withheld)}</p> : null}
            {more > 0 ? <p className="soft">{words.more(more)}</p> : null}
          </>
        )}
      </Loaded>
    </Panel>
  )
}

function One({ mapping }: { mapping: NamedMapping }) {
  const { language } = useSpeech()
  const words = MAPPING_WORDS[language]
  const { kind, ref, title, about, confidence, note, by, at } = mapping
  return (
    <>
      <p>
        <Tag>{words.kinds[kind]}</Tag> <ToMapped kind={kind} id={ref} title={title} />{' '}
        {about ? <span className="soft small">{about} </span> : null}
        <Tag>{words.confidences[confidence]}</Tag>{' '}
        <span className="soft small">
          {words.by(by)}, <When at={at} />
        </span>
      </p>
      {note === undefined ? null : <p className="prose">{note}</p>}
    </>
  )
}

/** A report has no page of its own. */
function ToMapped(props: { kind: NamedMapping['kind']; id: string; title: string }) {
  const { kind, id, title } = props
  if (kind === 'report') return <Link to="/reports">{title}</Link>
  const to = kind === 'finding' ? '/findings/$id' : '/releases/$id'
  return (
    <Link to={to} params={{ id }}>
      {title}
    </Link>
  )
}
