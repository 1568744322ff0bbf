import { useSuspenseQuery } from '@tanstack/react-query'
import { sessionQuery } from '../session/data.ts'
import { useSpeech } from '../ui/language.tsx'
import { Page } from '../ui/page.tsx'
import { AlertsPanel } from './alerts-panel.tsx'
import { ToldPanel } from './told-panel.tsx'
import { ALERT_WORDS } from './told-words.ts'
import { WatchPanel } from './watch-panel.tsx'

/** Kinds of members that look for every defended party; bodies of government and campaigns do so for themselves alone. */
const FOR_ALL = ['hub', 'platform', 'researcher']

/** Names that imitate: found by the own member, and told to it as the party. */
export function AlertsScreen() {
  const { person, member } = useSuspenseQuery(sessionQuery).data
  const { language } = useSpeech()
  const words = ALERT_WORDS[language]
  const finds = person.roles.includes('analyst')
  if (!finds && !person.roles.includes('operator'))
    return (
      <Page title={words.title} intro={words.intro}>
        <div className="stack">
          <ToldPanel all />
        </div>
      </Page>
    )
  return (
    <Page
      title="Names that imitate"
      intro="Names that look like those of defended parties. The party comes first: others may be told once it has answered so, or its time is over."
      actions={
        finds ? (
          <a href="#watch" className="button-link">
            Watch names
          </a>
        ) : null
      }
    >
      <div className="stack">
        <ToldPanel all={false} />
        <AlertsPanel />
        {finds ? (
          <div id="watch">
            <WatchPanel isForAll={FOR_ALL.includes(member.kind)} />
          </div>
        ) : null}
      </div>
    </Page>
  )
}
