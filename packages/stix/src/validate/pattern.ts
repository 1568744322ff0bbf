/** The pattern of an indicator (STIX 2.1, 4.7 and 9). */
import { must, type Run } from './run.ts'

/** Observation expressions stand in square brackets (9.5). */
export function checkPattern(object: Readonly<Record<string, unknown>>, run: Run): void {
  const { pattern, pattern_type: type } = object
  if (type !== 'stix' || typeof pattern !== 'string') return
  if (!pattern.includes('['))
    must(run, 'pattern', 'a STIX pattern needs an observation in brackets', '9.5', 'pattern')
}
