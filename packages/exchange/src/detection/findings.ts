import { FINDING_DOCUMENTS, type FindingDocument, type FindingKind } from '@tocsin/api'
import type { Finding } from '@tocsin/detect'
import { randomUUID } from 'node:crypto'
import { Compile } from 'typebox/compile'
import { ExchangeError } from '../errors.ts'
import { toSchemaWords } from '../http/schema-words.ts'

const documents = { network: Compile(FINDING_DOCUMENTS.network) }

/** Row of a finding that a member's detector made or brought. */
export function toFindingRow(
  finding: FindingDocument | Finding,
  facts: { memberId: string; runId: string | null; at: Date },
) {
  return {
    id: randomUUID(),
    kind: finding.kind,
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
  return values.map((given, i) => {
    const value = withKind(given)
    const document = documents[kindOf(value, i)]
    if (!document.Check(value)) {
      const fault = document.Errors(value)[0]
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

/** A file from before there were kinds is of networks. */
function withKind(value: unknown): unknown {
  const isDocument = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isDocument && !('kind' in value) ? { kind: 'network', ...value } : value
}

/** What is no document at all is judged as a network, and so told what it lacks. */
function kindOf(value: unknown, i: number): FindingKind | Finding['kind'] {
  const { kind } = (value ?? {}) as { kind?: unknown }
  if (kind === undefined || kind === 'network') return 'network'
  const known = Object.keys(documents).join(', ')
  throw new ExchangeError(
    'bad-request',
    `finding ${i + 1}, kind: this exchange knows findings of these kinds: ${known}`,
    { path: `/body/findings/${i}/kind` },
  )
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
