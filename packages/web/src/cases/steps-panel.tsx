import {
  STEP_STATES,
  type Case,
  type CaseStep,
  type StepState,
  type StepVersion,
} from '@tocsin/api'
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Empty, Fault, Loaded, Note, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Panel } from '../ui/page.tsx'
import { countOf } from '../words/count-of.ts'
import { stepsQuery, useEditStep, useWriteStep } from './data.ts'
import { newId } from '../ui/send-key.ts'
import { fromField } from '../words/time.ts'
import { STEP_NAMES } from './words.ts'

type Props = { one: Case; works: boolean }

/** Steps, each of its own member: own ones are changed here, those of others read. */
export function StepsPanel({ one, works }: Props) {
  const query = useInfiniteQuery(stepsQuery(one.id))
  return (
    <Panel title="Steps">
      <div className="stack">
        <p className="soft small">
          Each organisation has its own. Nobody gives another one a task; a step may be offered.
        </p>
        <Loaded query={query} what="steps">
          {(data) => {
            const steps = itemsOf(data, (step) => step.id)
            const withheld = data.pages.at(-1)?.withheld ?? 0
            return (
              <>
                {steps.length === 0 ? (
                  <Empty title={one.withoutPlatforms ? 'No step for you to see' : 'No step yet'} />
                ) : null}
                <ul className="plain-list stack">
                  {steps.map((step) => (
                    <li key={step.id}>
                      <Step caseId={one.id} step={step} works={works} />
                    </li>
                  ))}
                </ul>
                {withheld > 0 ? (
                  <p className="soft">
                    {countOf(withheld, 'step')} withheld: not for your organisation.
                  </p>
                ) : null}
              </>
            )
          }}
        </Loaded>
        <MoreButton query={query} />
        {works ? <NewStep id={one.id} /> : null}
      </div>
    </Panel>
  )
}

function Step({ caseId, step, works }: { caseId: string; step: CaseStep; works: boolean }) {
  return (
    <article className="stack">
      <Version version={step.current} by={step.own ? 'Yours' : step.by.name} />
      {step.beside.length > 0 ? (
        <Note tone="warn">
          <p>
            Written at the same time, on an older version: both are kept until somebody of{' '}
            {step.by.name} chooses.
          </p>
          {step.beside.map((version) => (
            <Version key={version.id} version={version} by="Beside it" />
          ))}
        </Note>
      ) : null}
      {step.own && works ? <EditStep caseId={caseId} step={step} /> : null}
    </article>
  )
}

function Version({ version, by }: { version: StepVersion; by: string }) {
  const { state, words, dueAt } = version
  return (
    <div>
      <Tag tone={state === 'done' ? 'good' : 'plain'}>{STEP_NAMES[state]}</Tag>{' '}
      <strong>{by}</strong>: {words}
      <div className="soft small">
        <When at={version.at} />
        {dueAt ? (
          <>
            , due <When at={dueAt} />
          </>
        ) : null}
      </div>
    </div>
  )
}

/** The id of the edit stays until it is taken, so that one that is sent again, as after a time offline, is kept once. */
function EditStep({ caseId, step }: { caseId: string; step: CaseStep }) {
  const edit = useEditStep(caseId, step.id)
  const [base, setBase] = useState(step.current)
  const [editId, setEditId] = useState(newId)
  const [words, setWords] = useState(step.current.words)
  const [state, setState] = useState<StepState>(step.current.state)
  const settles = step.beside.map(({ id }) => id)
  const save = () => {
    const due = base.dueAt === undefined ? {} : { dueAt: base.dueAt }
    edit.mutate(
      { editId, base: base.id, words: words.trim(), state, ...due, settles },
      {
        onSuccess: ({ current }) => {
          setBase(current)
          setEditId(newId())
        },
      },
    )
  }
  const take = (version: StepVersion) => {
    setBase(step.current)
    setWords(version.words)
    setState(version.state)
  }
  return (
    <details>
      <summary>Change it</summary>
      <div className="stack">
        <Others step={step} base={base} onTake={take} />
        <Textarea
          label="What you do"
          autosize
          minRows={2}
          maxLength={8000}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <NativeSelect
          label="How it stands"
          value={state}
          onChange={(event) => setState(event.currentTarget.value as StepState)}
          data={STEP_STATES.map((value) => ({ value, label: STEP_NAMES[value] }))}
        />
        <Fault error={edit.error} />
        <div className="row">
          <BusyButton
            variant="default"
            busy={edit.isPending}
            missing={[words.trim() === '' && 'what you do']}
            onClick={save}
          >
            Save the step
          </BusyButton>
        </div>
      </div>
    </details>
  )
}

function NewStep({ id }: { id: string }) {
  const write = useWriteStep(id)
  const [editId, setEditId] = useState(newId)
  const [words, setWords] = useState('')
  const [due, setDue] = useState('')
  const clear = () => {
    setWords('')
    setDue('')
    setEditId(newId())
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        const dueAt = fromField(due)
        const body = { editId, words: words.trim(), ...(dueAt === undefined ? {} : { dueAt }) }
        write.mutate(body, { onSuccess: clear })
      }}
    >
      <Textarea
        label="A step of your own"
        autosize
        minRows={2}
        maxLength={8000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <TextInput
        label="Due"
        description="In your time zone; may stay empty"
        type="datetime-local"
        value={due}
        onChange={(event) => setDue(event.currentTarget.value)}
      />
      <Fault error={write.error} />
      <div className="row">
        <BusyButton
          type="submit"
          variant="default"
          busy={write.isPending}
          missing={[words.trim() === '' && 'what you do']}
        >
          Make the step
        </BusyButton>
      </div>
    </form>
  )
}

type OthersProps = { step: CaseStep; base: StepVersion; onTake: (version: StepVersion) => void }

/** Versions that the form did not begin from. */
function Others({ step, base, onTake }: OthersProps) {
  return [step.current, ...step.beside]
    .filter((version) => version.id !== base.id)
    .map((version) => (
      <BusyButton
        key={version.id}
        variant="default"
        size="xs"
        busy={false}
        onClick={() => onTake(version)}
      >
        Begin from “{version.words.slice(0, 60)}”
      </BusyButton>
    ))
}
