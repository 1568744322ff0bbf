/** Kinds of identifier of a person, and what one form of one is. Pure. */

/** Kinds of identifier, the most telling first: where two of them overlap, the first is meant. */
export const KINDS = ['mail', 'phone', 'id', 'postal', 'account', 'name', 'number'] as const
export type Kind = (typeof KINDS)[number]

export type Pattern = {
  kind: Kind
  pattern: RegExp
  /** What may go on with it, read from where it ends. */
  more?: RegExp
  /** What one match stands for, however it is written; undefined where it is none. */
  toKey: (match: RegExpMatchArray) => string | undefined
  /** Only where nothing was spelled, hidden or joined. */
  plainOnly?: true
  /** Nothing is found without this sign, so that a text without it need not be read for it. */
  sign?: string
}

export function digitsOf(text: string): string {
  return text.replaceAll(/\D/g, '')
}

/** Its letters and digits, small. */
export function lettersOf(written: string): string {
  return written.toLowerCase().replaceAll(/[^\p{L}\d]/gu, '')
}

/** The letters of a name. */
export function toNameKey(name: string): string {
  return lettersOf(name)
}
