/**
 * Policy: decisions a second with the policies parsed once: each a new question, and as a release asks
 * them (200 members of seven kinds at one moment), beside parsing the policies for every decision.
 */
import { isAuthorized } from '@cedar-policy/cedar-wasm/nodejs'
import { MemberKind } from '@tocsin/api'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { decide, type Question } from '../src/policy/decide.ts'
import { loadPolicies } from '../src/policy/policies.ts'

const policies = loadPolicies()
const folder = join(import.meta.dirname, '../policies')
const text = readdirSync(folder)
  .filter((file) => file.endsWith('.cedar'))
  .map((file) => readFileSync(join(folder, file), 'utf8'))
  .join('\n')
const now = new Date('2026-10-01T00:00:00.000Z')
const later = new Date('2027-10-01T00:00:00.000Z')
const question: Question = {
  principal: { id: 'b', kind: 'platform', active: true, groups: ['g', 'h', 'i'] },
  action: 'receive',
  resource: {
    sender: { id: 'a', kind: 'agency', active: true },
    group: {
      id: 'g',
      purposes: ['election-security', 'research'],
      maxTlp: 'amber',
      expiresAt: later,
    },
    tlp: 'amber',
    pap: 'amber',
    purpose: 'election-security',
    named: [],
    objectTlp: 'green',
    relayTlp: null,
    observableTlp: null,
    relaysGovernment: false,
    partyFirst: false,
    hasCandidates: true,
    asksForAction: false,
    message: undefined,
    attachesAdvisory: false,
    exercise: false,
    recalled: false,
    expiresAt: undefined,
  },
  context: { now, exit: 'api', exercise: false, received: false },
}

const KINDS = MemberKind.anyOf.map((kind) => kind.const)
let tick = 0
const kept = rate(2000, () => {
  const context = { ...question.context, now: new Date(now.getTime() + tick++) }
  return decide({ ...question, context }, policies)
})
const released = rate(20_000, () => {
  const kind = KINDS[tick % KINDS.length]!
  const at = new Date(now.getTime() + 1e9 + Math.floor(tick / 200))
  const principal = { ...question.principal, id: String(tick++), kind }
  return decide({ ...question, principal, context: { ...question.context, now: at } }, policies)
})
const parsed = rate(500, () =>
  isAuthorized({
    principal: { type: 'Member', id: 'b' },
    action: { type: 'Action', id: 'receive' },
    resource: { type: 'Release', id: 'r' },
    context: {},
    policies: { staticPolicies: text },
    entities: [],
  }),
)
const print = (what: string, perSecond: number) =>
  console.log(
    `${what.padEnd(24)} ${perSecond.toFixed(0).padStart(8)} decisions/s, ratio ${(perSecond / parsed).toFixed(1)}`,
  )
print('parsed for each', parsed)
print('parsed once', kept)
print('200 members at a time', released)

function rate(times: number, run: () => unknown): number {
  for (let i = 0; i < times / 10; i++) run()
  const start = performance.now()
  for (let i = 0; i < times; i++) run()
  return (times / (performance.now() - start)) * 1000
}
