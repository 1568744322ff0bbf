import type { Session, Settings } from '@tocsin/api'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Fault, Loaded } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { keysQuery, useRevokeKey } from '../keys/data.ts'
import { KeysTable } from '../keys/keys-table.tsx'
import { sessionQuery } from '../session/data.ts'
import { deskOf, mayAct, whoOf } from '../session/desks.ts'
import { settingsQuery } from '../news/choices.ts'
import { MailsPanel } from './mails-panel.tsx'
import { ScreensPanel } from './screens-panel.tsx'
import { SessionsPanel } from './sessions-panel.tsx'
import { SETTINGS_WORDS } from './words.ts'
import { YouPanel } from './you-panel.tsx'

/** A person's own page. */
export function SettingsScreen() {
  const query = useQuery(settingsQuery)
  const { data: session } = useSuspenseQuery(sessionQuery)
  const { language } = useSpeech()
  const words = SETTINGS_WORDS[language]
  return (
    <Page title={words.title} intro={words.intro}>
      <Loaded query={query} what={words.what}>
        {(settings) => <Parts settings={settings} session={session} />}
      </Loaded>
    </Page>
  )
}

function Parts(props: { settings: Settings; session: Session }) {
  const { settings, session } = props
  return (
    <div className="stack">
      <div className="columns">
        <YouPanel settings={settings} session={session} />
        <ScreensPanel settings={settings} />
      </div>
      <MailsPanel settings={settings} session={session} />
      <SessionsPanel sessions={settings.sessions} />
      {deskOf(whoOf(session)) === 'office' ? null : <OwnKeys acts={mayAct(session.person)} />}
    </div>
  )
}

/** Of the keys of the member those that act for this person and have not been revoked. */
function OwnKeys(props: { acts: boolean }) {
  const query = useQuery(keysQuery)
  const revoke = useRevokeKey()
  const { language } = useSpeech()
  const words = SETTINGS_WORDS[language]
  return (
    <Panel title={words.keys}>
      <p className="soft small">
        {words.keysHint} <Link to="/keys">{words.keysLink}</Link>.
      </p>
      <Fault error={revoke.error} />
      <Loaded query={query} what={words.keys}>
        {({ items }) => (
          <KeysTable
            caption={words.keysCaption}
            keys={items.filter(({ own, revokedAt }) => own && revokedAt === undefined)}
            onRevoke={props.acts ? (key) => revoke.mutate(key.id) : undefined}
          />
        )}
      </Loaded>
    </Panel>
  )
}
