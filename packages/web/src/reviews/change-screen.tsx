import type { MessageReview } from '@tocsin/api'
import { Textarea } from '@mantine/core'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { EarlierNote } from '../messages/earlier-note.tsx'
import { messageQuery } from '../messages/data.ts'
import { ReleaseComposer } from '../releases/release-composer.tsx'
import { sessionQuery } from '../session/data.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Empty, Loaded } from '../ui/feedback.tsx'
import { Page, Panel } from '../ui/page.tsx'
import { isChangeable, ownNotes, withWords } from './own-notes.ts'

/** A message that was returned, taken back or timed out, or waits: changed by its author and submitted anew, so that reviewers are shown what changed. */
export function ChangeMessageScreen() {
  const { id } = useParams({ from: '/desk/messages/$id/change' })
  const query = useQuery(messageQuery(id))
  const { data: session } = useSuspenseQuery(sessionQuery)
  return (
    <Page
      title="Change a message and submit it anew"
      intro="Its words, terms and what you state can be changed; what it holds besides goes as it was. Nothing is sent by it: it waits for a second person as before."
    >
      <Loaded query={query} what="the message">
        {(review) =>
          isChangeable(review, session.person.id) ? (
            <Body review={review} />
          ) : (
            <Empty title="You cannot change this message">
              Only its author changes it, and not once it was approved and released.
            </Empty>
          )
        }
      </Loaded>
    </Page>
  )
}

function Body(props: { review: MessageReview }) {
  // As it was when this opened: once it is submitted it comes in anew, and what came of it stays in view.
  const [review] = useState(props.review)
  const { summary, draft } = review
  const notes = ownNotes(draft)
  const [words, setWords] = useState(() => new Map(notes.map(({ id, content }) => [id, content])))
  const [taken, setTaken] = useState<{ objects: unknown[]; place: number }>()
  const empty = notes.some(({ id }) => (words.get(id) ?? '').trim() === '')
  const take = () =>
    setTaken({
      objects: withWords(draft.objects, words, new Date()),
      place: (taken?.place ?? 0) + 1,
    })
  return (
    <div className="stack">
      <EarlierNote earlier={review} />
      <Panel title="What it says in words" aside={summary.title}>
        <div className="stack">
          {notes.length === 0 ? (
            <p>It holds no note of yours: only title, terms and statement can be changed here.</p>
          ) : null}
          {notes.map(({ id }, at) => (
            <Textarea
              key={id}
              label={notes.length === 1 ? 'In sentences' : `In sentences, note ${at + 1}`}
              required
              autosize
              minRows={3}
              maxRows={16}
              maxLength={20_000}
              value={words.get(id) ?? ''}
              onChange={(event) => {
                setWords(new Map([...words, [id, event.currentTarget.value]]))
                // What was gone on with is no longer what stands here.
                setTaken(undefined)
              }}
            />
          ))}
          <div className="row">
            <BusyButton busy={false} missing={[empty && 'words']} onClick={take}>
              Go on to the terms
            </BusyButton>
          </div>
        </div>
      </Panel>
      {taken ? <Anew key={taken.place} review={review} objects={taken.objects} /> : null}
    </div>
  )
}

/** Terms, what is stated and who receives it, as they were submitted before. */
function Anew({ review, objects }: { review: MessageReview; objects: unknown[] }) {
  const { summary, draft } = review
  const { findingId, composed, tearLine, part, message, persons } = draft
  return (
    <ReleaseComposer
      source={{
        key: `change/${summary.id}/${summary.revision}`,
        title: draft.title,
        objects,
        dropped: [],
        origin: {
          ...(findingId ? { findingId } : {}),
          ...(composed ? { composed } : {}),
          ...(tearLine ? { tearLine } : {}),
          ...(part ? { part } : {}),
        },
        terms: draft.terms,
        revises: summary.id,
        ...(message ? { message } : {}),
        ...(persons ? { persons } : {}),
      }}
      complete="All that was submitted before is in the objects, with your words as they stand above."
    />
  )
}
