import { useEffect, useRef, type RefObject } from 'react'

/** Brings an element into sight whenever there is something new in it. */
export function useShown<T extends HTMLElement>(news: unknown): RefObject<T | null> {
  const shown = useRef<T>(null)
  useEffect(() => {
    if (news) shown.current?.scrollIntoView({ block: 'start' })
  }, [news])
  return shown
}
