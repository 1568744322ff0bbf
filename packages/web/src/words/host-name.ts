/** Names of the DNS as people see them, with what in them is not what it looks like. */
import type { Language } from './language.ts'
import { toSeen } from './seen.ts'

/** A letter that stands in no plain name, with its code point and the ISO 15924 code of its script. */
export type OddLetter = { letter: string; code: string; script: string | undefined }

/** A run of letters: odd ones are not what they look like, others may differ from the name beside it. */
type Piece = { text: string; is: 'plain' | 'odd' | 'different' }

/** A name as people see it, in pieces, and as machines write it where the two differ. */
export type Spelled = {
  pieces: readonly Piece[]
  encoded: string | undefined
  odd: readonly OddLetter[]
}

/**
 * Taken apart for a screen: dots do not work as dots, and marks that are not seen are written out. `beside` is the name that
 * it is held against; where most of that stands in it, what does not is told apart.
 */
export function spell(name: string, beside?: string): Spelled {
  const seen = seenOf(name)
  const letters = [...seen]
  const shared = beside === undefined ? undefined : sharedWith(letters, [...seenOf(beside)])
  const marks = letters.map((letter, at): Piece['is'] =>
    isOdd(letter) ? 'odd' : shared && !shared.has(at) ? 'different' : 'plain',
  )
  const encoded = encodedOf(name)
  return {
    pieces: runsOf(letters, marks),
    encoded: encoded === seen ? undefined : encoded,
    odd: [...new Set(letters)].filter(isOdd).map((letter) => ({
      letter: toSeen(letter),
      code: `U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`,
      script: scriptOf(letter),
    })),
  }
}

/** The letters of a name as people see them, in one text. */
export function textOf(name: string): string {
  return spell(name)
    .pieces.map(({ text }) => text)
    .join('')
}

function seenOf(name: string): string {
  return name.split('.').map(decoded).join('.')
}

function runsOf(letters: readonly string[], marks: readonly Piece['is'][]): Piece[] {
  const runs: Piece[] = []
  for (const [at, letter] of letters.entries()) {
    const last = runs.at(-1)
    if (last && last.is === marks[at]) last.text += letter
    else runs.push({ text: letter, is: marks[at]! })
  }
  return runs.map(({ text, is }) => ({ text: defanged(toSeen(text)), is }))
}

/** Of so much of the other name at least are differences told; else the two have only some letters in common. */
const MOSTLY = 0.6
const LONGEST = 300

/** Places of letters that stand in the other name too, in its order: their longest common sequence. */
function sharedWith(
  letters: readonly string[],
  others: readonly string[],
): ReadonlySet<number> | undefined {
  if (letters.length > LONGEST || others.length > LONGEST) return undefined
  const wide = others.length + 1
  const longest = new Uint16Array((letters.length + 1) * wide)
  const of = (i: number, j: number) => longest[i * wide + j]!
  for (let i = letters.length - 1; i >= 0; i--)
    for (let j = others.length - 1; j >= 0; j--)
      longest[i * wide + j] =
        letters[i] === others[j] ? of(i + 1, j + 1) + 1 : Math.max(of(i + 1, j), of(i, j + 1))
  if (of(0, 0) < MOSTLY * others.length) return undefined
  const shared = new Set<number>()
  for (let i = 0, j = 0; i < letters.length && j < others.length;) {
    if (letters[i] === others[j] && of(i, j) === of(i + 1, j + 1) + 1) {
      shared.add(i++)
      j++
    } else if (of(i + 1, j) >= of(i, j + 1)) i++
    else j++
  }
  return shared
}

/** A name, or a text with names in it, that no program makes a link of. */
export function defanged(text: string): string {
  return text.replaceAll('.', '[.]')
}

/** An odd letter in words, such as `о U+043E Cyrillic`. */
export function describeLetter({ letter, code, script }: OddLetter, language: Language): string {
  if (script === undefined) return `${letter} ${code}`
  return `${letter} ${code} ${new Intl.DisplayNames([language], { type: 'script' }).of(script)}`
}

function isOdd(text: string): boolean {
  return !/^[\x20-\x7e]/.test(text)
}

const SCRIPTS: readonly [code: string, letters: RegExp][] = [
  ['Cyrl', /\p{Script=Cyrillic}/u],
  ['Grek', /\p{Script=Greek}/u],
  ['Latn', /\p{Script=Latin}/u],
  ['Armn', /\p{Script=Armenian}/u],
  ['Cher', /\p{Script=Cherokee}/u],
  ['Geor', /\p{Script=Georgian}/u],
  ['Hebr', /\p{Script=Hebrew}/u],
  ['Arab', /\p{Script=Arabic}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Deva', /\p{Script=Devanagari}/u],
  ['Hani', /\p{Script=Han}/u],
  ['Hang', /\p{Script=Hangul}/u],
  ['Hira', /\p{Script=Hiragana}/u],
  ['Kana', /\p{Script=Katakana}/u],
]

function scriptOf(letter: string): string | undefined {
  return SCRIPTS.find(([, letters]) => letters.test(letter))?.[0]
}

/** As machines write it; the name itself where a browser takes it for none. */
function encodedOf(name: string): string {
  if (/^[\x20-\x7e]*$/.test(name)) return name
  try {
    return new URL(`http://${name}`).hostname
  } catch {
    return name
  }
}

function decoded(label: string): string {
  return label.toLowerCase().startsWith('xn--') ? (fromPunycode(label.slice(4)) ?? label) : label
}

const BASE = 36
const TOP_LETTER = 26
const SKEW = 38
const DAMP = 700
const FIRST_BIAS = 72
const FIRST_CODE = 128
const LAST_CODE = 0x10ffff

/** What a label of punycode stands for (RFC 3492, 6.2); undefined where it stands for nothing. */
export function fromPunycode(text: string): string | undefined {
  const split = text.lastIndexOf('-')
  const out = split > 0 ? Array.from(text.slice(0, split)) : []
  const digits = Array.from(text.slice(split + 1), (sign) => parseInt(sign, BASE))
  let code = FIRST_CODE
  let bias = FIRST_BIAS
  let at = 0
  for (let next = 0; next < digits.length;) {
    const before = at
    for (let weight = 1, place = BASE; ; place += BASE) {
      const digit = digitOf(digits[next++])
      if (digit === undefined) return undefined
      at += digit * weight
      const threshold = Math.min(TOP_LETTER, Math.max(1, place - bias))
      if (digit < threshold) break
      weight *= BASE - threshold
    }
    const length = out.length + 1
    bias = adapt(at - before, length, before === 0)
    code += Math.floor(at / length)
    at %= length
    if (code > LAST_CODE) return undefined
    out.splice(at++, 0, String.fromCodePoint(code))
  }
  return out.join('')
}

/** Letters stand for 0 to 25 and digits for 26 to 35, the other way round than in numbers. */
function digitOf(value: number | undefined): number | undefined {
  if (value === undefined || Number.isNaN(value)) return undefined
  return value < 10 ? value + TOP_LETTER : value - 10
}

function adapt(distance: number, length: number, isFirst: boolean): number {
  let delta = Math.floor(distance / (isFirst ? DAMP : 2))
  delta += Math.floor(delta / length)
  let steps = 0
  for (; delta > ((BASE - 1) * TOP_LETTER) / 2; steps += BASE)
    delta = Math.floor(delta / (BASE - 1))
  return steps + Math.floor((BASE * delta) / (delta + SKEW))
}
