/** Forms: the strings by which a target is known and would be imitated. */
import { backgroundBits } from './background.ts'
import { folded, type Folded } from './fold.ts'
import type { Target } from './targets.ts'
import { ELECTION_WORDS, PLACE_WORDS, STATES } from './words.ts'

export type Form = {
  /** Place of its target in the list. */
  readonly target: number
  /** `label` is a whole name of its own, `place` the part of one that tells it from others, `keyword` a word it chose. */
  readonly kind: 'label' | 'place' | 'keyword'
  /** In plain letters, without dashes. */
  readonly text: string
  /** With the dashes that the target itself writes. */
  readonly written: string
  readonly folded: Folded
  /** Folded so that it is found inside others. */
  readonly inside: Folded
  /** The suffix it has its own place under; empty for a word. */
  readonly suffix: string
}

/** What a name tells of its place: `pinellas` and `fl` of `votepinellasfl`. */
export type PlaceParts = {
  readonly place: string | null
  readonly state: string | null
}

const SHORTEST_PLACE = 4
/** Bits by which a name must be more surprising with a state's code at its end than without to be read so. */
const CODE_BITS = 6
/** Longest first. */
const OFFICE_WORDS = [...new Set([...ELECTION_WORDS, ...PLACE_WORDS])].sort(
  (a, b) => b.length - a.length,
)

/** All forms of a target; `place` numbers it. */
export function toForms(target: Target, place: number): Form[] {
  const forms: Form[] = []
  const seen = new Set<string>()
  const add = (kind: Form['kind'], written: string, suffix = ''): void => {
    const text = written.replaceAll('-', '')
    if (text === '' || seen.has(`${kind} ${text} ${suffix}`)) return
    seen.add(`${kind} ${text} ${suffix}`)
    forms.push({
      target: place,
      kind,
      text,
      written,
      folded: folded(text),
      inside: folded(text, true),
      suffix,
    })
  }
  for (const { plain, suffix } of target.domains) {
    const label = ownLabel(plain)
    add('label', label, suffix)
    const { place: own } = placeParts(label)
    if (own !== null) add('place', own)
  }
  for (const word of target.words) {
    add('label', word)
    const { place: own } = placeParts(word)
    if (own !== null) add('place', own)
  }
  for (const word of target.keywords) add('keyword', word)
  return forms
}

/** The label that a domain is known by: the longest of its own. */
function ownLabel(plain: readonly string[]): string {
  return plain.reduce((longest, label) => (label.length >= longest.length ? label : longest))
}

/** The state a target says it is of, by the names and codes at its ends. */
export function stateOf(target: Target): string | null {
  for (const { plain } of target.domains) {
    const { state } = placeParts(ownLabel(plain))
    if (state !== null) return state
  }
  return null
}

/** Takes the words of election offices, and the code or name of a state, off both ends of a label that has such words. */
export function placeParts(label: string): PlaceParts {
  let text = label.replaceAll('-', '')
  let state: string | null = null
  let spelled: string | null = null
  let isOffice = false
  for (let changed = true; changed;) {
    changed = false
    const ending: Ending | null = state === null ? stateAt(text, isOffice) : null
    if (ending !== null) {
      state = ending.code
      spelled = text.length - ending.rest.length > 2 ? STATES[state]! : null
      text = ending.rest
      changed = true
    }
    const affix = OFFICE_WORDS.find(
      (word) =>
        word.length > 2 &&
        word.length < text.length &&
        (text.startsWith(word) || text.endsWith(word)),
    )
    if (affix === undefined) continue
    isOffice = true
    text = text.startsWith(affix) ? text.slice(affix.length) : text.slice(0, -affix.length)
    changed = true
  }
  if (spelled !== null && OFFICE_WORDS.includes(text)) return { place: spelled, state }
  return { place: isOffice && text.length >= SHORTEST_PLACE ? text : null, state }
}

type Ending = {
  readonly code: string
  readonly rest: string
}

function stateAt(text: string, isOffice: boolean): Ending | null {
  for (const [code, name] of Object.entries(STATES)) {
    if (text.endsWith(name) && text.length > name.length + 3)
      return { code, rest: text.slice(0, -name.length) }
    const rest = text.slice(0, -2)
    if (!text.endsWith(code) || rest.length < SHORTEST_PLACE) continue
    const isAfterWord = OFFICE_WORDS.some((word) => word.length > 2 && rest.endsWith(word))
    if (isAfterWord || (isOffice && backgroundBits(text) - backgroundBits(rest) > CODE_BITS))
      return { code, rest }
  }
  return null
}
