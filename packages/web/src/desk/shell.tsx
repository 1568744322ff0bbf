import { ExerciseBanner } from '../ui/exercise-banner.tsx'
import type { Session } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { inboxQuery } from '../inbox/data.ts'
import { INBOX_WORDS } from '../inbox/words.ts'
import { UnopenedCount } from '../lookback/unopened-count.tsx'
import { navOf, whoOf } from '../session/desks.ts'
import { NewsContext } from '../ui/page.tsx'
import { LanguageButton, useSpeech } from '../ui/language.tsx'
import { LiveDot, LiveProvider } from '../live/live.tsx'
import { Announcer } from '../news/announcer.tsx'
import { Search } from '../search/search.tsx'
import { SchemeButton } from '../ui/scheme-button.tsx'

/** The frame of the desk: banner, who is signed in, navigation, the screen. */
export function Shell(props: { session: Session; onSignOut: () => void }) {
  const { session } = props
  const { desk } = useSpeech()
  return (
    <LiveProvider>
      <WithNews>
        <a className="skip" href="#main">
          {desk.skip}
        </a>
        {session.exchange.exercise ? <ExerciseBanner /> : null}
        <div className="shell">
          <Top session={session} onSignOut={props.onSignOut} />
          <Main />
        </div>
        <Announcer session={session} />
      </WithNews>
    </LiveProvider>
  )
}

/** Below, the document's title says how much is new. */
function WithNews(props: { children: ReactNode }) {
  const { data } = useQuery(inboxQuery)
  return <NewsContext value={data?.total ?? 0}>{props.children}</NewsContext>
}

type TopProps = { session: Session; onSignOut: () => void }

/** On a phone all but the name, the stream's state and the language stands behind the menu button. */
function Top(props: TopProps) {
  const path = useRouterState({ select: (state) => state.location.pathname })
  const { desk } = useSpeech()
  const [openAt, setOpenAt] = useState<string>()
  const open = openAt === path
  return (
    <>
      <header className="shell-top">
        <span className="shell-menu">
          <Button
            variant="default"
            size="xs"
            aria-expanded={open}
            aria-controls="account nav"
            onClick={() => setOpenAt(open ? undefined : path)}
          >
            {desk.menu}
          </Button>
        </span>
        <Link to="/" className="shell-name">
          <img src="/bell.svg" width="24" height="24" alt="" />
          <span>{props.session.exchange.name}</span>
        </Link>
        <LiveDot />
        <Search session={props.session} />
        <LanguageButton />
      </header>
      <Account {...props} open={open} />
      <Navigation session={props.session} open={open} />
    </>
  )
}

function Account(props: TopProps & { open: boolean }) {
  const { person, member } = props.session
  const { desk } = useSpeech()
  return (
    <section
      className="shell-account"
      id="account"
      aria-label={desk.account}
      data-open={props.open}
    >
      <div className="shell-who">
        <strong>{member.name}</strong>
        <br />
        <Link to="/settings" title={desk.nav['Settings'] ?? 'Settings'}>
          {person.name}
        </Link>
      </div>
      <SchemeButton />
      <Button variant="default" size="xs" onClick={props.onSignOut}>
        {desk.signOut}
      </Button>
    </section>
  )
}

function Navigation(props: { session: Session; open: boolean }) {
  const { session } = props
  const { desk } = useSpeech()
  return (
    <nav className="shell-nav" id="nav" aria-label={desk.nav.Desk ?? 'Desk'} data-open={props.open}>
      {navOf(whoOf(session), session.exchange.exercise).map((group) => (
        <div key={group.title}>
          <h2>{desk.nav[group.title] ?? group.title}</h2>
          <ul>
            {group.items.map((item) => (
              <li key={item.to}>
                <Link to={item.to} activeOptions={{ exact: item.to === '/notices' }}>
                  {desk.nav[item.label] ?? item.label}
                  {item.to === '/inbox' ? <NewCount /> : null}
                  {item.to === '/lookback' ? <UnopenedCount /> : null}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}

/** How many releases are new to the person, and how many recalls wait for an answer. */
function NewCount() {
  const { data } = useQuery(inboxQuery)
  const { language } = useSpeech()
  const words = INBOX_WORDS[language]
  if (!data) return null
  const { total, recalls } = data
  return (
    <>
      {total > 0 ? (
        <>
          {' '}
          <span className="count" data-new="true">
            {total.toLocaleString(language)} {words.newOnes}
          </span>
        </>
      ) : null}
      {recalls > 0 ? (
        <>
          {' '}
          <span className="count" data-due="true">
            {words.recalls(recalls)}
          </span>
        </>
      ) : null}
    </>
  )
}

/** After each move the focus stands at the new screen, so that a screen reader starts there. */
function Main() {
  const ref = useRef<HTMLElement>(null)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const first = useRef(true)
  useEffect(() => {
    if (!first.current) ref.current?.focus()
    first.current = false
  }, [path])
  return (
    <main className="shell-main" id="main" tabIndex={-1} ref={ref}>
      <Outlet />
    </main>
  )
}
