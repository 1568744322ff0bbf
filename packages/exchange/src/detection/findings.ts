import { FINDING_DOCUMENTS, type LookalikeDocument, type NetworkDocument } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import { Compile } from 'typebox/compile'
import { ExchangeError } from '../errors.ts'
import { faultOf } from '../http/fault-of.ts'
import { toLine } from './headline.ts'
import { weighFindings } from './weigh.ts'

const documents = { network: Compile(FINDING_DOCUMENTS.network) }

type Facts = { memberId: string; runId: string | null; at: Date }

/** Rows of networks that a member's detector found, or that it brought, together. */
export function toNetworkRows(findings: readonly NetworkDocument[], facts: Facts) {
  const found = findings.map((document) => ({
    id: randomUUID(),
    run: facts.runId ?? '',
    document,
  }))
  const places = weighFindings(found)
  return found.map(({ id, document }) => ({
    id,
    kind: document.kind,
    member_id: facts.memberId,
    run_id: facts.runId,
    title: toLine(document.summary, 300) || 'Finding',
    trace: document.trace,
    accounts: document.membersTotal,
    score: document.score,
    first_at: new Date(document.started),
    last_at: new Date(document.ended),
    found_at: facts.at,
    body: JSON.stringify(document),
    ...places.get(id)!,
  }))
}

/** Rows of look-alike names that a member's detector found. */
export function toLookalikeRows(
  found: readonly { id: string; document: LookalikeDocument }[],
  facts: Facts,
) {
  return found.map(({ id, document }) => ({
    id,
    kind: document.kind,
    member_id: facts.memberId,
    run_id: facts.runId,
    title: toLine(document.summary, 300) || 'Finding',
    trace: null,
    accounts: null,
    score: document.score,
    first_at: new Date(document.started),
    last_at: new Date(document.ended),
    found_at: facts.at,
    body: JSON.stringify(document),
    headline: toLine(document.summary, 300),
    standing: null,
    confidence: null,
    leader: null,
    // Only networks are weighed against each other.
    weight: 0,
    account_keys: [],
  }))
}

/** Checks findings from a file, each by the contract; throws `bad-request` naming the finding and the field. */
export function parseFindings(values: readonly unknown[]): NetworkDocument[] {
  return values.map((given, i) => {
    const value = withKind(given)
    const document = documents[kindOf(value, i)]
    const fault = faultOf(document, value)
    if (fault) {
      throw new ExchangeError(
        'bad-request',
        `finding ${i + 1}${fault.path.replaceAll('/', ', ')}: ${fault.words}`,
        { path: `/body/findings/${i}${fault.path}` },
      )
    }
    const found = value as NetworkDocument
    const path = findBadTime(found)
    if (path !== undefined) {
      throw new ExchangeError('bad-request', `finding ${i + 1}: ${path.slice(1)} is no time`, {
        path: `/body/findings/${i}${path}`,
      })
    }
    return found
  })
}

/** A file from before there were kinds is of networks. */
function withKind(value: unknown): unknown {
  const isDocument = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isDocument && !('kind' in value) ? { kind: 'network', ...value } : value
}

/** What is no document at all is judged as a network, and so told what it lacks. */
function kindOf(value: unknown, i: number): keyof typeof documents {
  const { kind } = (value ?? {}) as { kind?: unknown }
  if (kind === undefined || kind === 'network') return 'network'
  const known = Object.keys(documents).join(', ')
  throw new ExchangeError(
    'bad-request',
    `finding ${i + 1}, kind: findings of these kinds are taken from files: ${known}`,
    { path: `/body/findings/${i}/kind` },
  )
}

/** Where the first text stands that STIX could not carry as a time. */
function findBadTime({ started, ended, edges, evidence }: NetworkDocument): string | undefined {
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
