import { useState, type ReactNode } from 'react'

/** What stands behind a disclosure, made once it is opened for the first time; from then on it is kept, with what was typed in it. */
export function Fold(props: { summary: ReactNode; children: ReactNode }) {
  const [wasOpened, setOpened] = useState(false)
  return (
    <details
      onToggle={(event) => {
        if (event.currentTarget.open) setOpened(true)
      }}
    >
      <summary>{props.summary}</summary>
      {wasOpened ? props.children : null}
    </details>
  )
}
