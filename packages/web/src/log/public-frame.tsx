import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { exchangeQuery, sessionQuery } from '../session/data.ts'
import { PUBLIC_WORDS } from './words.ts'
import type { PublicWords } from './words-en.ts'
import { LanguageButton, LanguageProvider, useSpeech } from '../ui/language.tsx'
import { ExerciseBanner } from '../ui/exercise-banner.tsx'

/** The frame of pages that anybody may open, in the reader's language. */
export function PublicFrame(props: { children: (words: PublicWords) => ReactNode }) {
  return (
    <LanguageProvider offered>
      <Frame>{props.children}</Frame>
    </LanguageProvider>
  )
}

function Frame(props: { children: (words: PublicWords) => ReactNode }) {
  const { data: exchange } = useQuery(exchangeQuery)
  const words = PUBLIC_WORDS[useSpeech().language]
  const cameFromDesk = useQueryClient().getQueryData(sessionQuery.queryKey) !== undefined
  return (
    <>
      {exchange?.exercise ? <ExerciseBanner /> : null}
      <header className="shell-top public-top">
        <Link to="/" className="shell-name" preload={false}>
          <img src="/bell.svg" width="24" height="24" alt="" />
          <span>{exchange?.name ?? 'Tocsin'}</span>
        </Link>
        <nav className="row public-nav" aria-label={words.pages}>
          {cameFromDesk ? <Link to="/">{words.desk}</Link> : null}
          <Link to="/log">{words.log}</Link>
          <Link to="/bulletins">{words.bulletins}</Link>
          <Link to="/register">{words.register}</Link>
          <Link to="/disclosures/published">{words.disclosures}</Link>
          <Link to="/named">{words.named}</Link>
          <Link to="/defended">{words.defended}</Link>
          <Link to="/verify">{words.check}</Link>
          <a href="/check">{words.caller}</a>
        </nav>
        <LanguageButton />
      </header>
      <main className="shell-main public-main">{props.children(words)}</main>
    </>
  )
}
