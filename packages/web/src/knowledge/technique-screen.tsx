import type { Technique } from '@tocsin/api'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { sessionQuery } from '../session/data.ts'
import { Loaded, Note, Tag } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { When } from '../ui/marks.tsx'
import { Facts, Page, Panel } from '../ui/page.tsx'
import { techniqueQuery } from './data.ts'
import { MappedPanel } from './mapped-panel.tsx'
import { TechniqueLink } from './technique-link.tsx'
import { nameOf, paragraphsOf } from './text.ts'
import { KNOWLEDGE_WORDS } from './words.ts'

/** One technique: what it is, where it stands, and what it is made of. */
export function TechniqueScreen() {
  const { id } = useParams({ from: '/desk/knowledge/$id' })
  const { language } = useSpeech()
  const words = KNOWLEDGE_WORDS[language]
  const { person } = useSuspenseQuery(sessionQuery).data
  const query = useQuery(techniqueQuery(id))
  return (
    <Page
      title={query.data ? nameOf(query.data) : words.title}
      intro={query.data ? query.data.tacticNames.join(', ') : undefined}
      actions={
        <Link to="/knowledge" search={query.data ? { framework: query.data.framework.id } : {}}>
          {words.back}
        </Link>
      }
    >
      <Loaded query={query} what={words.title}>
        {(technique) => (
          <div className="stack">
            <Standing technique={technique} />
            <Panel title={words.text}>
              <Text technique={technique} />
            </Panel>
            {technique.subs.length > 0 ? (
              <Panel title={words.subTitle}>
                <ul>
                  {technique.subs.map((one) => (
                    <li key={one.id}>
                      <TechniqueLink technique={one} />
                    </li>
                  ))}
                </ul>
              </Panel>
            ) : null}
            {person.roles.includes('analyst') ? <MappedPanel id={id} /> : null}
            <Panel title={technique.framework.name}>
              <Facts rows={factsOf(technique, words)} />
            </Panel>
          </div>
        )}
      </Loaded>
    </Page>
  )
}

function Standing({ technique: { state, successor } }: { technique: Technique }) {
  const { language } = useSpeech()
  const words = KNOWLEDGE_WORDS[language]
  if (state === 'current') return null
  return (
    <Note tone="warn">
      <p>
        <Tag>{words.states[state]}</Tag> {words.oldNote[state]}{' '}
        {state === 'revoked' && !successor ? words.noInstead : null}
        {successor ? (
          <>
            {words.instead} <TechniqueLink technique={successor} />
          </>
        ) : null}
      </p>
    </Note>
  )
}

function Text({ technique: { description } }: { technique: Technique }) {
  const { language } = useSpeech()
  const paragraphs = paragraphsOf(description)
  if (paragraphs.length === 0) return <p className="soft">{KNOWLEDGE_WORDS[language].noText}</p>
  return paragraphs.map((line, place) => <p key={place}>{line}</p>)
}

function factsOf(
  technique: Technique,
  words: (typeof KNOWLEDGE_WORDS)['en'],
): [string, ReactNode][] {
  const { code, parent, version, url } = technique
  return [
    ...(code === undefined ? [] : [[words.number, code] as [string, ReactNode]]),
    [words.tactics, technique.tacticNames.join(', ') || '–'],
    ...(parent
      ? [[words.partOf, <TechniqueLink key="parent" technique={parent} />] as [string, ReactNode]]
      : []),
    [words.version, version ?? words.noVersion],
    [words.modified, <When key="modified" at={technique.modified} />],
    [
      words.stixId,
      <span key="id" className="mono">
        {technique.stixId}
      </span>,
    ],
    ...(url
      ? [
          [
            words.source,
            <a key="url" href={url} rel="noreferrer">
              {url}
            </a>,
          ] as [string, ReactNode],
        ]
      : []),
  ]
}
