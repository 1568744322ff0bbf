import { FindingDocument } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import { Compile } from 'typebox/compile'
import { ExchangeError } from '../errors.ts'

const documents = Compile(FindingDocument)

/** Row of a finding that a member's detector made or brought. */
export function toFindingRow(
  finding: FindingDocument,
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
      throw new ExchangeError('bad-request', `finding ${i + 1}: ${fault?.message ?? 'not valid'}`, {
        path: where,
      })
    }
    for (const name of ['started', 'ended'] as const) {
      if (Number.isNaN(Date.parse(value[name]))) {
        throw new ExchangeError('bad-request', `finding ${i + 1}: ${name} is no time`, {
          path: `/body/findings/${i}/${name}`,
        })
      }
    }
    return value
  })
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
