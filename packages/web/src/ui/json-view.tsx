import { useState } from 'react'
import { toSeen } from '../words/seen.ts'
import { Scroll } from './scroll.tsx'

/** JSON behind a disclosure; it is laid out only once opened. */
export function JsonView(props: { label: string; value: unknown }) {
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{props.label}</summary>
      {open ? (
        <Scroll label={props.label}>
          <pre className="json">{toSeen(JSON.stringify(props.value, null, 2))}</pre>
        </Scroll>
      ) : null}
    </details>
  )
}
