/**
 * The three parts of a statement, as whoever wrote a text or a mail set them off by headings in English, Spanish and French. It
 * only proposes: what stands under no heading that is known stays with the facts. Pure.
 */
import type { Confidence, Likelihood, OpenAttribution, PartKind } from '@tocsin/api'
import { beginningOf } from '../texts/beginning.ts'

const NAMES: Record<PartKind, string> = {
  facts: 'facts?|the facts|what was seen|hechos|los hechos|faits|les faits',
  attribution: "attribution|atribuci[oó]n|la atribuci[oó]n|l[’']attribution",
  advice: 'advice|recommendations?|consejos?|recomendaci[oó]n(?:es)?|conseils?|recommandations?',
}
const LEVEL = String.raw`#{1,6}\s*|\d{1,2}[.)]\s+`
const STRONG = String.raw`\*{0,2}_{0,2}`

/** A heading stands at the beginning of a line, behind a mark of a heading or before a colon; words may follow it. */
const KNOWN = (Object.keys(NAMES) as PartKind[]).map((part) => {
  const name = NAMES[part]
  const colon = String.raw`(?:${LEVEL})?${STRONG}(?:${name})${STRONG}\s{0,2}[:：]${STRONG}\s*(.*)`
  const alone = String.raw`(?:#{1,6}\s*(?:${name})\s*#{0,6}|\*\*(?:${name})\*\*|__(?:${name})__)`
  return { part, form: new RegExp(`^(?:${colon}|${alone})$`, 'iu') }
})
/** A heading that is no part's: of Markdown, or up to three words alone on a line before a colon. */
const OTHER =
  /^(?:#{1,6}\s+(\S.{0,100})|([\p{L}\p{N}’'-]{1,30}(?: [\p{L}\p{N}’'-]{1,30}){0,2})\s?:)$/u
/** What mail programs set before a signature. */
const SIGNATURE = /^-- ?$/

const FIELDS = {
  actor: /^(?:actor|actor responsable|acteur)\s?:\s*(.*)$/iu,
  likelihood: /^(?:likelihood|probabilidad|probabilit[eé])\s?:\s*(.*)$/iu,
  confidence: /^(?:confidence|confianza|confiance)\s?:\s*(.*)$/iu,
} as const

const LIKELY: Readonly<Record<string, Likelihood>> = {
  'almost no chance': 'almost-no-chance',
  'very unlikely': 'very-unlikely',
  unlikely: 'unlikely',
  'roughly even chance': 'roughly-even-chance',
  likely: 'likely',
  'very likely': 'very-likely',
  'almost certain': 'almost-certain',
}
const SURE: Readonly<Record<string, Confidence>> = {
  low: 'low',
  moderate: 'moderate',
  high: 'high',
  baja: 'low',
  moderada: 'moderate',
  alta: 'high',
  faible: 'low',
  modérée: 'moderate',
  moderee: 'moderate',
  élevée: 'high',
  elevee: 'high',
}

/** Characters of a name of one line. */
const MOST_ACTOR = 300

export type Placed =
  | { part: PartKind; words: string; isHeading: boolean }
  /** A heading of something else: it ends a part, and with what stands under it belongs to the facts. */
  | { part: 'facts'; words: string; isHeading: false; ended: PartKind }

/** Where each line of an input belongs, given them one by one. */
export function openParts() {
  let now: PartKind = 'facts'
  return (line: string): Placed => {
    const said = line.trim()
    for (const { part, form } of KNOWN) {
      const found = form.exec(said)
      if (!found) continue
      now = part
      return { part, words: (found[1] ?? '').trim(), isHeading: true }
    }
    const isOther = SIGNATURE.test(line) || (OTHER.test(said) && !isField(said))
    if (now === 'facts' || !isOther) return { part: now, words: line.trimEnd(), isHeading: false }
    const ended = now
    now = 'facts'
    return { part: 'facts', words: line.trimEnd(), isHeading: false, ended }
  }
}

function isField(said: string): boolean {
  return Object.values(FIELDS).some((form) => form.test(said))
}

/**
 * An attribution out of the lines under its heading: lines that say `Actor:`, `Likelihood:` or `Confidence:` fill those places
 * where they hold one of the picked words, and all others are its basis. Tells what was not understood.
 */
export function toAttribution(lines: readonly string[]): {
  claim: OpenAttribution
  remarks: string[]
} {
  const claim: OpenAttribution = { actor: '', basis: '' }
  const basis: string[] = []
  const remarks: string[] = []
  for (const line of lines) {
    const field = fill(claim, line.trim())
    if (field === 'filled') continue
    if (field !== undefined)
      remarks.push(
        `“${beginningOf(line.trim(), 80)}” says the ${field} in none of the words that can be picked, or a second time: it stands with the basis; pick it.`,
      )
    basis.push(line)
  }
  claim.basis = basis.join('\n').trim()
  return { claim, remarks }
}

/** Fills the place that a line names; the name of that place where it holds nothing that fits, nothing where it names none. */
function fill(claim: OpenAttribution, line: string): string | undefined {
  for (const [name, form] of Object.entries(FIELDS) as [keyof typeof FIELDS, RegExp][]) {
    const said = form.exec(line)?.[1]?.trim().replace(/[.;]$/, '')
    if (said === undefined) continue
    const word = said.toLowerCase()
    if (name === 'actor' && claim.actor === '' && said !== '' && said.length <= MOST_ACTOR)
      claim.actor = said
    else if (name === 'likelihood' && !claim.likelihood && Object.hasOwn(LIKELY, word))
      claim.likelihood = LIKELY[word]!
    else if (name === 'confidence' && !claim.confidence && Object.hasOwn(SURE, word))
      claim.confidence = SURE[word]!
    else return name
    return 'filled'
  }
  return undefined
}
