import { useId, useLayoutEffect, useRef, type ReactNode } from 'react'

/** A modal dialog: the browser keeps the focus inside, closes it on Escape and gives the focus back. */
export function Dialog(props: {
  title: string
  onClose: () => void
  children: ReactNode
  /** Names a look of its own. */
  className?: string
}) {
  const ref = useRef<HTMLDialogElement>(null)
  const heading = useId()
  // Closed while it is still in the page: only then does the browser give the focus back.
  useLayoutEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={ref}
      className={`dialog ${props.className ?? ''}`.trim()}
      aria-labelledby={heading}
      onClose={props.onClose}
    >
      <h2 id={heading}>{props.title}</h2>
      {props.children}
    </dialog>
  )
}
