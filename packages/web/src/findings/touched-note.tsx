import type { NetworkDocument } from '@tocsin/api'
import { countOf } from '../words/count-of.ts'
import { toLocalTime } from '../words/time.ts'
import type { Touched } from './brush.ts'

/** What a range of time leaves, and what cannot be known of it. */
export function TouchedNote(props: { finding: NetworkDocument; touched: Touched }) {
  const { finding, touched } = props
  const posts = touched.evidence.reduce((sum, { rows }) => sum + rows.length, 0)
  return (
    <output className="small">
      In the range: {touched.members.size} of {countOf(finding.members.length, 'account')},{' '}
      {touched.edges.size} of {countOf(finding.edges.length, 'pair')}, {countOf(posts, 'post')} and{' '}
      {touched.evidence.length} of {countOf(finding.evidence.length, 'shared thing')} of this
      document; picture, posts and tables show these. A pair is known by its first and its last time
      in step: one that touches the range may have done nothing within it.
    </output>
  )
}

/** What a picture of the network says of itself. */
export function tellPicture(finding: NetworkDocument): string[] {
  const held = `${countOf(finding.members.length, 'account')} of ${finding.membersTotal.toLocaleString('en')}, ${countOf(finding.edges.length, 'pair')} of ${finding.edgesTotal.toLocaleString('en')}`
  return [
    finding.summary,
    `${held}, ${toLocalTime(finding.started)} to ${toLocalTime(finding.ended)}. Dots are larger the more accounts they acted with; the 25 of most are named. Colours are groups that hang together. ${finding.id}`,
  ]
}
