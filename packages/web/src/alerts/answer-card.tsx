import { PARTY_ANSWERS, type MayKnow, type PartyAlert, type PartyAnswer } from '@tocsin/api'
import { Button, Checkbox, Textarea } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Said } from '../ui/feedback.tsx'
import { HostName } from '../ui/host-name.tsx'
import { useSpeech } from '../ui/language.tsx'
import { When } from '../ui/marks.tsx'
import { describeNobody, describeOthers } from '../words/party-answer.ts'
import { PARTY_WORDS } from '../words/party-words.ts'
import { useAnswer } from './data.ts'

/** A name that the own organisation was told of, with its answer in two taps. */
export function AnswerCard(props: {
  alert: PartyAlert
  /** Whether the person does things for its member. */
  mayAnswer: boolean
  /** The name stands above it already. */
  isAlone?: boolean
}) {
  const { alert, mayAnswer, isAlone } = props
  const { language } = useSpeech()
  const words = PARTY_WORDS[language]
  return (
    <article className="card stack">
      {isAlone ? null : (
        <div>
          <h3>
            <Link to="/alerts/$id" params={{ id: alert.id }} className="titled">
              <HostName name={alert.name} beside={alert.target} />
            </Link>
          </h3>
          <div>
            {words.looksLike} <HostName name={alert.target} isShort />
          </div>
          <div className="small">
            {words.techniques[alert.technique] ?? alert.technique}. {words.differs}
          </div>
          <div className="soft small">
            {words.from}: {alert.finder.name}. {words.firstSeen}: <When at={alert.firstSeen} />
          </div>
        </div>
      )}
      {mayAnswer ? (
        <Answer alert={alert} />
      ) : alert.answer ? (
        <Answered alert={alert} onChange={undefined} />
      ) : null}
    </article>
  )
}

function Answer({ alert }: { alert: PartyAlert }) {
  const { language } = useSpeech()
  const words = PARTY_WORDS[language]
  const [changes, setChanges] = useState(false)
  const [chosen, setChosen] = useState<PartyAnswer>()
  const send = useAnswer(alert.id)
  const isTaken = send.isSuccess && !changes
  if (chosen)
    return (
      <Second
        alert={alert}
        answer={chosen}
        busy={send.isPending}
        error={send.error}
        onBack={() => {
          send.reset()
          setChosen(undefined)
        }}
        onSend={(said) =>
          send.mutate(
            { answer: chosen, ...said },
            {
              onSuccess: () => {
                setChosen(undefined)
                setChanges(false)
              },
            },
          )
        }
      />
    )
  if (alert.answer && !changes)
    return (
      <>
        {isTaken ? <Said takesFocus>{words.said}</Said> : null}
        <Answered alert={alert} onChange={() => setChanges(true)} />
      </>
    )
  return (
    <fieldset className="plain-set">
      <legend>{words.isYours}</legend>
      <div className="answers">
        {PARTY_ANSWERS.map((answer) => (
          <Button key={answer} variant="default" onClick={() => setChosen(answer)}>
            {words.answers[answer]}
          </Button>
        ))}
      </div>
    </fieldset>
  )
}

/** As far as the exchange says: its clock, which may not be this machine's, has decided whether others may know. */
function nowOf({ mayShare, othersFrom }: PartyAlert): number {
  return Date.parse(othersFrom ?? '') - (mayShare ? 0 : 1)
}

function Answered(props: { alert: PartyAlert; onChange: (() => void) | undefined }) {
  const { alert } = props
  const { language } = useSpeech()
  const words = PARTY_WORDS[language]
  const said = alert.answer!
  return (
    <div className="stack">
      <div>
        <strong>{words.answered}:</strong> {words.answers[said.answer]}, <When at={said.at} />.{' '}
        {said.answer === 'ours' ? null : `${words.mayKnow[said.mayKnow]}. `}
        {said.wantsHelp ? words.wantsHelp : null}
      </div>
      {said.words === undefined ? null : <p className="prose">{said.words}</p>}
      <div>{describeOthers(alert, language, nowOf(alert))}</div>
      {props.onChange ? (
        <div>
          <Button variant="default" size="xs" onClick={props.onChange}>
            {words.change}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

type More = { mayKnow: MayKnow; wantsHelp: boolean; words?: string; addName?: boolean }

function Second(props: {
  alert: PartyAlert
  answer: PartyAnswer
  busy: boolean
  error: unknown
  onBack: () => void
  onSend: (said: More) => void
}) {
  const { alert, answer, busy, onBack } = props
  const { language } = useSpeech()
  const words = PARTY_WORDS[language]
  const [wantsHelp, setWantsHelp] = useState(alert.answer?.wantsHelp ?? false)
  const [text, setText] = useState(alert.answer?.words ?? '')
  const [addName, setAddName] = useState(true)
  const isOurs = answer === 'ours'
  const set = useRef<HTMLFieldSetElement>(null)
  useEffect(() => set.current?.focus(), [])
  const send = (mayKnow: MayKnow) =>
    props.onSend({
      mayKnow,
      wantsHelp,
      ...(text.trim() === '' ? {} : { words: text.trim() }),
      ...(isOurs && addName ? { addName } : {}),
    })
  return (
    <fieldset className="plain-set stack" ref={set} tabIndex={-1}>
      <legend>
        {words.answers[answer]}. {isOurs ? '' : words.whoElse}
      </legend>
      <div className="soft small">{isOurs ? words.oursText : words.whoElseHint}</div>
      {isOurs ? <AddName isOn={addName} onTick={setAddName} /> : null}
      <Besides
        finder={alert.finder.name}
        wantsHelp={wantsHelp}
        text={text}
        onHelp={setWantsHelp}
        onText={setText}
      />
      <Fault error={props.error} />
      <div className="answers">
        <BusyButton busy={busy} onClick={() => send('nobody')}>
          {isOurs ? words.oursSend : describeNobody(alert, language, nowOf(alert))}
        </BusyButton>
        {isOurs ? null : (
          <BusyButton busy={busy} onClick={() => send('members')}>
            {words.members}
          </BusyButton>
        )}
        <Button variant="default" onClick={onBack}>
          {words.back}
        </Button>
      </div>
    </fieldset>
  )
}

/** What may be said besides: that help is wanted, and words. */
function Besides(props: {
  finder: string
  wantsHelp: boolean
  text: string
  onHelp: (isOn: boolean) => void
  onText: (text: string) => void
}) {
  const { language } = useSpeech()
  const words = PARTY_WORDS[language]
  return (
    <details>
      <summary>{words.say}</summary>
      <div className="stack">
        <Checkbox
          label={words.help}
          description={words.sayHint(props.finder)}
          checked={props.wantsHelp}
          onChange={(event) => props.onHelp(event.currentTarget.checked)}
        />
        <Textarea
          label={words.words}
          autosize
          minRows={2}
          maxLength={8000}
          value={props.text}
          onChange={(event) => props.onText(event.currentTarget.value)}
        />
      </div>
    </details>
  )
}

function AddName(props: { isOn: boolean; onTick: (isOn: boolean) => void }) {
  const { language } = useSpeech()
  return (
    <Checkbox
      label={PARTY_WORDS[language].addName}
      checked={props.isOn}
      onChange={(event) => props.onTick(event.currentTarget.checked)}
    />
  )
}
