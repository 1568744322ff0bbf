import { useEffect, useRef, type ReactNode } from 'react'
import { describeFault } from '../words/fault-words.ts'
import { useSpeech } from './language.tsx'

export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'new'

export function Tag(props: { tone?: Tone; children: ReactNode }) {
  return (
    <span className="tag" data-tone={props.tone ?? 'plain'}>
      {props.children}
    </span>
  )
}

export function Note(props: { tone?: Tone; role?: 'alert'; children: ReactNode }) {
  return (
    <div className="note" data-tone={props.tone ?? 'plain'} role={props.role}>
      {props.children}
    </div>
  )
}

/**
 * A note that a screen reader says when it appears, without interrupting. One that stands where the
 * pressed button stood takes the focus that would be lost with it.
 */
export function Said(props: { tone?: Tone; takesFocus?: boolean; children: ReactNode }) {
  const ref = useRef<HTMLOutputElement>(null)
  const { takesFocus = false } = props
  useEffect(() => {
    // Who has moved on meanwhile, or only looks on, stays where they are.
    if (takesFocus && document.activeElement === document.body) ref.current?.focus()
  }, [takesFocus])
  return (
    <output className="note" data-tone={props.tone ?? 'good'} ref={ref} tabIndex={-1}>
      {props.children}
    </output>
  )
}

/** What went wrong, in one sentence, where it went wrong. */
export function Fault(props: { error: unknown; retry?: (() => void) | undefined }) {
  const { desk, language } = useSpeech()
  if (!props.error) return null
  return (
    <Note tone="bad" role="alert">
      <p>
        {describeFault(props.error, language)}{' '}
        {props.retry ? (
          <button type="button" className="link" onClick={props.retry}>
            {desk.again}
          </button>
        ) : null}
      </p>
    </Note>
  )
}

export function Empty(props: { title: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <strong>{props.title}</strong>
      {props.children}
    </div>
  )
}

export function Busy(props: { what: string }) {
  const { desk } = useSpeech()
  return (
    <output className="busy">
      <span />
      <span />
      <span />
      <span className="hidden-text">
        {desk.loading} {props.what}
      </span>
    </output>
  )
}

type Answer<T> = {
  data: T | undefined
  error: unknown
  isPending: boolean
  refetch: () => unknown
}

/** Shows a query in each of its states; what was fetched before stays visible beside a later fault. */
export function Loaded<T>(props: {
  query: Answer<T>
  what: string
  children: (data: T) => ReactNode
}) {
  const { query } = props
  return (
    <>
      <Fault error={query.error} retry={() => void query.refetch()} />
      {query.data !== undefined ? props.children(query.data) : null}
      {query.isPending ? <Busy what={props.what} /> : null}
    </>
  )
}
