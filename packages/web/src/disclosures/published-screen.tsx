import type { PublishedDisclosure } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { PublicFrame } from '../log/public-frame.tsx'
import { CopyField } from '../ui/copy-field.tsx'
import { Loaded, Note } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Facts, Page, Panel } from '../ui/page.tsx'
import { publishedQuery } from './data.ts'
import { PublishedPartPanel } from './published-part.tsx'
import { AccountsTable, FilesTable, IndicatorsTable, PostsTable } from './published-tables.tsx'
import { ResearchPanel } from './research-panel.tsx'

/** A version of a joint disclosure, as everybody may read it. */
export function PublishedScreen() {
  const { id, version } = useParams({ from: '/disclosures/$id/$version' })
  const query = useQuery(publishedQuery(id, Number(version)))
  return (
    <PublicFrame>
      {() => (
        <div lang="en">
          <Page
            title={query.data?.title ?? 'Joint disclosure'}
            actions={<Link to="/disclosures/published">All disclosures</Link>}
          >
            <Loaded query={query} what="the disclosure">
              {(one) => <Whole one={one} />}
            </Loaded>
          </Page>
        </div>
      )}
    </PublicFrame>
  )
}

function Whole({ one }: { one: PublishedDisclosure }) {
  const newest = one.versions.at(-1)!.version
  return (
    <>
      {one.exercise ? <Note tone="warn">Made in an exercise. Nothing in it is real.</Note> : null}
      {newest > one.version ? (
        <Note tone="warn">
          <p>
            This is version {one.version}. There is a{' '}
            <Link to="/disclosures/$id/$version" params={{ id: one.id, version: String(newest) }}>
              newer one, version {newest}
            </Link>
            .
          </p>
        </Note>
      ) : null}
      <Head one={one} />
      {one.parts.map((part) => (
        <PublishedPartPanel key={part.member.id} part={part} k={one.k} />
      ))}
      <Panel title="Accounts">
        <AccountsTable one={one} />
      </Panel>
      <Panel title="Posts">
        <PostsTable one={one} />
      </Panel>
      <Panel title="Indicators">
        <IndicatorsTable one={one} />
      </Panel>
      <Panel title="Files">
        <FilesTable one={one} />
      </Panel>
      <Versions one={one} />
      <ResearchPanel one={one} />
    </>
  )
}

function Head({ one }: { one: PublishedDisclosure }) {
  return (
    <Panel title={`Version ${one.version}`}>
      <div className="stack">
        <Facts
          rows={[
            ['Opened', <When key="at" at={one.openedAt} seconds />],
            ...(one.instant
              ? [
                  ['Agreed instant', <When key="instant" at={one.instant} seconds />] as [
                    string,
                    React.ReactNode,
                  ],
                ]
              : []),
            [
              'Under a pseudonym',
              `accounts with fewer than ${one.threshold.toLocaleString('en')} followers: the same pseudonym throughout what one member disclosed here, and tied to none elsewhere`,
            ],
            ['Not given', `counts below ${one.k}; they read “fewer than ${one.k}”`],
            [
              'Entry of the log',
              <Link key="log" to="/log">
                #{one.logIndex}
              </Link>,
            ],
          ]}
        />
        <CopyField label="Cite it as" value={one.citation} />
      </div>
    </Panel>
  )
}

function Versions({ one }: { one: PublishedDisclosure }) {
  return (
    <Panel title="Versions">
      <ol className="plain-list stack">
        {one.versions.map(({ version, openedAt, why }) => (
          <li key={version}>
            {version === one.version ? (
              <strong>Version {version}</strong>
            ) : (
              <Link
                to="/disclosures/$id/$version"
                params={{ id: one.id, version: String(version) }}
              >
                Version {version}
              </Link>
            )}
            , <When at={openedAt} seconds />: {why}
          </li>
        ))}
      </ol>
    </Panel>
  )
}
