import type { NamedAsk } from '@tocsin/api'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Fragment, type ReactNode } from 'react'
import { PLATFORMS } from '../findings/platforms.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { Fault, Loaded, Note } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Facts, Panel } from '../ui/page.tsx'
import { useChange } from '../ui/use-change.ts'
import { AnswerPanel } from './answer-panel.tsx'
import { eraseIt, namedQuery } from './data.ts'
import { ProvePanel } from './prove-panel.tsx'
import type { NamedWords } from './words.ts'

type Props = { token: string; words: NamedWords }

/** One ask, for whoever has its secret. */
export function AskPanel({ token, words }: Props) {
  const query = useQuery(namedQuery(token))
  return (
    <Loaded query={query} what={words.page}>
      {(ask) => (
        <>
          <Panel title={words.page}>
            <div className="stack">
              <Facts rows={factsOf(ask, words)} />
              {ask.erased ? null : <Note>{words.keep}</Note>}
              <p className="row">
                {ask.erased ? null : <Erase token={token} words={words} />}
                <Link to="/named">{words.anew}</Link>
              </p>
            </div>
          </Panel>
          {ask.state === 'asked' ? <ProvePanel ask={ask} token={token} words={words} /> : null}
          {ask.answer ? <AnswerPanel answer={ask.answer} token={token} words={words} /> : null}
        </>
      )}
    </Loaded>
  )
}

function factsOf(ask: NamedAsk, words: NamedWords): [string, ReactNode][] {
  const { kind, value, platform, provenAt, provenHow, shownFrom } = ask
  const label = PLATFORMS.find((one) => one.value === platform)?.label ?? platform
  const rows: [string, ReactNode][] = [
    [words.state, ask.erased && ask.state !== 'lapsed' ? words.erased : words.states[ask.state]],
    [
      words.about,
      <Fragment key="about">
        {words.kinds[kind]}
        {value === undefined ? null : (
          <>
            : <span className="mono">{value}</span>
          </>
        )}
        {label === undefined ? null : ` (${label})`}
      </Fragment>,
    ],
    [words.askedAt, <When key="asked" at={ask.askedAt} />],
  ]
  if (provenAt && provenHow)
    rows.push([
      words.provenAt,
      <Fragment key="proven">
        <When at={provenAt} />, {words.proofs[provenHow]}
      </Fragment>,
    ])
  if (ask.reason !== undefined)
    rows.push([
      words.reason,
      <span key="reason" className="prose">
        {ask.reason}
      </span>,
    ])
  if (shownFrom && ask.state === 'proven')
    rows.push([
      words.shownFrom,
      <Fragment key="shown">
        <When at={shownFrom} />. {words.waits}
      </Fragment>,
    ])
  if (!ask.erased)
    rows.push([
      ask.state === 'asked' ? words.proveUntil : words.keptUntil,
      <When key="ends" at={ask.endsAt} />,
    ])
  return rows
}

function Erase({ token, words }: Props) {
  const client = useQueryClient()
  const erasing = useChange(['named', token], async () => {
    client.setQueryData(namedQuery(token).queryKey, await eraseIt(token))
  })
  return (
    <>
      <ConfirmButton
        label={words.erase}
        name={words.erase}
        title={words.eraseTitle}
        act={words.eraseAct}
        leave={words.leave}
        onAct={() => erasing.mutate(undefined)}
      >
        {words.eraseText}
      </ConfirmButton>
      <Fault error={erasing.error} />
    </>
  )
}
