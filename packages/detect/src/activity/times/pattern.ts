/** Times by a strptime pattern (`%d.%m.%Y %H:%M`), as the batch's SQL reads them. */

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** What each directive takes, and the field it fills. */
const DIRECTIVES: Readonly<Record<string, readonly [string, string]>> = {
  Y: ['year', '\\d{4}'],
  y: ['shortYear', '\\d{2}'],
  m: ['month', '\\d{1,2}'],
  d: ['day', '\\d{1,2}'],
  b: ['monthName', '[a-z]{3}'],
  B: ['monthName', '[a-z]+'],
  a: ['', '[a-z]{3}'],
  A: ['', '[a-z]+'],
  H: ['hour', '\\d{1,2}'],
  I: ['hour', '\\d{1,2}'],
  M: ['minute', '\\d{1,2}'],
  S: ['second', '\\d{1,2}'],
  f: ['fraction', '\\d{1,9}'],
  p: ['half', '[ap]m'],
  z: ['offset', 'z|[+-]\\d\\d(?::?\\d\\d)?'],
}

/** A reader of times so written: microseconds since 1970, or null. Null where a directive is not known. */
export function readerOf(pattern: string): ((text: string) => number | null) | null {
  const seen = new Set<string>()
  let source = ''
  for (let k = 0; k < pattern.length; k++) {
    const c = pattern[k]!
    if (c !== '%') source += c === ' ' ? '\\s+' : c.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
    else {
      const directive = pattern[++k]
      const known = directive === undefined ? undefined : DIRECTIVES[directive]
      if (directive === '%') source += '%'
      else if (known === undefined || seen.has(known[0])) return null
      else {
        if (known[0] !== '') seen.add(known[0])
        source += known[0] === '' ? `(?:${known[1]})` : `(?<${known[0]}>${known[1]})`
      }
    }
  }
  const whole = new RegExp(`^${source}$`, 'i')
  return (text) => {
    const fields = whole.exec(text.trim())?.groups
    return fields === undefined ? null : toMicros(fields)
  }
}

function toMicros(fields: Readonly<Record<string, string | undefined>>): number | null {
  const number = (name: string, otherwise: number) => Number(fields[name] ?? otherwise)
  const short = fields['shortYear']
  const century = Number(short) < 70 ? 2000 : 1900
  const year = short === undefined ? number('year', 1900) : century + Number(short)
  const name = fields['monthName']?.slice(0, 3).toLowerCase()
  const month = name === undefined ? number('month', 1) : MONTHS.indexOf(name) + 1
  const [day, minute, second] = [number('day', 1), number('minute', 0), number('second', 0)]
  const half = fields['half']?.toLowerCase()
  const hour =
    half === undefined ? number('hour', 0) : (number('hour', 0) % 12) + (half === 'pm' ? 12 : 0)
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 60) return null
  const at = Date.UTC(year, month - 1, day, hour, minute, second)
  if (new Date(Date.UTC(year, month - 1, day)).getUTCDate() !== day) return null
  const micros = Number((fields['fraction'] ?? '').slice(0, 6).padEnd(6, '0'))
  return at * 1000 + micros - toOffset(fields['offset'])
}

function toOffset(text: string | undefined): number {
  const match = /^([+-])(\d\d):?(\d\d)?$/.exec(text ?? '')
  if (match === null) return 0
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0)) * 60e6
}
