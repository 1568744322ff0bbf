/** One time on its own, as a stream has it: no column tells how it is written. */
import { DetectError, type DetectErrorPlace } from '../../errors.ts'
import { readerOf } from './pattern.ts'
import { decideTimeForm, namedForm, NUMBER, readTime, TIME_FORMATS } from './time-form.ts'

const EARLIEST = Date.UTC(1990, 0, 1) / 1000
const LATEST = Date.UTC(2100, 0, 1) / 1000

/** Seconds since 1970 of a text; throws BAD_TIME or TIME_OUT_OF_RANGE with its place. */
export type OneTimeReader = (text: string, place: DetectErrorPlace) => number

/** A reader of times in `format`, or of each as far as it is clear by itself. Throws BAD_OPTION. */
export function createTimeReader(format?: string): OneTimeReader {
  const read = format === undefined ? readClear : readerFor(format)
  return (text, place) => {
    const micros = read(text, place)
    if (micros === null)
      throw new DetectError('BAD_TIME', `cannot read "${text.slice(0, 60)}" as a time`, place)
    const seconds = micros / 1e6
    if (seconds >= EARLIEST && seconds < LATEST) return seconds
    throw new DetectError('TIME_OUT_OF_RANGE', `${text.slice(0, 60)} is not in 1990 to 2100`, place)
  }
}

function readerFor(format: string): (text: string) => number | null {
  const form = namedForm(format)
  const read =
    form?.kind === 'pattern'
      ? readerOf(form.pattern)
      : form && ((text: string) => readTime(form, text))
  if (read) return read
  throw new DetectError(
    'BAD_OPTION',
    `no time format is named "${format}"; they are ${TIME_FORMATS.join(', ')}, or a pattern such as %d.%m.%Y %H:%M`,
  )
}

function readClear(text: string, place: DetectErrorPlace): number | null {
  if (NUMBER.test(text) && (Number(text) <= 0 || text === '0')) return Number(text) * 1e6
  const decided = decideTimeForm([text])
  if ('form' in decided) return readTime(decided.form, text)
  const { unclear, choices } = decided
  if (choices.length === 0) return null
  throw new DetectError('BAD_TIME', unclear, place, {
    help: {
      option: 'timeFormat',
      examples: [text.slice(0, 60)],
      choices: choices.map(({ format, words, reads }) => ({ value: format, words, reads })),
      hint: `say how with --time-format ${choices.map(({ format, words }) => `${format} (${words})`).join(', or ')}`,
    },
  })
}
