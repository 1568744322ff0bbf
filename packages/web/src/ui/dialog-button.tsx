import { Button } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { Dialog } from './dialog.tsx'

/** A button in a row of a list that opens a dialog about that row; what stands in the dialog ends it by `leave`. */
export function DialogButton(props: {
  label: string
  /** What the button is called aloud and the dialog is headed with: the label, with what it is about. */
  title: string
  children: (leave: () => void) => ReactNode
}) {
  const { label, title, children } = props
  const [asking, setAsking] = useState(false)
  const leave = () => setAsking(false)
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={title}
        onClick={() => setAsking(true)}
      >
        {label}
      </Button>
      {asking ? (
        <Dialog title={title} onClose={leave}>
          {children(leave)}
        </Dialog>
      ) : null}
    </>
  )
}
