/**
 * Marks that are not seen or turn the direction of text: with them a name looks like another, and a sentence says
 * something else than its letters. New text with them is refused; text that was kept before, or that comes from
 * elsewhere, is shown with every mark named where it stands.
 */
const UNSEEN =
  '[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff9-\\ufffb\\u{e0000}-\\u{e0fff}]'
const EVERY_UNSEEN = new RegExp(UNSEEN, 'gu')
/** These join letters in some scripts and signs in emoji; elsewhere they only hide. */
const JOINERS = /[\u200c\u200d]/g
const JOINABLE =
  /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}]$/u
const NEEDS_LOOK = new RegExp(`${UNSEEN}|${JOINERS.source}`, 'u')

/** A text as it may be shown: what cannot be seen in it is written out, as `[U+202E]`. */
export function toSeen(text: string): string {
  if (!NEEDS_LOOK.test(text)) return text
  return text
    .replace(EVERY_UNSEEN, nameOf)
    .replace(JOINERS, (mark, at: number, whole: string) =>
      JOINABLE.test(whole.slice(Math.max(0, at - 2), at)) ? mark : nameOf(mark),
    )
}

/** JSON that may hold such a mark, as it is or escaped; without one every text in it is as it may be shown. */
const IN_JSON = new RegExp(`${NEEDS_LOOK.source}|\\\\[ubf]`, 'u')

export function mayHide(json: string): boolean {
  return IN_JSON.test(json)
}

/** An answer of the exchange with every text in it as it may be shown; names of fields stay. */
export function toSeenAll<T>(value: T): T {
  if (typeof value === 'string') return toSeen(value) as T
  if (Array.isArray(value)) return value.map((one) => toSeenAll<unknown>(one)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, toSeenAll<unknown>(member)]),
  ) as T
}

function nameOf(mark: string): string {
  return `[U+${mark.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}]`
}
