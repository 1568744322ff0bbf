import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { exchangeQuery } from '../data/session.ts'
import { ExerciseBanner } from './shell.tsx'

/** The frame of pages that anybody may open. */
export function PublicFrame(props: { children: ReactNode }) {
  const { data: exchange } = useQuery(exchangeQuery)
  return (
    <>
      {exchange?.exercise ? <ExerciseBanner /> : null}
      <header className="shell-top">
        <Link to="/" className="shell-name">
          <img src="/bell.svg" width="24" height="24" alt="" />
          {exchange?.name ?? 'Tocsin'}
        </Link>
        <nav className="row public-nav" aria-label="Public pages">
          <Link to="/log">Public log</Link>
          <Link to="/verify">Check a receipt</Link>
          <a href="/check">Check a caller</a>
        </nav>
      </header>
      <main className="shell-main public-main">{props.children}</main>
    </>
  )
}
