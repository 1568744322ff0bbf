/**
 * Weighing: what was found in a name, in bits against chance.
 *
 *   bits = background(form as written) + min(MOST_GAIN, background(rest) - beside(rest))
 *          - (log2 targets + technique + edits + glyphs + dashes)
 *
 * What stands beside a form may speak for it up to a bound: words of one trade keep company by themselves.
 */
import { THRESHOLD, type Technique } from './alert.ts'
import { backgroundBits } from './background.ts'
import { mostEdits } from './edit-index.ts'
import { measureEdits } from './edits.ts'
import type { Part } from './affixes.ts'
import type { Folded } from './fold.ts'
import { placeParts, type Form } from './forms.ts'
import { besideBits, saysOffice } from './likelihood.ts'
import type { HostName } from './name.ts'

/** Bits of which technique it is, in the order of how often each is met. */
const TECHNIQUE = { whole: 1, edit: 2, place: 2, joined: 2.5, keyword: 4 }
const DASH_INSIDE = 2.5
const GLYPH = 2.5
const AN_EDIT = 0.5
/** What stands beside a form may add this much and no more. */
export const MOST_GAIN = 8
/** A target's suffix before the true one, or a suffix of elections. */
const SUFFIX = 10
/** A place whose own name speaks of elections is imitated before one whose name does not, and with its state's code if it has one. */
const OWN_WORD = 1
/** What a whole name under another suffix is told by at least, above the threshold. */
const SURE = 8
const LEAST_LETTERS = 3
/** Bits of a name from which a page of it at a shared host is told for certain. */
const HOSTED = 14
const ELECTION_SUFFIX = /^(?:vote|voto|voting)$/
/** Labels that say nothing of whom a name belongs to. */
const EVERYDAY = new Set(
  'www mail ns1 ns2 ftp api cpanel webmail webdisk autodiscover cpcalendars cpcontacts'.split(' '),
)

export type Told = {
  readonly form: Form
  readonly technique: Technique
  readonly bits: number
  /** What it is told by: its bits, or more where it is told however common its word. */
  readonly rank: number
  /** The label as people see it. */
  readonly label: string
  /** Which label it stands in, and where there. */
  readonly k: number
  readonly part: Part
}

/** What is known of a form's target. */
export type TargetFacts = {
  /** The code of its state. */
  readonly state: string | null
  /** Whether its own name has a word of election offices. */
  readonly isOffice: boolean
}

export function isEveryday(host: HostName, k: number): boolean {
  return k < host.plain.length - 1 && EVERYDAY.has(host.plain[k]!)
}

export function hasElectionSuffix({ suffix }: HostName): boolean {
  return ELECTION_SUFFIX.test(suffix)
}

/** Weighs what is found in one name. */
export class Scale {
  private readonly known = new Map<string, number>()
  private readonly choice: number
  private readonly facts: readonly TargetFacts[]

  /** `choice` is log2 of the number of targets, in bits. */
  constructor(choice: number, facts: readonly TargetFacts[]) {
    this.choice = choice
    this.facts = facts
  }

  /** Before another name. */
  clear(): void {
    this.known.clear()
  }

  /** The form as it is, or to the eye, at `part` of label k; null where a place comes without a word of elections. */
  weighForm(host: HostName, k: number, form: Form, part: Part): Told | null {
    const label = host.plain[k]!
    const written = label.slice(part.start, part.end).replace(/-+$/, '')
    const letters = written.replaceAll('-', '')
    const beside = this.textBeside(host, k, form, part)
    if (form.kind === 'place' && !saysOffice(beside) && !hasElectionSuffix(host)) return null
    const isGlyph = letters !== form.text
    const isWhole = form.kind === 'label' && part.start === 0 && part.end === label.length
    const hasOwnDashes = written === form.written || isGlyph
    const dashes = hasOwnDashes ? 0 : written.length - letters.length
    const technique = isWhole ? 'whole' : form.kind === 'label' ? 'joined' : form.kind
    const cost = TECHNIQUE[technique] + dashes * DASH_INSIDE + (isGlyph ? GLYPH : 0)
    let bits = this.gain(host, k, form, part, letters, beside) - this.choice - cost
    if (form.kind === 'place') bits += this.likeness(form, beside)
    const isSure = isWhole && this.isSure(host, k, form)
    const rank = isSure ? Math.max(bits, THRESHOLD + SURE) : bits
    const name = nameOf(technique, host, k, { isGlyph, hasOwnDashes })
    return { form, technique: name, bits, rank, label: host.labels[k]!, k, part }
  }

