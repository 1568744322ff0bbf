import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Dialog } from './dialog.tsx'

/** A button whose act cuts somebody off: it first says what will happen, and asks. */
export function ConfirmButton(props: {
  /** What the button says, or shows beside `name`. */
  label: ReactNode
  /** What it is called aloud, with what it is about. */
  name: string
  /** The question, and what the act does. */
  title: string
  children: ReactNode
  act: string
  /** How it is left alone, where not in English. */
  leave?: string
  isBare?: boolean
  onAct: () => void
}) {
  const [asking, setAsking] = useState(false)
  const leave = () => setAsking(false)
  const ask = () => setAsking(true)
  const act = () => {
    leave()
    props.onAct()
  }
  return (
    <>
      {props.isBare ? (
        <button type="button" aria-label={props.name} onClick={ask}>
          {props.label}
        </button>
      ) : (
        <Button size="compact-sm" variant="default" aria-label={props.name} onClick={ask}>
          {props.label}
        </Button>
      )}
      {asking ? (
        <Dialog title={props.title} onClose={leave}>
          <div className="stack">
            <p>{props.children}</p>
            <div className="row">
              <Button color="red" onClick={act}>
                {props.act}
              </Button>
              <Button variant="default" onClick={leave}>
                {props.leave ?? 'Leave it'}
              </Button>
            </div>
          </div>
        </Dialog>
      ) : null}
    </>
  )
}
