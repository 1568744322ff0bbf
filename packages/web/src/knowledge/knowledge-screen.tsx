import type { Framework } from '@tocsin/api'
import { NativeSelect } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { sessionQuery } from '../session/data.ts'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { When } from '../ui/marks.tsx'
import { Facts, Page, Panel } from '../ui/page.tsx'
import { SearchField } from '../ui/search-field.tsx'
import { foundQuery, frameworksQuery, techniquesQuery } from './data.ts'
import { Matrix } from './matrix.tsx'
import type { KnowledgeSearch } from './search.ts'
import { TechniqueLink } from './technique-link.tsx'
import { KNOWLEDGE_WORDS } from './words.ts'

/** Frameworks of techniques: by tactic, and by words over all of them. */
export function KnowledgeScreen() {
  const { language } = useSpeech()
  const words = KNOWLEDGE_WORDS[language]
  const search = useSearch({ from: '/desk/knowledge' })
  const go = useNavigate({ from: '/knowledge' })
  const ask = (next: KnowledgeSearch) => void go({ search: next, replace: true })
  const frameworks = useQuery(frameworksQuery)
  return (
    <Page title={words.title} intro={words.intro}>
      <Loaded query={frameworks} what={words.title}>
        {({ items }) => {
          const framework = items.find(({ id }) => id === search.framework) ?? items[0]
          if (!framework) return <NothingLoaded />
          return (
            <div className="stack">
              <Panel>
                <div className="row">
                  {items.length > 1 ? (
                    <NativeSelect
                      label={words.framework}
                      size="xs"
                      value={framework.id}
                      onChange={(event) => ask({ ...search, framework: event.currentTarget.value })}
                      data={items.map(({ id, name }) => ({ value: id, label: name }))}
                    />
                  ) : null}
                  <SearchField
                    key={search.words ?? ''}
                    label={words.find}
                    words={search.words ?? ''}
                    onWords={(wanted) =>
                      ask({
                        ...(search.framework ? { framework: search.framework } : {}),
                        ...(wanted === '' ? {} : { words: wanted }),
                      })
                    }
                  />
                </div>
                {search.words ? <Found words={search.words} isMany={items.length > 1} /> : null}
              </Panel>
              <OneFramework key={framework.id} framework={framework} />
            </div>
          )
        }}
      </Loaded>
    </Page>
  )
}

/** What to do where nothing is loaded, by who looks. */
function NothingLoaded() {
  const { language } = useSpeech()
  const words = KNOWLEDGE_WORDS[language]
  const { person } = useSuspenseQuery(sessionQuery).data
  const isOperator = person.roles.includes('operator')
  return (
    <Empty title={words.none}>
      <p>{words.noneWhat}</p>
      <p>{isOperator ? words.noneOperator : words.noneOthers}</p>
      {isOperator ? (
        <>
          <pre className="json wrapped">
            tocsin knowledge import FILE.json --url {globalThis.location.origin}
          </pre>
          <p>
            {words.whereFrom}{' '}
            <span className="mono">
              github.com/DISARMFoundation, github.com/mitre-attack/attack-stix-data
            </span>
          </p>
        </>
      ) : null}
    </Empty>
  )
}

function Found(props: { words: string; isMany: boolean }) {
  const { language } = useSpeech()
  const words = KNOWLEDGE_WORDS[language]
  const query = useQuery(foundQuery(props.words))
  return (
    <Loaded query={query} what={words.find}>
      {({ items, total }) => (
        <>
          <output>{total === 0 ? words.foundNone : words.found(total)}</output>
          <ul>
            {items.map((one) => (
              <li key={one.id}>
                <TechniqueLink technique={one} />
                {props.isMany ? <span className="soft small"> {one.framework}</span> : null}
              </li>
            ))}
          </ul>
          {total > items.length ? (
            <p className="soft small">{words.more(total - items.length)}</p>
          ) : null}
        </>
      )}
    </Loaded>
  )
}

function OneFramework({ framework }: { framework: Framework }) {
  const { language } = useSpeech()
  const words = KNOWLEDGE_WORDS[language]
  const techniques = useQuery(techniquesQuery(framework.id))
  const left = Object.entries(framework.leftOut)
  return (
    <Panel title={framework.name} aside={words.techniques(framework.counts.current)}>
      <div className="stack">
        <Facts
          rows={[
            [words.version, framework.version ?? words.noVersion],
            [words.newest, <When key="newest" at={framework.modified} />],
            [words.loaded, <When key="loaded" at={framework.loadedAt} />],
            ...(framework.terms.length > 0
              ? [[words.rights, framework.terms.join('; ')] as [string, string]]
              : []),
            ...(left.length > 0
              ? [
                  [words.leftOut, left.map(([type, n]) => `${n} ${type}`).join(', ')] as [
                    string,
                    string,
                  ],
                ]
              : []),
          ]}
        />
        <Loaded query={techniques} what={framework.name}>
          {({ items }) => <Matrix framework={framework} techniques={items} />}
        </Loaded>
      </div>
    </Panel>
  )
}
