import { useEffect, useRef, useState, type ReactNode } from 'react'

/** A part that a press opened takes the focus to its first field, and gives it back to what was pressed when it closes. */
export function Opened(props: { children: ReactNode }) {
  const [opener] = useState(() => document.activeElement)
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    ref.current?.querySelector<HTMLElement>('input, select, textarea')?.focus()
    return () => {
      if (opener instanceof HTMLElement) opener.focus()
    }
  }, [opener])
  return <div ref={ref}>{props.children}</div>
}
