/**
 * Watch: names that imitate a target. Each name is looked up once, whatever the number of targets: no
 * permutation of a target is ever made.
 *
 * One pass of each label finds what stands in it (occurrences.ts) and what it is at most two edits from
 * (edit-index.ts); what was found is weighed in bits against an ordinary name (weigh.ts), and the best is told
 * if it reaches the threshold.
 *
 * Limits: the background knows English words and those usual in domain names; a word of another language near a
 * target counts as surprising. Cost: linear in the label, and its length squared for edits.
 */
import { AFFIX_FOLDS, AFFIXES, partsOf, type Part } from './affixes.ts'
import { THRESHOLD, toScore, WORDS, type Alert } from './alert.ts'
import { backgroundBits } from './background.ts'
import { EditIndex, mostEdits } from './edit-index.ts'
import { emptyFold, fold } from './fold.ts'
import { stateOf, toForms, type Form } from './forms.ts'
import { isUnder, parseName, type HostName } from './name.ts'
import { Occurrences } from './occurrences.ts'
import { ownNames, type Target } from './targets.ts'
import { hasElectionSuffix, isEveryday, MOST_GAIN, Scale, type Told } from './weigh.ts'
import { ELECTION_WORDS } from './words.ts'

/** Suffixes that are given to governments and schools alone. */
const OFFICIAL = /(?:^|\.)(?:gov|mil|edu|int|gov\.[a-z]{2}|mil\.[a-z]{2}|(?:fed|nsn|dni)\.us)$/
/** The localities of .us (RFC 1480): `co.` and a county, `ci.` and a city, `state.`, below the code of a state. */
const LOCALITY =
  /(?:^|\.)(?:(?:co|ci|town|twp|vil|county|city|parish)\.[a-z0-9-]+|state|dst|cog|k12|lib|cc|tec|mus)\.[a-z]{2}\.us$/
const LEAST_LETTERS = 3
/** Bits that letters to be mistaken for others may add to a form. */
const GLYPH_GAIN = 3
/** Bits by which another target may be behind the best and is still named. */
const NEARLY = 3
const MOST_ALSO = 5
const OFFICE = new Set(ELECTION_WORDS)

export class Watch {
  readonly targets: readonly Target[]
  /** What was looked at so far: names; of them those that are a target's own or a government's; lines that are no name. */
  readonly counts = { names: 0, own: 0, official: 0, unreadable: 0, alerts: 0 }
  private readonly own: ReadonlySet<string>
  private readonly forms: readonly Form[]
  private readonly formBits: Float32Array
  private readonly occurrences: Occurrences
  private readonly edits: EditIndex
  private readonly editForms: readonly number[]
  private readonly choice: number
  private readonly scale: Scale
  private readonly whole = emptyFold()
  private readonly inside = emptyFold()
  private readonly part = emptyFold()
  private readonly told: Told[] = []

  /** Builds the index; the first one reads the background's words. */
  constructor(targets: readonly Target[]) {
    this.targets = targets
    this.own = ownNames(targets)
    this.forms = targets.flatMap(toForms)
    this.formBits = Float32Array.from(this.forms, ({ text }) => backgroundBits(text))
    this.choice = Math.log2(targets.length)
    this.scale = new Scale(
      this.choice,
      targets.map((target) => ({
        state: stateOf(target),
        isOffice: ELECTION_WORDS.some((word) => target.name.includes(word)),
      })),
    )
    this.occurrences = new Occurrences([...this.forms.map((form) => form.inside), ...AFFIX_FOLDS])
    this.editForms = [...this.forms.keys()].filter((k) => {
      const { kind, folded } = this.forms[k]!
      return kind === 'label' && mostEdits(folded.size) > 0
    })
    this.edits = new EditIndex(this.editForms.map((k) => this.forms[k]!.folded))
  }

  /**
   * Looks one line up: an alert that is told by at least `least` bits, or null where it is ordinary, own, a government's, or no
   * name (`counts` tells how many of each).
   */
  look(line: string, least = THRESHOLD): Alert | null {
    const host = this.weighAll(line, least)
    return host === null ? null : this.best(host, least)
  }

  /**
   * The same, and beside the best whatever stands in another part of the name and is told by itself: one name may imitate two
   * (`hudsonorg-my-sharepoint`). Best first, each target once.
   */
  lookAll(line: string, least = THRESHOLD): Alert[] {
    const host = this.weighAll(line, least)
    const best = host === null ? null : this.best(host, least)
    if (host === null || best === null) return []
    const [first, ...others] = this.told
    const kept = [first!]
    for (const one of others) {
      const isApart = kept.every(
        (told) => areApart(told, one) && told.form.target !== one.form.target,
      )
      if (one.rank >= least && isApart) kept.push(one)
    }
    return [best, ...kept.slice(1).map((one) => this.toAlert(host, one, []))]
  }