  /** Null where it is too far from the form, or the form itself. */
  weighEdits(host: HostName, k: number, form: Form, part: Part, signs: Folded): Told | null {
    const edits = measureEdits(form.folded, signs, mostEdits(form.folded.size))
    if (edits === null || edits.count === 0) return null
    const label = host.plain[k]!
    const written = label.slice(part.start, part.end)
    const cost = this.choice + TECHNIQUE.edit + edits.bits + AN_EDIT * edits.count
    if (this.bitsOf(written) + MOST_GAIN < cost) return null
    if (this.isOtherState(form, written)) return null
    const beside = this.textBeside(host, k, form, part)
    const bits = this.gain(host, k, form, part, written, beside) - cost
    return { form, technique: edits.kinds[0]!, bits, rank: bits, label: host.labels[k]!, k, part }
  }

  /** A name with another state's code is another place's own, however few letters it is away. */
  private isOtherState(form: Form, written: string): boolean {
    const { state } = this.facts[form.target]!
    const other = state === null ? null : placeParts(written).state
    return other !== null && other !== state
  }

  /** Of places of one name, what tells whose name is rather imitated. */
  private likeness({ target }: Form, beside: string): number {
    const { state, isOffice } = this.facts[target]!
    const lacksState = state !== null && !beside.split('-').some((part) => part.endsWith(state))
    return (isOffice ? OWN_WORD : 0) - (lacksState ? OWN_WORD : 0)
  }

  private gain(
    host: HostName,
    k: number,
    form: Form,
    part: Part,
    written: string,
    beside: string,
  ): number {
    const own = this.bitsOf(written)
    let rest = this.bitsOf(host.plain[k]!) - own
    if (form.kind === 'place') for (const other of othersOf(host, k)) rest += this.bitsOf(other)
    if (hasElectionSuffix(host)) rest += SUFFIX
    const gain = Math.min(MOST_GAIN, rest - besideBits(beside, this.facts[form.target]!.state))
    const isBorne = bearsSuffix(host, k, form) || bearsSuffixInside(host.plain[k]!, form, part)
    return own + gain + (isBorne ? SUFFIX : 0)
  }

  /** What stands in the label before and behind the part; a place may be told by several labels. */
  private textBeside(host: HostName, k: number, form: Form, { start, end }: Part): string {
    const label = host.plain[k]!
    const others = form.kind === 'place' ? othersOf(host, k) : []
    return [label.slice(0, start), label.slice(end), ...others].join('-')
  }

  /** A whole name is told however common its word, but for a page at a shared host or deep inside. */
  private isSure(host: HostName, k: number, form: Form): boolean {
    if (form.folded.size < LEAST_LETTERS) return false
    if (k < host.plain.length - 1) return bearsSuffix(host, k, form)
    return !host.isHosted || this.bitsOf(form.text) >= HOSTED
  }

  /** Background bits, remembered while one name is weighed. */
  private bitsOf(text: string): number {
    let bits = this.known.get(text)
    if (bits === undefined) this.known.set(text, (bits = backgroundBits(text)))
    return bits
  }
}

function othersOf(host: HostName, k: number): string[] {
  return host.plain.filter((_, at) => at !== k && !isEveryday(host, at))
}

/** Whether the labels behind read as the suffix of the target: `votes.gov` of `votes.gov.login.example`. */
function bearsSuffix(host: HostName, k: number, { suffix }: Form): boolean {
  return suffix !== '' && `${host.plain.slice(k + 1).join('.')}.`.startsWith(`${suffix}.`)
}

/** The same with its dots left out, inside a label: `votesgov` or `votesgov-login` of `votes.gov`. */
function bearsSuffixInside(label: string, { suffix }: Form, { end }: Part): boolean {
  if (suffix === '' || end >= label.length) return false
  const joined = suffix.replaceAll('.', '')
  if (!label.startsWith(joined, end)) return false
  const after = end + joined.length
  return after === label.length || label[after] === '-'
}

function nameOf(
  technique: keyof typeof TECHNIQUE,
  host: HostName,
  k: number,
  { isGlyph, hasOwnDashes }: { isGlyph: boolean; hasOwnDashes: boolean },
): Technique {
  if (host.labels[k] !== host.plain[k]) return 'homograph'
  if (technique === 'place') return 'rearranged-place'
  if (technique === 'keyword') return 'keyword'
  if (isGlyph) return 'homoglyph'
  if (technique !== 'whole') return 'joined-words'
  if (!hasOwnDashes) return 'hyphenation'
  if (k < host.plain.length - 1) return 'sub-domain'
  return host.isHosted ? 'shared-hosting' : 'suffix-swap'
}
