import type { CaseItemKind } from '@tocsin/api'
import { Button, NativeSelect } from '@mantine/core'
import { useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { sessionQuery } from '../session/data.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Fault, Loaded, Said } from '../ui/feedback.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { casesQuery, usePutIn } from './data.ts'

type Props = { kind: CaseItemKind; id: string; label?: string }

/** Puts what stands on this page into a case, for people who write for their organisation. */
export function AddToCase({ kind, id, label = 'Add to a case' }: Props) {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const [isOpen, setOpen] = useState(false)
  if (!session.person.roles.includes('analyst')) return null
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setOpen(true)}>
        {label}
      </Button>
      {isOpen ? (
        <Dialog title={label} onClose={() => setOpen(false)}>
          <Choice kind={kind} id={id} />
        </Dialog>
      ) : null}
    </>
  )
}

function Choice({ kind, id }: Props) {
  const query = useInfiniteQuery(casesQuery())
  const put = usePutIn()
  const [caseId, setCase] = useState('')
  return (
    <div className="stack">
      <p>
        Whoever could not see it before does not see it in the case either: there it is counted as
        withheld.
      </p>
      <Loaded query={query} what="cases">
        {(data) => {
          const cases = itemsOf(data, (one) => one.id).filter(
            ({ standing, state }) => standing === 'joined' && state === 'open',
          )
          return cases.length === 0 ? (
            <p>
              Your organisation takes part in no open case. <Link to="/cases/new">Open a case</Link>
            </p>
          ) : (
            <NativeSelect
              label="Case"
              value={caseId}
              onChange={(event) => setCase(event.currentTarget.value)}
              data={[
                { value: '', label: 'choose' },
                ...cases.map((one) => ({ value: one.id, label: one.title })),
              ]}
            />
          )
        }}
      </Loaded>
      <MoreButton query={query} />
      <Fault error={put.error} />
      {put.isSuccess ? (
        <Said>
          <p>
            It stands in{' '}
            <Link to="/cases/$id" params={{ id: put.variables.id }}>
              the case
            </Link>
            .
          </p>
        </Said>
      ) : null}
      <div className="row">
        <BusyButton
          busy={put.isPending}
          missing={[caseId === '' && 'a case']}
          onClick={() => put.mutate({ id: caseId, kind, ref: id })}
        >
          Add it
        </BusyButton>
      </div>
    </div>
  )
}
