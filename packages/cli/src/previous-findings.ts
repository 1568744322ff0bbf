/** The findings file of an earlier run, as far as a later one needs it. */
import { DetectError, type PreviousFinding } from '@tocsin/detect'
import { readDetectText } from './detect-text.ts'

/** Throws NOT_FOUND, WRONG_ENCODING, or MALFORMED naming the finding at fault. */
export async function readPreviousFindings(file: string): Promise<readonly PreviousFinding[]> {
  const text = await readDetectText(file)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new DetectError('MALFORMED', (cause as Error).message, { file }, { cause })
  }
  const findings = isRecord(value) ? value['findings'] : undefined
  if (!Array.isArray(findings))
    throw new DetectError('MALFORMED', 'not a findings file: there is no list "findings"', { file })
  const fault = findings.findIndex((finding) => !isPrevious(finding))
  if (fault >= 0)
    throw new DetectError('MALFORMED', `finding ${fault + 1} has no id, trace or members`, { file })
  return findings as PreviousFinding[]
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isPrevious(value: unknown): value is PreviousFinding {
  if (!isRecord(value)) return false
  const { id, trace, network, members } = value
  return (
    typeof id === 'string' &&
    typeof trace === 'string' &&
    (network === undefined || typeof network === 'string') &&
    Array.isArray(members) &&
    members.length > 0 &&
    members.every((member) => isRecord(member) && typeof member['account'] === 'string')
  )
}
