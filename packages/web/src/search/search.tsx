import type { Session } from '@tocsin/api'
import { lazy, Suspense, useEffect, useState } from 'react'
import { Palette } from './palette.tsx'
import { useSpeech } from '../ui/language.tsx'
import { commandKey, hasSingleKeys, opensBy } from './single-keys.ts'
import { SEARCH_WORDS } from './words.ts'

const Hints = lazy(async () => ({ default: (await import('./hints.tsx')).Hints }))

type Open = 'search' | 'hints' | undefined

/** The button of the search, and the keys that open it and the list of keys anywhere on the desk. */
export function Search(props: { session: Session }) {
  const [open, setOpen] = useState<Open>()
  const { language } = useSpeech()
  const words = SEARCH_WORDS[language]
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const isWriting = event.target instanceof HTMLElement && takesLetters(event.target)
      const opens = opensBy(event, { isWriting, single: hasSingleKeys(localStorage) })
      // What is asked above the screen is answered first.
      if (!opens || document.querySelector('dialog[open]')) return
      event.preventDefault()
      setOpen(opens)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  const close = () => setOpen(undefined)
  return (
    <>
      <button
        type="button"
        className="search-open"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setOpen('search')}
      >
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <circle cx="7" cy="7" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.6" />
          <path d="M10.5 10.5 L14 14" stroke="currentColor" strokeWidth="1.6" />
        </svg>
        <span>{words.open}</span>
        <kbd aria-hidden="true">{commandKey()} K</kbd>
      </button>
      <Suspense fallback={null}>
        {open === 'search' ? (
          <Palette session={props.session} onClose={close} onHints={() => setOpen('hints')} />
        ) : null}
        {open === 'hints' ? <Hints onClose={close} /> : null}
      </Suspense>
    </>
  )
}

function takesLetters(element: HTMLElement): boolean {
  return element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName)
}
