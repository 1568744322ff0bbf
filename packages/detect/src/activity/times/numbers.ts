/** What a number may mean as a time: seconds since 1970 and their fractions, or what other programs count. */

/** `value / perSecond + zero` is seconds since 1970. */
export type NumberForm = {
  readonly kind: 'number'
  readonly name: string
  readonly words: string
  readonly perSecond: number
  readonly zero: number
}

const form = (name: string, words: string, perSecond: number, zero = 0): NumberForm => ({
  kind: 'number',
  name,
  words,
  perSecond,
  zero,
})

/** Seconds since 1970 and their fractions: read without being asked. */
export const UNIX_FORMS: readonly NumberForm[] = [
  form('unix', 'seconds since 1970', 1),
  form('unix-ms', 'milliseconds since 1970', 1e3),
  form('unix-us', 'microseconds since 1970', 1e6),
  form('unix-ns', 'nanoseconds since 1970', 1e9),
]

/** What other programs write: read where a person says so. */
const OTHER_FORMS: readonly NumberForm[] = [
  form('spreadsheet', 'days as a spreadsheet counts them (from 1900)', 1 / 86400, -2_209_161_600),
  form('spreadsheet-1904', 'days as old Mac spreadsheets count them', 1 / 86400, -2_082_844_800),
  form('net-ticks', '.NET ticks (since the year 1)', 1e7, -62_135_596_800),
  form('filetime', 'Windows file times (since 1601)', 1e7, -11_644_473_600),
  form('webkit', 'microseconds since 1601', 1e6, -11_644_473_600),
  form('cocoa', 'seconds since 2001', 1, 978_307_200),
]

export const NUMBER_FORMS: readonly NumberForm[] = [...UNIX_FORMS, ...OTHER_FORMS]

/** Seconds since 1970 of 2000 and 2100: where a guess of what a number means is believed. */
export const BELIEVED = { from: 946_684_800, to: 4_102_444_800 } as const

const YEAR = 365 * 86_400
const SMALLEST = 20_000

/** Seconds since 1970. */
function toSeconds({ perSecond, zero }: NumberForm, value: number): number {
  return value / perSecond + zero
}

/** The unit since 1970 in which the number is a time from 2000 to 2100, or null. */
export function unixForm(value: number): NumberForm | null {
  return UNIX_FORMS.find((one) => isBelieved(toSeconds(one, value))) ?? null
}

/** Other forms in which the number is a believable time, the likeliest first. */
export function otherForms(value: number): readonly NumberForm[] {
  return OTHER_FORMS.filter(
    (one) => value > SMALLEST && isBelieved(toSeconds(one, value)) && isLate(one, value),
  )
}

/** Soon after a form's own start any number is a time in it. */
function isLate(one: NumberForm, value: number): boolean {
  return toSeconds(one, value) - one.zero > YEAR
}

function isBelieved(seconds: number): boolean {
  return seconds >= BELIEVED.from && seconds < BELIEVED.to
}
