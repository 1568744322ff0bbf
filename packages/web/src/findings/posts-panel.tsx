import { byPeculiarity, thingOf, type Evidence, type NetworkDocument } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { Empty, Tag } from '../ui/feedback.tsx'
import { When } from '../ui/marks.tsx'
import { Panel } from '../ui/page.tsx'
import { toSpan } from '../words/time.ts'
import { differenceOf } from './post-difference.ts'
import { countOf } from '../words/count-of.ts'

/** Shared things whose posts are shown; the others are in the table of evidence. */
const SHOWN = 5
/** Posts of one thing that stand there at once. */
const FEW = 9

/** The posts themselves, side by side: when each came after the first, and what differs from it. */
export function PostsPanel(props: {
  finding: NetworkDocument
  /** Whether a range of time was chosen, so that posts outside it are left out. */
  isNarrowed: boolean
}) {
  const { finding } = props
  const shown = byPeculiarity(finding.evidence.filter(({ rows }) => rows.length > 0)).slice(
    0,
    SHOWN,
  )
  return (
    <Panel
      title={props.isNarrowed ? 'The posts of the range side by side' : 'The posts side by side'}
      aside={`what few others used first; ${shown.length} of ${finding.evidenceTotal.toLocaleString('en')} shared things`}
    >
      {shown.length === 0 ? (
        <Empty
          title={
            props.isNarrowed
              ? 'The document holds no single post in this range'
              : 'This document holds no single posts'
          }
        />
      ) : (
        shown.map((one, at) => (
          <details key={`${one.object} ${one.first}`} open={at === 0} className="thing">
            <summary>
              <span className="thing-name">{thingOf(one, finding)}</span>{' '}
              <span className="soft small">
                {one.accounts} of {countOf(finding.membersTotal, 'account')},{' '}
                {countOf(one.posts, 'post')};{' '}
                {one.accountsOverall - one.accounts > 0
                  ? `${countOf(one.accountsOverall - one.accounts, 'other')} in the export`
                  : 'nobody else in the export'}
              </span>
            </summary>
            <Posts evidence={one} />
          </details>
        ))
      )}
    </Panel>
  )
}

function Posts({ evidence }: { evidence: Evidence }) {
  const rows = [...evidence.rows].sort((a, b) => a.at.localeCompare(b.at))
  const first = rows[0]!
  const [isWhole, setWhole] = useState(false)
  return (
    <>
      <ol className="side-by-side">
        {(isWhole ? rows : rows.slice(0, FEW)).map((row, at) => (
          <li key={`${row.account} ${row.at} ${row.content}`}>
            <div className="side-head">
              <Tag>{at === 0 ? 'first' : `+ ${describeAfter(first.at, row.at)}`}</Tag>
              <span className="mono">{row.account}</span>
              <span className="soft small">
                <When at={row.at} seconds />
              </span>
            </div>
            {row.excerpt === undefined ? (
              <div className="soft small">
                The document holds no words of it{row.content ? `; post ${row.content}` : ''}.
              </div>
            ) : (
              <p className="post">
                {at === 0 ? (
                  row.excerpt
                ) : (
                  <Compared first={first.excerpt ?? ''} other={row.excerpt} />
                )}
              </p>
            )}
          </li>
        ))}
      </ol>
      {rows.length > FEW && !isWhole ? (
        <Button variant="default" size="xs" onClick={() => setWhole(true)}>
          Show all {rows.length}
        </Button>
      ) : null}
      <p className="soft small">
        Shown here: {rows.length} of {countOf(evidence.rowsTotal, 'post')}, each at most its first
        160 characters. Beside the first post: underlined is what another has besides, struck
        through what it lacks.
      </p>
    </>
  )
}

function describeAfter(first: string, at: string): string {
  const seconds = Math.round((Date.parse(at) - Date.parse(first)) / 1000)
  return toSpan(Math.max(0, seconds))
}

function Compared(props: { first: string; other: string }) {
  const pieces = differenceOf(props.first, props.other)
  // Where nearly nothing is alike, marks would hide what was said.
  const same = pieces.reduce((sum, one) => sum + (one.kind === 'same' ? one.text.length : 0), 0)
  if (2 * same < props.other.length) return props.other
  return pieces.map((piece, at) => {
    const key = `${at} ${piece.kind}`
    if (piece.kind === 'same') return <span key={key}>{piece.text}</span>
    return piece.kind === 'added' ? (
      <ins key={key}>{piece.text}</ins>
    ) : (
      <del key={key}>{piece.text}</del>
    )
  })
}
