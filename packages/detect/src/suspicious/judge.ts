/** What a reading comes to: findings by code with what they name, the gravest first, and a verdict that never calls anything safe. Pure. */
import type { SuspiciousReading } from './reading.ts'
import { judgeFiles } from './judge-files.ts'
import { judgeHead } from './judge-head.ts'
import { judgeLinks } from './judge-links.ts'
import type {
  Finding,
  FindingCode,
  First,
  JudgeFacts,
  Judgement,
  Level,
  Verdict,
} from './judgement.ts'

const RANK: readonly Level[] = ['danger', 'caution', 'note']
const MOST = 60

export function judge(reading: SuspiciousReading, facts: JudgeFacts): Judgement {
  const all = [
    ...judgeKnown(facts),
    ...reading.mails.flatMap((mail, i) =>
      judgeHead(mail, facts, { hasInner: reading.mails.length > i + 1 }),
    ),
    ...judgeLinks(reading, facts),
    ...judgeFiles(reading),
    ...judgeRest(reading),
  ]
  const once = [
    ...new Map(all.map((one) => [`${one.code} ${JSON.stringify(one.values)}`, one])).values(),
  ]
  const ordered = once.toSorted((a, b) => RANK.indexOf(a.level) - RANK.indexOf(b.level))
  return {
    verdict: verdictOf(ordered),
    first: firstOf(reading),
    findings: ordered.slice(0, MOST),
    more: Math.max(0, ordered.length - MOST),
  }
}

function judgeKnown({ known, alerts, hits, imitations }: JudgeFacts): Finding[] {
  const danger = (code: FindingCode, values: Finding['values']): Finding => ({
    code,
    level: 'danger',
    values,
  })
  return [
    ...known.map(({ value, title }) => danger('known', { value, title })),
    ...hits.map(({ value, id, source }) => danger('indicator', { value, source: id ?? source })),
    ...alerts.map((name) => danger('alert', { name })),
    ...imitations.map(({ name, target, isOwn }) =>
      danger(isOwn ? 'imitates-own' : 'imitates-other', { name, target }),
    ),
  ]
}

function judgeRest({
  turned,
  passwords,
  forms,
  scripts,
  quoted,
  leftOut,
  of,
}: SuspiciousReading): Finding[] {
  const found: Finding[] = []
  const add = (level: Level, code: FindingCode, values: Finding['values'] = {}): void => {
    found.push({ code, level, values })
  }
  if (turned > 0) add('danger', 'turned', { count: String(turned) })
  if (passwords > 0) add('danger', 'asks-password')
  else if (forms > 0) add('caution', 'form')
  if (scripts > 0) add('caution', 'script')
  if (quoted) add('caution', 'headers-lost', { from: quoted.from ?? '' })
  if (of === 'words' && !quoted) add('note', 'no-headers')
  for (const { what, count } of leftOut) add('note', `left-${what}`, { count: String(count) })
  return found
}

function verdictOf(findings: readonly Finding[]): Verdict {
  const has = (...codes: readonly FindingCode[]) =>
    findings.some(({ code }) => codes.includes(code))
  if (has('known', 'indicator', 'alert')) return 'known'
  if (has('imitates-own', 'imitates-other')) return 'imitates'
  if (findings.some(({ level }) => level === 'danger')) return 'danger'
  return findings.some(({ level }) => level === 'caution') ? 'caution' : 'nothing-known'
}

/** The same whatever was found: that nothing is known against it is no reason to press a link. */
function firstOf({ links, files, mails }: SuspiciousReading): First[] {
  return [
    ...(links.length > 0 ? (['do-not-click'] as const) : []),
    ...(files.length > 0 ? (['do-not-open'] as const) : []),
    ...(mails.length > 0 ? (['do-not-answer'] as const) : []),
    'call-known-number',
    'if-clicked',
    'report',
  ]
}
