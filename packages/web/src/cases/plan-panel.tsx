import type { Case, CaseLine } from '@tocsin/api'
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Empty, Fault, Loaded, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { itemsOf, MoreButton } from '../ui/more-button.tsx'
import { Panel } from '../ui/page.tsx'
import { countOf } from '../words/count-of.ts'
import { fromField } from '../words/time.ts'
import { linesQuery, useStrike, useWriteLine } from './data.ts'
import { newId } from '../ui/send-key.ts'

type Props = { one: Case; works: boolean }

/** The joint plan with its clock, and notes. */
export function PlanPanel({ one, works }: Props) {
  const query = useInfiniteQuery(linesQuery(one.id))
  return (
    <Panel title="Plan">
      <div className="stack">
        <p className="soft small">
          Opened <When at={one.openedAt} />. Each line is of whoever wrote it, for those who could
          read the case then.
        </p>
        <Loaded query={query} what="the plan">
          {(data) => {
            const lines = itemsOf(data, (line) => line.id)
            const withheld = data.pages.at(-1)?.withheld ?? 0
            return (
              <>
                {lines.length === 0 ? (
                  <Empty title={one.withoutPlatforms ? 'No plan for you to see' : 'No plan yet'} />
                ) : null}
                <ol className="plain-list stack">
                  {byClock(lines).map((line) => (
                    <li key={line.id}>
                      <Line caseId={one.id} line={line} works={works} />
                    </li>
                  ))}
                </ol>
                {withheld > 0 ? (
                  <p className="soft">
                    {countOf(withheld, 'line')} withheld: not for your organisation.
                  </p>
                ) : null}
              </>
            )
          }}
        </Loaded>
        <MoreButton query={query} />
        {works ? <NewLine id={one.id} /> : null}
      </div>
    </Panel>
  )
}

/** What has an instant first, by it; then the rest, the latest first. */
function byClock(lines: readonly CaseLine[]): CaseLine[] {
  const timed = lines.filter(({ dueAt, struckAt }) => dueAt !== undefined && !struckAt)
  const sorted = timed.toSorted((a, b) => a.dueAt!.localeCompare(b.dueAt!))
  return [...sorted, ...lines.filter((line) => !timed.includes(line))]
}

function Line({ caseId, line, works }: { caseId: string; line: CaseLine; works: boolean }) {
  const strike = useStrike(caseId)
  return (
    <article>
      <div>
        {line.dueAt ? (
          <>
            <strong>
              <When at={line.dueAt} />
            </strong>
            {': '}
          </>
        ) : null}
        {line.struckAt ? <s>{line.words}</s> : line.words}{' '}
        {line.kind === 'note' ? <Tag>note</Tag> : null}
      </div>
      <div className="soft small row">
        <span>
          {line.own ? 'You' : line.by.name}, <When at={line.at} />
          {line.struckAt ? ', struck' : ''}
        </span>
        {line.own && works && !line.struckAt ? (
          <BusyButton
            variant="subtle"
            size="compact-xs"
            busy={strike.isPending}
            onClick={() => strike.mutate(line.id)}
          >
            Strike it
          </BusyButton>
        ) : null}
      </div>
      <Fault error={strike.error} />
    </article>
  )
}

function dueOf(local: string): { dueAt?: string } {
  const dueAt = fromField(local)
  return dueAt === undefined ? {} : { dueAt }
}

function NewLine({ id }: { id: string }) {
  const write = useWriteLine(id)
  const [lineId, setLineId] = useState(newId)
  const [kind, setKind] = useState<CaseLine['kind']>('plan')
  const [words, setWords] = useState('')
  const [due, setDue] = useState('')
  const clear = () => {
    setWords('')
    setDue('')
    setLineId(newId())
  }
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        const line = { lineId, kind, words: words.trim(), ...dueOf(due) }
        write.mutate(line, { onSuccess: clear })
      }}
    >
      <div className="fields">
        <NativeSelect
          label="Write"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as CaseLine['kind'])}
          data={[
            { value: 'plan', label: 'a line of the plan' },
            { value: 'note', label: 'a note' },
          ]}
        />
        <TextInput
          label="At"
          description="In your time zone; may stay empty"
          type="datetime-local"
          value={due}
          onChange={(event) => setDue(event.currentTarget.value)}
        />
      </div>
      <Textarea
        label="In words"
        autosize
        minRows={2}
        maxLength={8000}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Fault error={write.error} />
      <div className="row">
        <BusyButton
          type="submit"
          variant="default"
          busy={write.isPending}
          missing={[words.trim() === '' && 'the words']}
        >
          Write it
        </BusyButton>
      </div>
    </form>
  )
}
