import type { NewsKind, Session } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState, type RefObject } from 'react'
import { useSpeech } from '../ui/language.tsx'
import { settingsQuery } from './choices.ts'
import { addNews, newSince, type Arrival } from './arrivals.ts'
import { newsQuery } from './data.ts'
import { isQuiet } from './quiet.ts'
import { NEWS_WORDS } from './words.ts'

/** Where each is looked at: the thing itself, where it is one, else its list. */
const PLACES: Record<NewsKind, { one?: string; list: string }> = {
  release: { one: '/releases/', list: '/inbox' },
  recall: { list: '/inbox' },
  invitation: { one: '/cases/', list: '/cases' },
  offer: { one: '/cases/', list: '/cases' },
  handover: { list: '/duty' },
  shift: { list: '/duty' },
  review: { one: '/messages/', list: '/messages' },
  appeal: { list: '/appeals' },
  reply: { one: '/releases/', list: '/sent' },
  question: { one: '/notices/', list: '/notices' },
}

/**
 * Says quietly, on any screen, what came for this person since they opened the desk or were last told. Nothing is said in their quiet
 * hours; what came in them is said, counted, once they are over.
 */
export function Announcer({ session }: { session: Session }) {
  const ready = useReady()
  const { data } = useQuery({ ...newsQuery, enabled: ready })
  const choices = useQuery({ ...settingsQuery, enabled: ready }).data
  const told = useRef<typeof data>(undefined)
  const [standing, setStanding] = useState<readonly Arrival[]>([])
  const isOn = choices !== undefined && choices.announced
  const quiet = choices?.quiet
  const zone = session.person.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone
  useEffect(() => {
    if (!data) return
    const before = told.current
    if (before && isQuiet(new Date(), quiet, zone)) return
    told.current = data
    if (!before || !isOn) return
    const came = newSince(before.items, data.items)
    if (came.length > 0) setStanding((old) => addNews(old, came))
  }, [data, isOn, quiet, zone])
  return <Announced standing={standing} onClose={() => setStanding([])} />
}

/** So long after the desk opened: what the screen itself shows is asked for first. */
const LATER_MS = 1_000

function useReady(): boolean {
  const [ready, setReady] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), LATER_MS)
    return () => clearTimeout(timer)
  }, [])
  return ready
}

/** What stands below can be scrolled, or moved to by keys, clear of the box. */
function useRoomBelow(isTold: boolean): RefObject<HTMLOutputElement | null> {
  const box = useRef<HTMLOutputElement>(null)
  useEffect(() => {
    if (!isTold || !box.current) return undefined
    const { style } = document.documentElement
    const watch = new ResizeObserver(([entry]) => {
      const height = entry?.borderBoxSize[0]?.blockSize ?? 0
      style.setProperty('--news-room', `${Math.ceil(height) + 32}px`)
    })
    watch.observe(box.current)
    return () => {
      watch.disconnect()
      style.removeProperty('--news-room')
    }
  }, [isTold])
  return box
}

/** A region that stands empty from the start, so that a screen reader hears what is put in it; the focus stays where it is. */
function Announced(props: { standing: readonly Arrival[]; onClose: () => void }) {
  const { language } = useSpeech()
  const words = NEWS_WORDS[language]
  const isTold = props.standing.length > 0
  const box = useRoomBelow(isTold)
  return (
    <output ref={box} className="news" aria-live="polite" data-empty={!isTold}>
      {!isTold ? null : (
        <>
          <p className="small soft">{words.title}</p>
          <ul className="plain-list">
            {props.standing.map(({ kind, count, id }) => (
              <li key={kind}>
                <Link to={toPlace(kind, id)} onClick={props.onClose}>
                  {words.kinds[kind](count)}
                </Link>
              </li>
            ))}
          </ul>
          <Button variant="default" size="xs" onClick={props.onClose}>
            {words.seen}
          </Button>
        </>
      )}
    </output>
  )
}

function toPlace(kind: NewsKind, id: string | undefined): string {
  const { one, list } = PLACES[kind]
  return one !== undefined && id !== undefined ? `${one}${id}` : list
}
