import type { Session } from '@tocsin/api'
import { Button } from '@mantine/core'
import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { navOf, whoOf } from '../lib/desk.ts'
import { LanguageButton, useSpeech } from './language.tsx'
import { LiveDot, LiveNews, LiveProvider } from './live.tsx'
import { SchemeButton } from './scheme-button.tsx'

/** The frame of the desk: banner, who is signed in, navigation, the screen. */
export function Shell(props: { session: Session; onSignOut: () => void }) {
  const { session } = props
  const { desk } = useSpeech()
  return (
    <LiveProvider>
      <a className="skip" href="#main">
        {desk.skip}
      </a>
      {session.exchange.exercise ? <ExerciseBanner /> : null}
      <div className="shell">
        <Top session={session} onSignOut={props.onSignOut} />
        <Main />
      </div>
      <LiveNews />
    </LiveProvider>
  )
}

export function ExerciseBanner() {
  return (
    <aside className="exercise" aria-label="Exercise">
      {useSpeech().desk.exercise}
    </aside>
  )
}

function Top(props: { session: Session; onSignOut: () => void }) {
  const { person, member, exchange } = props.session
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
            aria-controls="nav"
            onClick={() => setOpenAt(open ? undefined : path)}
          >
            {desk.menu}
          </Button>
        </span>
        <Link to="/" className="shell-name">
          <img src="/bell.svg" width="24" height="24" alt="" />
          <span>{exchange.name}</span>
        </Link>
        <LiveDot />
        <div className="shell-who">
          <strong>{member.name}</strong>
          <span>
            <br />
            {person.name}
          </span>
        </div>
        <LanguageButton />
        <SchemeButton />
        <Button variant="default" size="xs" onClick={props.onSignOut}>
          {desk.signOut}
        </Button>
      </header>
      <nav className="shell-nav" id="nav" aria-label={desk.nav.Desk ?? 'Desk'} data-open={open}>
        {navOf(whoOf(props.session), exchange.exercise).map((group) => (
          <div key={group.title}>
            <h2>{desk.nav[group.title] ?? group.title}</h2>
            <ul>
              {group.items.map((item) => (
                <li key={item.to}>
                  <Link to={item.to} activeOptions={{ exact: item.to === '/notices' }}>
                    {desk.nav[item.label] ?? item.label}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
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
