import type { DelayedRelease, Release } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Note, Said } from '../ui/feedback.tsx'
import { releaseQuery } from './data.ts'
import { heldQuery, useStopHeld, waitOf } from './held-data.ts'
import { Released } from './released.tsx'
import { countOf } from '../words/count-of.ts'

/** A release on its way: its clock and the button that stops it, then what became of it. */
export function Held(props: {
  held: DelayedRelease
  onLeft: (release: Release) => void
  onAgain: () => void
}) {
  const query = useQuery({ ...heldQuery(props.held.id), initialData: props.held })
  const stop = useStopHeld()
  const held = query.data
  if (held.releaseId) return <Left id={held.releaseId} onLeft={props.onLeft} />
  return (
    <div className="stack">
      {held.state === 'waiting' ? (
        <>
          <Waiting held={held} />
          <div className="row">
            <BusyButton color="red" busy={stop.isPending} onClick={() => stop.mutate(held.id)}>
              Stop it
            </BusyButton>
          </div>
        </>
      ) : (
        <>
          <Said tone={held.state === 'stopped' ? 'good' : 'bad'} takesFocus>
            {held.state === 'stopped' ? (
              <>
                <strong>Stopped.</strong> It did not leave, and no receiver was shown anything of
                it. The record of your organisation says that it was held and stopped; the public
                log says only that a member acted, and when.
              </>
            ) : (
              <>
                <strong>Not released.</strong> {held.fault}. No receiver was shown anything of it.
              </>
            )}
          </Said>
          <div className="row">
            <Button variant="default" onClick={props.onAgain}>
              Back to the terms
            </Button>
          </div>
        </>
      )}
      <Fault error={stop.error} />
      <Fault error={query.error} />
    </div>
  )
}

function Waiting({ held }: { held: DelayedRelease }) {
  const { words, isLate, more } = waitOf(held)
  return (
    <Note tone={isLate ? 'warn' : 'plain'}>
      <p>
        <strong>{words}</strong>, to {countOf(held.receivers, 'member')}. {more} Until it leaves
        only your organisation is shown it, and can stop it. You may leave this page: it stands
        under Sent.
      </p>
    </Note>
  )
}

function Left({ id, onLeft }: { id: string; onLeft: (release: Release) => void }) {
  const { data, error } = useQuery(releaseQuery(id))
  const told = useRef(false)
  useEffect(() => {
    if (!data || told.current) return
    told.current = true
    onLeft(data)
  }, [data, onLeft])
  return data ? <Released release={data} /> : <Fault error={error} />
}
