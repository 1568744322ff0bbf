import { useSuspenseQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { Note } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { sessionQuery } from './data.ts'
import { dropDraft, readDraft, writeDraft } from './drafts.ts'

export type Draft<T> = {
  value: T
  set: (change: (now: T) => T) => void
  /** When what was found here was written; undefined for a form that starts empty. */
  keptAt: string | undefined
  /** False once the browser has refused to keep what was written. */
  isKept: boolean
  /** Forgets it, as after sending. */
  discard: () => void
}

/**
 * The state of a form that outlives the screen: whoever leaves half-way, by the menu or because the
 * session ends, finds it again in this tab. `start` and what is written must be plain JSON.
 */
export function useDraft<T>(name: string, start: T): Draft<T> {
  const { person } = useSuspenseQuery(sessionQuery).data
  const [kept, setKept] = useState(() => readDraft<T>(sessionStorage, person.id, name))
  const [value, setValue] = useState(() => kept?.value ?? start)
  const [isKept, setIsKept] = useState(true)
  const latest = useRef(value)
  const keep = (next: T): boolean => {
    if (JSON.stringify(next) !== JSON.stringify(start)) {
      const at = new Date().toISOString()
      return writeDraft(sessionStorage, person.id, name, { at, value: next })
    }
    dropDraft(sessionStorage, person.id, name)
    return true
  }
  return {
    value,
    set: (change) => {
      latest.current = change(latest.current)
      setValue(latest.current)
      setIsKept(keep(latest.current))
    },
    keptAt: kept?.at,
    isKept,
    discard: () => {
      dropDraft(sessionStorage, person.id, name)
      latest.current = start
      setKept(undefined)
      setValue(start)
    },
  }
}

/** Says that a form holds what was written before, with a way to begin anew. */
export function DraftNote<T>(props: { draft: Draft<T>; onDiscard?: () => void }) {
  const { draft } = props
  if (!draft.isKept)
    return (
      <Note tone="warn">
        <p>This browser has no room to keep this draft: it is lost when you leave the page.</p>
      </Note>
    )
  if (!draft.keptAt) return null
  return (
    <Note>
      <p>
        This is the draft you left on <When at={draft.keptAt} />. It was kept in this browser tab
        only.{' '}
        <button
          type="button"
          className="link"
          onClick={() => {
            draft.discard()
            props.onDiscard?.()
          }}
        >
          Begin anew
        </button>
      </p>
    </Note>
  )
}
