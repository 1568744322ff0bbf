/** The findings file of an earlier run, as far as a later one needs it. */
import { DetectError, type ComparedRun, type PreviousFinding } from '@tocsin/detect'
import { readDetectText } from './detect-text.ts'

/** Throws NOT_FOUND, WRONG_ENCODING, or MALFORMED naming the finding at fault. */
export async function readPreviousFindings(file: string): Promise<readonly PreviousFinding[]> {
  return (await readFindings(file)).findings
}

/** A whole findings file, for comparison; throws as above, also where a finding lacks its figures. */
export async function readRun(file: string): Promise<ComparedRun> {
  const { findings, source } = await readFindings(file)
  const fault = findings.findIndex((finding) => !isWhole(finding as unknown))
  if (fault >= 0)
    throw new DetectError('MALFORMED', `finding ${fault + 1} lacks its figures or parameters`, {
      file,
    })
  if (!isRecord(source) || typeof source['to'] !== 'string' || !isRecord(source['columns']))
    throw new DetectError('MALFORMED', 'there is no "source" that says what was read', { file })
  return { findings, source } as unknown as ComparedRun
}

async function readFindings(
  file: string,
): Promise<{ findings: readonly PreviousFinding[]; source: unknown }> {
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
  return {
    findings: findings as PreviousFinding[],
    source: (value as Record<string, unknown>)['source'],
  }
}

/** What a comparison reads of a finding besides its members. */
function isWhole(finding: unknown): boolean {
  if (!isRecord(finding)) return false
  const { network, q, membersTotal, parameters, verdict } = finding
  return (
    typeof network === 'string' &&
    (q === null || typeof q === 'number') &&
    typeof membersTotal === 'number' &&
    isRecord(parameters) &&
    (parameters['window'] === null || typeof parameters['window'] === 'number') &&
    (verdict === undefined || typeof verdict === 'string')
  )
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
