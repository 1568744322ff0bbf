import type { Opening, OpeningState } from '@tocsin/api'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { sessionQuery } from '../session/data.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Tag, type Tone } from '../ui/feedback.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { When } from '../ui/marks.tsx'
import { Facts, Panel } from '../ui/page.tsx'
import { saveText } from '../ui/save.ts'
import { DecisionFacts } from './decision-facts.tsx'
import { openShared, useAnswerOpening, usePassShare, type Opened } from './openings-data.ts'

const STATES: Record<OpeningState, { words: string; tone: Tone }> = {
  asked: { words: 'Waits for a second key holder', tone: 'new' },
  agreed: { words: 'Two agreed: they pass their shares on', tone: 'new' },
  nothing: { words: 'Two agreed: nothing was sealed that they could open', tone: 'plain' },
  opened: { words: 'Two shares were passed on', tone: 'good' },
  declined: { words: 'Declined', tone: 'warn' },
  lapsed: { words: 'Lapsed: too few key holders answered in time', tone: 'bad' },
}
const STEPS = { agreed: 'agreed', declined: 'declined', passed: 'passed its share on' } as const

/** One opening, with what each key holder did, and the own next step. */
export function OneOpening({ opening, acts }: { opening: Opening; acts: boolean }) {
  const { words, tone } = STATES[opening.state]
  return (
    <Panel
      title={`What ${opening.member.name} decided, if anything`}
      aside={<Tag tone={tone}>{words}</Tag>}
    >
      <div className="stack">
        <Facts
          rows={[
            [
              'Release',
              <span key="release" className="mono">
                {opening.releaseId}
              </span>,
            ],
            ['Asked by', opening.asker.name],
            ['For whom', opening.authority],
            ['Grounds', opening.reason],
            ['Asked', <When key="asked" at={opening.askedAt} />],
            ...(opening.dueAt
              ? ([['Lapses', <When key="due" at={opening.dueAt} />]] satisfies [
                  string,
                  ReactNode,
                ][])
              : []),
          ]}
        />
        <ul>
          {opening.holders.map(({ member, steps }) => (
            <li key={member.id}>
              {member.name}: {steps.length === 0 ? 'has not answered' : null}
              {steps.map(({ step, at }) => (
                <span key={step}>
                  {STEPS[step]} <When at={at} />.{' '}
                </span>
              ))}
            </li>
          ))}
        </ul>
        {acts ? <NextStep opening={opening} /> : null}
      </div>
    </Panel>
  )
}

function NextStep({ opening }: { opening: Opening }) {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const mine = opening.holders.find(({ member }) => member.id === session.member.id)?.steps ?? []
  const isHolder = opening.own !== 'member'
  const isOpen = opening.state === 'asked' || opening.state === 'agreed'
  if (isHolder && isOpen && mine.length === 0) return <Answer id={opening.id} />
  const hasPassed = mine.some(({ step }) => step === 'passed')
  if (opening.toOpen && opening.state === 'agreed' && !hasPassed)
    return <PassOn opening={opening} />
  if (opening.toOpen && opening.own === 'asker' && opening.state === 'opened')
    return <OpenIt opening={opening} />
  return null
}

function Answer({ id }: { id: string }) {
  const answer = useAnswerOpening(id)
  return (
    <>
      <Fault error={answer.error} />
      <div className="row">
        <BusyButton busy={answer.isPending} onClick={() => answer.mutate(true)}>
          Agree
        </BusyButton>
        <BusyButton variant="default" busy={answer.isPending} onClick={() => answer.mutate(false)}>
          Decline
        </BusyButton>
      </div>
    </>
  )
}

function PassOn({ opening }: { opening: Opening }) {
  const pass = usePassShare(opening)
  return (
    <>
      <FileDrop
        label="Choose your key file and pass your share on"
        hint={`The file stays in this browser. Only ${opening.asker.name} can read the share.`}
        accept=".json"
        busy={pass.isPending}
        onFile={(file) => pass.mutate(file)}
      />
      <Fault error={pass.error} />
    </>
  )
}

function OpenIt({ opening }: { opening: Opening }) {
  const [opened, setOpened] = useState<Opened>()
  const [error, setError] = useState<unknown>()
  const take = async (file: File) => {
    try {
      setOpened(await openShared(opening, file))
      setError(undefined)
    } catch (cause) {
      setError(cause)
    }
  }
  return (
    <>
      <FileDrop
        label="Choose your key file to open it here"
        hint="It stays in this browser."
        accept=".json"
        onFile={(file) => void take(file)}
      />
      <Fault error={error} />
      {opened ? <DecisionFacts decision={opened.decision} /> : null}
      {opened ? <Proof id={opening.id} file={opened.file} /> : null}
    </>
  )
}

function Proof({ id, file }: { id: string; file: string | undefined }) {
  if (file === undefined)
    return (
      <p>
        The log has not committed to it yet. Load the page again after the next batch and open it
        anew: then there is a file that proves it.
      </p>
    )
  return (
    <div className="row">
      <BusyButton
        variant="default"
        size="xs"
        busy={false}
        onClick={() => saveText(`decision-${id}.opening`, file)}
      >
        Save what proves it
      </BusyButton>
    </div>
  )
}
