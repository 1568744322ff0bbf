/** Where findings stand in the list of their member: certainty first, then certainty times weight. Pure. */
import type { NetworkDocument, Standing } from '@tocsin/api'
import { foldNetworks } from './fold.ts'
import { createHash } from 'node:crypto'
import { headlineOf } from './headline.ts'

/** What a finding counts for where nobody knows how sure it is. */
const UNKNOWN = 0.25
const MOST = 1e300
/** From this rate of false finds on, chance alone would do. */
const CHANCE_Q = 0.05

export type Place = {
  headline: string
  standing: Standing
  confidence: number | null
  /** How sure, times how closely how many did how much together. */
  weight: number
  /** The finding that leads; itself where it leads. */
  leader: string
  account_keys: string[]
}

const STANDING: Record<string, Standing> = {
  stands: 'stands',
  explained: 'explained',
  chance: 'chance',
  untested: 'unclear',
}

/** How a finding stands. One of before, which says no verdict, is never called sure. */
export function standingOf({ verdict, confidence, q }: NetworkDocument): Standing {
  if (verdict !== undefined) return STANDING[verdict] ?? 'unclear'
  return confidence === 0 || (q !== null && q >= CHANCE_Q) ? 'chance' : 'unclear'
}

function weightOf(finding: NetworkDocument): number {
  const { confidence, score, membersTotal, things = finding.evidenceTotal } = finding
  const weight = (confidence ?? UNKNOWN) * score * membersTotal * Math.log1p(things)
  // A file that was brought may say any number.
  return Math.max(-MOST, Math.min(MOST, weight))
}

export type Found = { id: string; run: string; document: NetworkDocument }

/** The place of each by its id. `run` says which were found together: only these can be of one network. */
export function weighFindings(found: readonly Found[]): Map<string, Place> {
  const foldable = found.map(({ id, run, document }) => ({
    id,
    run,
    standing: standingOf(document),
    confidence: document.confidence ?? null,
    score: document.score,
    trace: document.trace,
    members: document.members.map(({ account }) => account),
  }))
  const folded = foldNetworks(foldable)
  return new Map(
    found.map(({ id, document }) => [
      id,
      {
        headline: headlineOf(document),
        standing: standingOf(document),
        confidence: document.confidence ?? null,
        weight: weightOf(document),
        leader: folded.get(id) ?? id,
        account_keys: accountKeysOf(document),
      },
    ]),
  )
}

/** The accounts of a document, each once, as whole numbers that fit a `bigint`, in text. */
function accountKeysOf({ members }: NetworkDocument): string[] {
  const keys = members.map(({ account }) =>
    createHash('sha256').update(account).digest().readBigInt64BE(0).toString(),
  )
  return [...new Set(keys)]
}
