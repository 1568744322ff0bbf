import type { ReactNode } from 'react'

/** A box that scrolls sideways or down; it takes the focus so that arrow keys can scroll it. */
export function Scroll(props: { label: string; children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- WCAG 2.1.1 asks for it here
    <section className="table-box" aria-label={props.label} tabIndex={0}>
      {props.children}
    </section>
  )
}
