import { LIKELIHOODS, type PublishedPart } from '@tocsin/api'
import type { ReactNode } from 'react'
import { Note } from '../ui/feedback.tsx'
import { Facts, Panel } from '../ui/page.tsx'
import { KIND_NAMES } from '../words/names.ts'
import { countWords } from './words.ts'

/** What one organisation published: figures, who it thinks is behind it and why, corrections. */
export function PublishedPartPanel({ part, k }: { part: PublishedPart; k: number }) {
  const { member, state } = part
  return (
    <Panel title={member.name} aside={KIND_NAMES[member.kind]}>
      {state === 'missing' ? (
        <Note tone="warn">
          <p>Its part was missing when its instant came.</p>
        </Note>
      ) : (
        <div className="stack">
          {part.corrections.map((text) => (
            <Note key={text} tone="warn">
              <p>
                Correction{part.correctedIn ? `, version ${part.correctedIn}` : ''}: {text}
              </p>
            </Note>
          ))}
          <Facts rows={figuresOf(part, k)} />
          {part.attribution.length === 0 ? (
            <p className="soft">It states nothing of who is behind it.</p>
          ) : null}
          {part.attribution.map((one) => (
            <article key={`${one.actor} ${one.basis}`}>
              <p>
                <strong>{one.actor}</strong>: {LIKELIHOODS[one.likelihood].words}, with{' '}
                {one.confidence} confidence, as it sees it.
              </p>
              <p className="soft">{one.basis}</p>
            </article>
          ))}
        </div>
      )}
    </Panel>
  )
}

function figuresOf(part: PublishedPart, k: number): [string, ReactNode][] {
  const { fewerThan } = part.underPseudonym
  return [
    ['Accounts named', part.named.toLocaleString('en')],
    [
      'Accounts under a pseudonym',
      fewerThan === undefined
        ? countWords(part.underPseudonym)
        : `fewer than ${k}, so not listed one by one`,
    ],
    ['Posts', part.posts.toLocaleString('en')],
    ['Indicators', part.indicators.toLocaleString('en')],
    ...part.reach.map((one): [string, ReactNode] => [
      one.what,
      `${countWords(one)}${periodOf(one)}`,
    ]),
    ...part.spend.map((one): [string, ReactNode] => [
      `Spent, ${one.currency}`,
      `${one.amount.toLocaleString('en')}${one.ads ? ` on ${countWords(one.ads)} ads` : ''}${periodOf(one)}`,
    ]),
    ...(part.digest
      ? [
          [
            'Commitment to what was handed in',
            <span key="digest" className="mono wrapped small">
              {part.digest}
            </span>,
          ] as [string, ReactNode],
        ]
      : []),
  ]
}

function periodOf({ from, until }: { from?: string; until?: string }): string {
  if (from !== undefined && until !== undefined) return `, ${from} to ${until}`
  if (from !== undefined) return `, from ${from}`
  return until === undefined ? '' : `, until ${until}`
}
