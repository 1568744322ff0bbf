import type { LegalHold } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { DataTable } from '../ui/data-table.tsx'
import { Empty, Said } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { ReasonDialog } from '../ui/reason-dialog.tsx'
import { useLiftHold } from './data.ts'

/** Legal holds that stand; lifting one takes a reason. */
export function HoldsTable(props: { holds: LegalHold[] }) {
  const [lifting, setLifting] = useState<LegalHold>()
  const [lifted, setLifted] = useState<LegalHold>()
  return (
    <>
      {lifted ? (
        <Said key={lifted.placedAt} takesFocus>
          The hold on {subjectWords(lifted)} is lifted.
        </Said>
      ) : null}
      <DataTable
        caption="Legal holds"
        columns={[
          {
            key: 'at',
            head: 'Since',
            cell: (one) => <When at={one.placedAt} />,
            sort: (one) => one.placedAt,
          },
          {
            key: 'on',
            head: 'On',
            cell: subjectWords,
          },
          { key: 'reason', head: 'Reason', cell: (one) => one.reason },
          {
            key: 'act',
            head: 'Act',
            cell: (one) => (
              <Button
                variant="default"
                size="xs"
                aria-label={`Lift the hold on ${subjectWords(one)}`}
                onClick={() => setLifting(one)}
              >
                Lift
              </Button>
            ),
          },
        ]}
        rows={props.holds}
        rowKey={(one) => one.subject}
        order="-at"
        empty={<Empty title="No legal hold stands" />}
      />
      {lifting ? (
        <LiftDialog
          hold={lifting}
          onClose={() => setLifting(undefined)}
          onLifted={() => {
            setLifting(undefined)
            setLifted(lifting)
          }}
        />
      ) : null}
    </>
  )
}

function subjectWords({ subject }: LegalHold): string {
  return subject === '*' ? 'everything' : subject
}

function LiftDialog(props: { hold: LegalHold; onClose: () => void; onLifted: () => void }) {
  const { hold, onClose, onLifted } = props
  const lift = useLiftHold()
  return (
    <ReasonDialog
      title="Lift this hold?"
      act="Lift"
      leave="Leave it"
      required
      busy={lift.isPending}
      error={lift.error}
      onAct={(reason) => lift.mutate({ subject: hold.subject, reason }, { onSuccess: onLifted })}
      onCancel={onClose}
    >
      <p>
        From then on what is about {hold.subject === '*' ? 'anything' : hold.subject} may be erased.
      </p>
    </ReasonDialog>
  )
}
