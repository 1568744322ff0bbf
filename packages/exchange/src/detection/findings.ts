import { FindingDocument } from '@tocsin/api'
import type { Finding } from '@tocsin/detect'
import { randomUUID } from 'node:crypto'
import { Compile } from 'typebox/compile'
import { ExchangeError } from '../errors.ts'
import { toSchemaWords } from '../http/schema-words.ts'

const documents = Compile(FindingDocument)

/** Row of a finding that a member's detector made or brought. */
export function toFindingRow(
  finding: FindingDocument | Finding,
  facts: { memberId: string; runId: string | null; at: Date },
) {
  return {
    id: randomUUID(),
    member_id: facts.memberId,
    run_id: facts.runId,
    title: toLine(finding.summary),
    trace: finding.trace,
    accounts: finding.membersTotal,
    score: finding.score,
    first_at: new Date(finding.started),
    last_at: new Date(finding.ended),
    found_at: facts.at,
    body: JSON.stringify(finding),
  }
}

/** Checks findings from a file, each by the contract; throws `bad-request` naming the finding and the field. */
export function parseFindings(values: readonly unknown[]): FindingDocument[] {
  return values.map((value, i) => {
    if (!documents.Check(value)) {
      const fault = documents.Errors(value)[0]
      const where = `/body/findings/${i}${fault?.instancePath ?? ''}`
      throw new ExchangeError(
        'bad-request',
        `finding ${i + 1}${(fault?.instancePath ?? '').replaceAll('/', ', ')}: ${toSchemaWords(fault)}`,
        {
          path: where,
        },
      )
    }
    const path = findBadTime(value)
    if (path !== undefined) {
      throw new ExchangeError('bad-request', `finding ${i + 1}: ${path.slice(1)} is no time`, {
        path: `/body/findings/${i}${path}`,
      })
    }
    return value
  })
}

/** Where the first text stands that STIX could not carry as a time. */
function findBadTime({ started, ended, edges, evidence }: FindingDocument): string | undefined {
  const isBad = (text: string) => !/^\d{4}-/.test(text) || Number.isNaN(Date.parse(text))
  if (isBad(started)) return '/started'
  if (isBad(ended)) return '/ended'
  for (const [list, spans] of [
    ['edges', edges],
    ['evidence', evidence],
  ] as const) {
    const at = spans.findIndex(({ first, last }) => isBad(first) || isBad(last))
    if (at >= 0) return `/${list}/${at}/${isBad(spans[at]!.first) ? 'first' : 'last'}`
  }
  return undefined
}

/** One line that a list can show. */
function toLine(text: string): string {
  return (
    text
      .replace(/\p{Cc}+/gu, ' ')
      .trim()
      .slice(0, 300) || 'Finding'
  )
}
