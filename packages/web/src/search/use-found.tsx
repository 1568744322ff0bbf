import type { Session } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useState } from 'react'
import { useSpeech } from '../ui/language.tsx'
import { mayAct, navOf, whoOf } from '../session/desks.ts'
import { KIND_NAMES } from '../words/names.ts'
import { LEAST_LETTERS, searchQuery } from './data.ts'
import { findScreens, screensOf, toSections } from './options.ts'
import { SEARCH_WORDS } from './words.ts'

const PAUSE_MS = 150

/** What is offered for what was typed so far; the exchange is asked once somebody pauses. */
export function useFound(session: Session, typed: string) {
  const { desk, language } = useSpeech()
  const who = whoOf(session)
  const nav = navOf(who, session.exchange.exercise)
  const [asked, setAsked] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed.trim()), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed])
  const query = useQuery(searchQuery(asked))
  const isAsked = typed.trim().length >= LEAST_LETTERS
  const paths = new Set(nav.flatMap(({ items }) => items.map(({ to }) => to)))
  const sections = toSections({
    screens: findScreens(screensOf(nav, desk.nav, mayAct(who)), useDeferredValue(typed)),
    reply: isAsked ? query.data : undefined,
    leads: (path) => paths.has(path),
    words: SEARCH_WORDS[language],
    kindNames: KIND_NAMES,
  })
  // What was typed a moment ago is still to be asked.
  const isLooking = isAsked && (query.isFetching || typed.trim() !== asked)
  return { sections, query, isLooking, reply: isAsked ? query.data : undefined }
}