  /** Finds and weighs all that the name may imitate; null where there is nothing to say. */
  private weighAll(line: string, least: number): HostName | null {
    const host = parseName(line)
    if (host === null) {
      this.counts.unreadable++
      return null
    }
    this.counts.names++
    if (isUnder(host, this.own)) {
      this.counts.own++
      return null
    }
    if (isOfficial(host)) {
      this.counts.official++
      return null
    }
    this.told.length = 0
    this.scale.clear()
    for (let k = host.plain.length - 1; k >= 0; k--) this.lookAt(host, k, least)
    return this.told.length === 0 ? null : host
  }

  private lookAt(host: HostName, k: number, least: number): void {
    const label = host.plain[k]!
    if (label.length < LEAST_LETTERS || isEveryday(host, k)) return
    const signs = fold(label, this.inside, true)
    if (signs.size < LEAST_LETTERS) return
    const affixes: Part[] = []
    const hits: [number, number][] = []
    let isOffice = hasElectionSuffix(host) || host.plain.some((other) => OFFICE.has(other))
    // Without such a word or a digit beside it, nothing can speak for a form but itself.
    let gain = isOffice || /\d/.test(label) ? MOST_GAIN : 0
    this.occurrences.each(signs, (pattern, end) => {
      const affix = pattern - this.forms.length
      if (affix < 0) {
        hits.push([pattern, end])
        return
      }
      gain = MOST_GAIN
      isOffice ||= OFFICE.has(AFFIXES[affix]!)
      const { size } = AFFIX_FOLDS[affix]!
      if (size < signs.size) affixes.push({ start: end - size, end })
    })
    const reach = least + this.choice - gain - GLYPH_GAIN
    for (const [pattern, end] of hits) this.lookAtForm(host, k, pattern, end, { isOffice, reach })
    this.lookForEdits(host, k, partsOf(label, signs, affixes))
  }

  private lookAtForm(
    host: HostName,
    k: number,
    pattern: number,
    end: number,
    { isOffice, reach }: { isOffice: boolean; reach: number },
  ): void {
    const form = this.forms[pattern]!
    if (form.kind === 'place' && !isOffice) return
    const { from, size } = this.inside
    const start = end - form.inside.size
    const isWhole = start === 0 && end === size
    if (!isWhole && form.folded.size < LEAST_LETTERS) return
    if (!isWhole && this.formBits[pattern]! < reach && k === host.plain.length - 1) return
    const part = { start: from[start]!, end: end === size ? host.plain[k]!.length : from[end]! }
    const told = this.scale.weighForm(host, k, form, part)
    if (told !== null) this.told.push(told)
  }

  private lookForEdits(host: HostName, k: number, parts: readonly Part[]): void {
    const label = host.plain[k]!
    fold(label, this.whole)
    for (const part of parts) {
      const isWhole = part.start === 0 && part.end === label.length
      const signs = isWhole ? this.whole : fold(label.slice(part.start, part.end), this.part)
      for (const at of this.edits.near(signs)) {
        const form = this.forms[this.editForms[at]!]!
        const told = this.scale.weighEdits(host, k, form, part, signs)
        if (told !== null) this.told.push(told)
      }
    }
  }

  private best(host: HostName, least: number): Alert | null {
    const ranked = this.told.sort(byRank)
    const { form, rank } = ranked[0]!
    if (rank < least) return null
    this.counts.alerts++
    const near = ranked.filter((one) => one.rank > rank - NEARLY).map((one) => one.form.target)
    const also = [...new Set(near)].filter((target) => target !== form.target)
    return this.toAlert(host, ranked[0]!, also.slice(0, MOST_ALSO))
  }

  private toAlert({ name }: HostName, told: Told, also: readonly number[]): Alert {
    const { form, technique, bits, rank, label } = told
    return {
      name,
      target: this.targets[form.target]!.name,
      technique,
      score: toScore(rank),
      bits: Math.round(bits * 10) / 10,
      evidence: `"${label}" is ${WORDS[technique]} "${form.text}"`,
      also: also.map((target) => this.targets[target]!.name),
    }
  }
}

function areApart(a: Told, b: Told): boolean {
  return a.k !== b.k || a.part.end <= b.part.start || b.part.end <= a.part.start
}

function isOfficial({ name, suffix }: HostName): boolean {
  return OFFICIAL.test(suffix) || (suffix.endsWith('us') && LOCALITY.test(name))
}

function byRank(a: Told, b: Told): number {
  return b.rank - a.rank || b.form.text.length - a.form.text.length || a.form.target - b.form.target
}
