import { useEffect, useRef, type RefObject } from 'react'

/** Brings an element into sight, and whoever reads by ear or keyboard to it, whenever there is something new in it; it takes `tabIndex={-1}`. */
export function useShown<T extends HTMLElement>(news: unknown): RefObject<T | null> {
  const shown = useRef<T>(null)
  useEffect(() => {
    if (!news) return
    shown.current?.focus({ preventScroll: true })
    shown.current?.scrollIntoView({ block: 'start' })
  }, [news])
  return shown
}
