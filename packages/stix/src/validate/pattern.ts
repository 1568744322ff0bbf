/** The pattern of an indicator (STIX 2.1, 4.7 and 9). */
import { PatternError } from '../pattern/error.ts'
import { parsePattern } from '../pattern/parse.ts'
import { must, type Run } from './run.ts'

/** A pattern in the STIX language must be one; patterns in other languages are theirs to check. */
export function checkPattern(object: Readonly<Record<string, unknown>>, run: Run): void {
  const { pattern, pattern_type: type } = object
  if (type !== 'stix' || typeof pattern !== 'string') return
  try {
    parsePattern(pattern)
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    must(run, 'pattern', error.message, '9', 'pattern')
  }
}
