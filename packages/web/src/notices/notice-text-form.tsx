import type { CorrectionDraft, NoticeText } from '@tocsin/api'
import { Textarea, TextInput } from '@mantine/core'

/** The plain words of a notice in one language. */
export function NoticeTextForm(props: {
  lang: string
  text: NoticeText
  /** What it corrects something as, where it does. */
  correction?: CorrectionDraft['as']
  onChange: (text: NoticeText) => void
}) {
  const { text, lang, correction } = props
  const set = (change: Partial<NoticeText>) => props.onChange({ ...text, ...change })
  const setAction = (place: number, value: string) =>
    set({
      actions: [0, 1, 2].map((index) => (index === place ? value : (text.actions[index] ?? ''))),
    })
  return (
    <div className="stack" lang={lang}>
      <TextInput
        label="Subject"
        description="One line that a busy person understands"
        maxLength={300}
        value={text.subject}
        onChange={(event) => set({ subject: event.currentTarget.value })}
      />
      <Happened text={text} correction={correction} set={set} />
      <Textarea
        label="How sure are you"
        description="Keep how likely and how confident in separate sentences"
        rows={2}
        maxLength={8000}
        value={text.howSure}
        onChange={(event) => set({ howSure: event.currentTarget.value })}
      />
      <Textarea
        label="What this does not mean (if it needs saying)"
        description="Context against wrong conclusions: that voter lists are public in some states, say"
        rows={2}
        maxLength={8000}
        value={text.context ?? ''}
        onChange={(event) => set({ context: event.currentTarget.value })}
      />
      {[0, 1, 2].map((place) => (
        <TextInput
          key={place}
          label={`Action ${place + 1}`}
          description={place === 0 ? 'What the office can do today' : undefined}
          maxLength={300}
          value={text.actions[place] ?? ''}
          onChange={(event) => setAction(place, event.currentTarget.value)}
        />
      ))}
      <TextInput
        label="Who to call"
        description="A role and a number that is answered"
        maxLength={300}
        value={text.whoToCall}
        onChange={(event) => set({ whoToCall: event.currentTarget.value })}
      />
    </div>
  )
}

/** What happened; of a correction what was wrong, and what is right. */
function Happened(props: {
  text: NoticeText
  correction: CorrectionDraft['as'] | undefined
  set: (change: Partial<NoticeText>) => void
}) {
  const { text, correction, set } = props
  return (
    <>
      {correction === 'correction' ? (
        <Textarea
          label="What was wrong"
          description="The words of the notice that do not hold"
          rows={2}
          maxLength={8000}
          value={text.wrong ?? ''}
          onChange={(event) => set({ wrong: event.currentTarget.value })}
        />
      ) : null}
      <Textarea
        label={correction === 'correction' ? 'What is right' : 'What happened'}
        description="Facts only: what, where, since when"
        rows={4}
        maxLength={8000}
        value={text.what}
        onChange={(event) => set({ what: event.currentTarget.value })}
      />
    </>
  )
}
