import {
  PURPOSE_NAMES,
  type CharterTerms,
  type CharterVersion,
  type MemberKind,
  type MemberRef,
} from '@tocsin/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { electionsQuery } from '../elections/data.ts'
import { membersQuery } from '../members/data.ts'
import { Tag } from '../ui/feedback.tsx'
import { TlpMark, When } from '../ui/marks.tsx'
import { Facts } from '../ui/page.tsx'
import { KIND_NAMES, KINDS } from '../words/names.ts'
import { countOf } from '../words/count-of.ts'

/** What a charter says, in words. */
export function CharterFacts(props: {
  terms: CharterTerms
  byText: boolean
  /** Those that are named, as far as the reader is told of them. */
  keyHolders: readonly MemberRef[]
}) {
  const { terms, byText } = props
  const { from, retentionDays, markings } = terms
  return (
    <div className="stack">
      <p className="prose">{terms.charter}</p>
      <Facts
        rows={[
          ['Purposes', terms.purposes.map((purpose) => PURPOSE_NAMES[purpose]).join(', ')],
          ['Legal basis', terms.legalBasis],
          ...(from
            ? ([['Holds from', <When key="from" at={from} />]] satisfies [string, ReactNode][])
            : []),
          ['Ends', <End key="end" terms={terms} />],
          ['May release', toKinds(terms.senders)],
          ['May receive', toKinds(terms.receivers)],
          ['Strictest marking', <TlpMark key="tlp" tlp={terms.maxTlp} />],
          [
            'A release ends',
            retentionDays === undefined
              ? 'when its sender says'
              : `within ${countOf(retentionDays, 'day')}`,
          ],
          [
            'Key holders',
            terms.keyHolders ? (
              <KeyHolders key="holders" ids={terms.keyHolders} known={props.keyHolders} />
            ) : (
              'none'
            ),
          ],
          ...(markings && markings.length > 0
            ? ([['Other markings', markings.join(', ')]] satisfies [string, ReactNode][])
            : []),
        ]}
      />
      {byText ? (
        <p className="small">
          Its text says more than these fields, and the text is what counts: it stands with the
          version.
        </p>
      ) : null}
    </div>
  )
}

/** Two of them together open what a member decided, for a court or an inspector. */
function KeyHolders({ ids, known }: { ids: readonly string[]; known: readonly MemberRef[] }) {
  const members = useQuery(membersQuery)
  const all = [...known, ...(members.data?.items ?? [])]
  const names = ids.map(
    (id) => all.find((one) => one.id === id)?.name ?? 'a campaign that you are not told of',
  )
  return (
    <>
      {names.join(', ')}; <Link to="/openings">what they are asked to open</Link>
    </>
  )
}

function End({ terms }: { terms: CharterTerms }) {
  const { until, endsWith } = terms
  const elections = useQuery({ ...electionsQuery, enabled: endsWith !== undefined })
  if (!endsWith) return <When at={until} />
  const name = elections.data?.items.find(({ id }) => id === endsWith.election)?.name
  return (
    <>
      {countOf(endsWith.days, 'day')} after {name ?? 'its election'}
    </>
  )
}

function toKinds(kinds: readonly MemberKind[]): string {
  if (kinds.length === KINDS.length) return 'members of every kind'
  return `only the kinds: ${kinds.map((kind) => KIND_NAMES[kind]).join(', ')}`
}

export const CHARTER_STATE_NAMES: Record<CharterVersion['state'], string> = {
  proposed: 'waits for a second person',
  adopted: 'adopted',
  refused: 'refused',
  withdrawn: 'withdrawn',
  replaced: 'replaced by another proposal',
}

/** `inForce` is the number of the version in force, which may have ended: what was adopted after it is to come. */
export function CharterState(props: { version: CharterVersion; inForce: number; ended: boolean }) {
  const { number, state } = props.version
  if (state === 'proposed') return <Tag tone="new">{CHARTER_STATE_NAMES.proposed}</Tag>
  if (state !== 'adopted') return <Tag>{CHARTER_STATE_NAMES[state]}</Tag>
  if (number === props.inForce)
    return props.ended ? <Tag tone="bad">ended</Tag> : <Tag tone="good">in force</Tag>
  return <Tag>{number > props.inForce ? 'adopted, to come' : 'was in force'}</Tag>
}

/** Who did it: the organisation, and the person where one may know them. */
export function byName(by: CharterVersion['proposedBy']): string {
  if (!by) return '–'
  return by.person ? `${by.person}, ${by.member.name}` : by.member.name
}
