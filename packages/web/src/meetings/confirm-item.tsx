import type { MeetingItem } from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Loaded, Note } from '../ui/feedback.tsx'
import { itemQuery, useConfirmItem } from './item-data.ts'

/** What a second person of a body of government is shown of an item that waits, and confirms. */
export function ConfirmItem({ meetingId, item }: { meetingId: string; item: MeetingItem }) {
  const query = useQuery({ ...itemQuery(meetingId, item.id) })
  const confirm = useConfirmItem(meetingId, item.id)
  return (
    <Loaded query={query} what="the item">
      {({ item: shown, sha256, digest, check }) => (
        <Note tone={check.allow ? 'plain' : 'warn'}>
          <div className="stack">
            <p>
              {check.allow
                ? 'You confirm exactly what stands here, and that it names no person of the country but those who are masked. It is then in the minutes, under your name and its author’s.'
                : `It cannot be taken: ${check.reason} (${check.rule}).`}
            </p>
            {check.persons && check.persons.found.length > 0 ? (
              <p>
                It may name:{' '}
                {check.persons.found.map((one) => `${one.shown} (${one.kind})`).join(', ')}
              </p>
            ) : null}
            <Fault error={confirm.error} />
            {shown.isMine ? (
              <p>You wrote it: another person of your organisation confirms it.</p>
            ) : (
              <div className="row">
                <BusyButton
                  busy={confirm.isPending}
                  onClick={() =>
                    confirm.mutate({ sha256, digest }, { onError: () => void query.refetch() })
                  }
                >
                  Confirm it
                </BusyButton>
              </div>
            )}
          </div>
        </Note>
      )}
    </Loaded>
  )
}
