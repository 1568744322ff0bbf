import { useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { MethodFacts } from '../findings/method-facts.tsx'
import { readMethod } from '../findings/method.ts'
import { sessionQuery } from '../session/data.ts'
import { Panel } from '../ui/page.tsx'

/** A method that a release carries, and the way to run it on own activity; nothing where it carries none. */
export function MethodPanel(props: { id: string; objects: readonly unknown[] }) {
  const { id, objects } = props
  const { person } = useSuspenseQuery(sessionQuery).data
  const method = useMemo(() => readMethod(objects), [objects])
  if (method === undefined) return null
  if (method === 'unknown')
    return (
      <Panel title="A method">
        <p>It is in a form that this exchange does not know, so it cannot be run here.</p>
      </Panel>
    )
  return (
    <Panel title="A method">
      <div className="stack">
        <MethodFacts method={method} />
        {person.roles.includes('analyst') ? (
          <p>
            <Link to="/releases/$id/method" params={{ id }} className="button-link">
              Run it on your own activity
            </Link>
          </p>
        ) : null}
      </div>
    </Panel>
  )
}
