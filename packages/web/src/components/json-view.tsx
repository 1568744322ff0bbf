/** JSON behind a disclosure; it is laid out only once opened. */
import { useState } from 'react'

export function JsonView(props: { label: string; value: unknown }) {
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{props.label}</summary>
      {open ? (
        <pre className="json" tabIndex={0} aria-label={props.label}>
          {JSON.stringify(props.value, null, 2)}
        </pre>
      ) : null}
    </details>
  )
}
