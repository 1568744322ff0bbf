import { MESSAGE_TYPE_NAMES, NEXUS_NAMES, PURPOSE_NAMES, type RegisterEntry } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { PublicFrame } from '../log/public-frame.tsx'
import { Loaded, Note } from '../ui/feedback.tsx'
import { PERSONS_NAMED } from '../persons/words.ts'
import { When } from '../ui/marks.tsx'
import { Facts, Page, Panel } from '../ui/page.tsx'
import { KIND_NAMES } from '../words/names.ts'
import { registerEntryQuery } from './data.ts'
import { Holds } from './holds.tsx'
import { describeReceivers, describeText } from './words.ts'

/** One message of a government body, as everybody may read it. */
export function RegisterEntryScreen() {
  const { id } = useParams({ from: '/register/$id' })
  const query = useQuery(registerEntryQuery(id))
  return (
    <PublicFrame>
      {() => (
        <div lang="en">
          <Page title="Entry of the register" actions={<Link to="/register">Public register</Link>}>
            <Loaded query={query} what="the entry">
              {(entry) => <Entry entry={entry} />}
            </Loaded>
          </Page>
        </div>
      )}
    </PublicFrame>
  )
}

function Entry({ entry }: { entry: RegisterEntry }) {
  return (
    <>
      {entry.exercise ? <Note tone="warn">Made in an exercise.</Note> : null}
      {entry.withdrawnAt ? (
        <Note tone="bad">
          Its sender took it back on <When at={entry.withdrawnAt} />.
        </Note>
      ) : null}
      <Panel title={`${MESSAGE_TYPE_NAMES[entry.type]} by ${entry.sender}`}>
        <Facts rows={factsOf(entry)} />
      </Panel>
      <Panel title="Words">
        {entry.text === undefined ? (
          <p>{describeText(entry)} (UTC).</p>
        ) : (
          <pre className="json wrapped">{entry.text}</pre>
        )}
        <Holds holds={entry.holds} />
      </Panel>
    </>
  )
}

function factsOf(entry: RegisterEntry): Parameters<typeof Facts>[0]['rows'] {
  return [
    ['Date', <When key="at" at={entry.at} seconds />],
    ['Sender', `${entry.sender} (${KIND_NAMES[entry.senderKind]})`],
    ['Kinds of receiver', describeReceivers(entry)],
    ['Purpose', PURPOSE_NAMES[entry.purpose]],
    ['Nexus, as its sender states it', NEXUS_NAMES[entry.nexus]],
    ['Authority, as its sender states it', entry.authority.text],
    [
      'Authority holds',
      <span key="authority">
        <When at={entry.authority.from} /> to <When at={entry.authority.until} />
      </span>,
    ],
    ['Persons of the country', PERSONS_NAMED[entry.usPersons]],
    ['Text that nothing is asked', `Version ${entry.noAsk}`],
    [
      'Content hash (SHA-256)',
      <span key="hash" className="mono wrapped">
        {entry.contentHash}
      </span>,
    ],
    [
      'Entry of the log',
      <Link key="log" to="/log">
        #{entry.logIndex}
      </Link>,
    ],
  ]
}
