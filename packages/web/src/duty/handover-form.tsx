import type { Colleague, OpenStep } from '@tocsin/api'
import { Checkbox, NativeSelect, Textarea } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { sessionQuery } from '../session/data.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Loaded } from '../ui/feedback.tsx'
import { newId } from '../ui/send-key.ts'
import { openStepsQuery, useWriteHandover } from './data.ts'

type Draft = { handoverId: string; forId: string; waits: string; watch: string; steps: string[] }

const fresh = (): Draft => ({ handoverId: newId(), forId: '', waits: '', watch: '', steps: [] })

/** What is sent; undefined while nothing is said. */
function toBody({ handoverId, forId, waits, watch, steps }: Draft) {
  const said = { waits: waits.trim(), watch: watch.trim() }
  if (said.waits === '' && said.watch === '' && steps.length === 0) return undefined
  return {
    handoverId,
    steps,
    ...(forId === '' ? {} : { forId }),
    ...(said.waits === '' ? {} : { waits: said.waits }),
    ...(said.watch === '' ? {} : { watch: said.watch }),
  }
}

/** What is open at the end of a shift: steps by reference, what waits and what to watch in words. */
export function HandoverForm({ people }: { people: readonly Colleague[] }) {
  const write = useWriteHandover()
  const [draft, setDraft] = useState(fresh)
  const body = toBody(draft)
  return (
    <details>
      <summary>Hand over at the end of a shift</summary>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (body) write.mutate(body, { onSuccess: () => setDraft(fresh()) })
        }}
      >
        <Steps picked={draft.steps} onPick={(steps) => setDraft({ ...draft, steps })} />
        <Words draft={draft} people={people} onChange={setDraft} />
        <Fault error={write.error} />
        <div className="row">
          <BusyButton
            type="submit"
            variant="default"
            busy={write.isPending}
            missing={[!body && 'a step, what waits or what to watch']}
          >
            Hand over
          </BusyButton>
        </div>
      </form>
    </details>
  )
}

type WordsProps = { draft: Draft; people: readonly Colleague[]; onChange: (draft: Draft) => void }

function Words({ draft, people, onChange }: WordsProps) {
  const { data: session } = useSuspenseQuery(sessionQuery)
  const others = people.filter(({ id }) => id !== session.person.id)
  return (
    <>
      <Textarea
        label="What waits"
        autosize
        minRows={2}
        maxLength={8000}
        value={draft.waits}
        onChange={(event) => onChange({ ...draft, waits: event.currentTarget.value })}
      />
      <Textarea
        label="What to watch"
        autosize
        minRows={2}
        maxLength={8000}
        value={draft.watch}
        onChange={(event) => onChange({ ...draft, watch: event.currentTarget.value })}
      />
      <NativeSelect
        label="For"
        description="Anybody of your organisation may take it over"
        value={draft.forId}
        onChange={(event) => onChange({ ...draft, forId: event.currentTarget.value })}
        data={[
          { value: '', label: 'whoever comes next' },
          ...others.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
    </>
  )
}

type StepsProps = { picked: readonly string[]; onPick: (steps: string[]) => void }

function Steps({ picked, onPick }: StepsProps) {
  const query = useQuery(openStepsQuery)
  return (
    <Loaded query={query} what="open steps">
      {({ items, capped }) => (
        <fieldset className="stack">
          <legend>Open steps of your organisation</legend>
          {items.length === 0 ? <p className="soft">None in an open case.</p> : null}
          {items.map((step) => (
            <StepBox
              key={step.id}
              step={step}
              isPicked={picked.includes(step.id)}
              onPick={(isPicked) =>
                onPick(isPicked ? [...picked, step.id] : picked.filter((one) => one !== step.id))
              }
            />
          ))}
          {capped ? <p className="soft">There are more, which are not shown here.</p> : null}
        </fieldset>
      )}
    </Loaded>
  )
}

type BoxProps = { step: OpenStep; isPicked: boolean; onPick: (isPicked: boolean) => void }

function StepBox({ step, isPicked, onPick }: BoxProps) {
  return (
    <Checkbox
      label={step.words}
      description={step.caseTitle}
      checked={isPicked}
      onChange={(event) => onPick(event.currentTarget.checked)}
    />
  )
}
