/** A finding: one name that imitates one target. It says what the name looks like, never who registered it or what for. */
import { createHash } from 'node:crypto'
import type { FindingHead } from '../finding-head.ts'
import { THRESHOLD, WORDS, type Alert, type Technique } from './alert.ts'
import type { Target } from './targets.ts'

type LookalikeEvidence = {
  readonly technique: Technique
  /** One plain sentence. */
  readonly detail: string
}

/** Innocent explanations that were tried of a name. */
type LookalikeExplanation = 'own name' | 'government name' | 'chance'

export type LookalikeFinding = FindingHead<'lookalike', LookalikeEvidence, LookalikeExplanation> & {
  /** As it is written in the DNS. */
  readonly name: string
  /** The target's own name, as its list has it. */
  readonly target: string
  readonly technique: Technique
  /** 0 to 100, 50 at the threshold: it orders findings. */
  readonly score: number
  /** How much better imitation tells the name than chance does, in bits. */
  readonly bits: number
  /** Other targets that tell it nearly as well. */
  readonly also: readonly string[]
}

const CAVEATS = [
  'Only the name was looked at: who registered it, when, for what, and whether anything stands there is not known from this.',
  'The measure of chance knows English words and words usual in domain names; a word of another language counts as surprising.',
]

/** An alert as a finding, of the moment at which its name was seen (ISO 8601 UTC). */
export function toLookalikeFinding(alert: Alert, target: Target, seen: string): LookalikeFinding {
  const { name, technique, score, bits, evidence, also } = alert
  return {
    version: 1,
    kind: 'lookalike',
    id: lookalikeId(name, target.name),
    summary: `${name} looks like ${target.name}: ${evidence}`,
    q: null,
    confidence: null,
    evidence: [{ technique, detail: evidence }],
    evidenceTotal: 1,
    counterEvidence: [ownName(target), NOT_OFFICIAL, chance(bits, technique)],
    started: seen,
    ended: seen,
    caveats: CAVEATS,
    name,
    target: target.name,
    technique,
    score,
    bits,
    also,
  }
}

/** The id of the finding that a name imitates a target: the same whenever and wherever it is seen. */
function lookalikeId(name: string, target: string): string {
  const digest = createHash('sha256').update(`lookalike\n${name}\n${target}`).digest('hex')
  return `finding-${digest.slice(0, 32)}`
}

function ownName({ domains }: Target) {
  const shown = domains.slice(0, 5).map(({ name }) => name)
  const more = domains.length > shown.length ? ` and ${domains.length - shown.length} more` : ''
  return {
    explanation: 'own name' as const,
    holds: false,
    detail: `It is neither one of the names that the target states as its own nor below one: ${shown.join(', ')}${more}.`,
  }
}

const NOT_OFFICIAL = {
  explanation: 'government name' as const,
  holds: false,
  detail: 'It is not below a suffix that is given to governments and schools alone.',
}

/** A whole name under another suffix is told however common its word is; then chance may tell it as well. */
function chance(bits: number, technique: Technique) {
  const often = Math.round(2 ** Math.max(0, bits))
  const holds = bits < THRESHOLD
  const rarity =
    often >= 2
      ? `If the measure is right, an ordinary name looks so much like one of the targets about once in ${often.toLocaleString('en')}.`
      : 'Ordinary names look so much like one of the targets all the time.'
  const why = holds ? ` It is told because of what it is: ${WORDS[technique]} a target's.` : ''
  return { explanation: 'chance' as const, holds, detail: `${rarity}${why}` }
}
