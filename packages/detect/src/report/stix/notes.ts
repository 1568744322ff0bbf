/** What of a finding has no object of its own in STIX, as notes (STIX 2.1, 4.14) that a person can read. */
import { chanceWords } from '../expected-by-chance.ts'
import { toMinute, toTiming, TRACE_WORDS, VERDICT_WORDS } from '../words.ts'
import type { ToldFinding } from './told-finding.ts'
import { newId } from '@tocsin/stix'

type Note = { type: string; id: string; [property: string]: unknown }

/** Accounts that mostly lead or follow, and moments, that are named. */
const MOST = 20
const MOSTLY = 0.5

/** Notes on the grouping, and one on the accounts; a note with nothing to say is left out. */
export function toNotes(
  finding: ToldFinding,
  groupingId: string,
  accountIds: readonly string[],
  base: object,
): Note[] {
  const lines: [abstract: string, lines: readonly string[], refs: readonly string[]][] = [
    ['How this was found', howFound(finding), [groupingId]],
    ['Which trace says what', traceLines(finding), [groupingId]],
    ['Evidence', evidenceLines(finding), [groupingId]],
    ['Synchronised moments', momentLines(finding), [groupingId]],
    ['Who leads, who follows', leadLines(finding), [groupingId]],
    ['Innocent explanations tried', triedLines(finding), [groupingId]],
    ['What speaks against it', finding.caveats, [groupingId]],
    ['Degree of coordination of each account', scoreLines(finding), accountIds],
  ]
  return lines
    .filter(([, content]) => content.length > 0)
    .map(([abstract, content, refs]) => ({
      type: 'note',
      id: newId('note'),
      ...base,
      abstract,
      content: content.join('\n'),
      object_refs: refs,
    }))
}

function howFound(finding: ToldFinding): string[] {
  const { parameters: told, score, q, chance, network } = finding
  const byChance = chanceWords(finding)
  // Groups of all traces together are cut by how their accounts stand, and no pair needs so many times.
  const least = told.trace === 'fused' ? '' : `, pairs at least ${told.minWeight} times`
  return [
    `Accounts that acted together, judged ${toTiming(told)}${least}, by: ${traceWords(told.trace)}.`,
    `Degree of coordination of the network: ${score.toFixed(2)} of 1.`,
    ...(q === null ? [] : [`False-discovery rate at which it stands: ${q.toPrecision(2)}.`]),
    ...verdictLine(finding),
    ...(byChance === null ? [] : [`By chance: ${byChance}.`]),
    ...(chance
      ? [
          `Beside chance: ${chance.pairs} pairs were in step ${chance.observed} times, where chance gives ${chance.expected.toFixed(1)}.`,
        ]
      : []),
    ...(network ? [`Name of the network over successive runs: ${network}.`] : []),
    'This says that accounts behaved alike, not who runs them.',
  ]
}

/** How it stands, and what explains it; a finding of before says nothing of it. */
function verdictLine({ verdict, explainedBy }: ToldFinding): string[] {
  if (verdict === undefined) return []
  const word = (VERDICT_WORDS as Record<string, string>)[verdict] ?? verdict
  return [`How it stands: ${word}${explainedBy ? ` (${explainedBy})` : ''}.`]
}

/** A trace in words; one that a newer detector knows is told by its own name. */
function traceWords(trace: string): string {
  return (TRACE_WORDS as Record<string, string>)[trace] ?? trace
}

function traceLines({ traces = [] }: ToldFinding): string[] {
  return traces.map(
    ({ trace, objects, posts, accounts }) =>
      `${traceWords(trace)}: ${objects} different things in step, ${posts} acts by ${accounts} accounts`,
  )
}

function evidenceLines({ evidence }: ToldFinding): string[] {
  return evidence.map(
    (one) =>
      `${one.object}: ${one.posts} posts by ${one.accounts} of these accounts (${one.accountsOverall} accounts overall), ${toMinute(one.first)} to ${toMinute(one.last)} UTC`,
  )
}

function momentLines({ moments = [] }: ToldFinding): string[] {
  return moments
    .slice(0, MOST)
    .map(
      ({ at, seconds, accounts, posts, object }) =>
        `${toMinute(at)} UTC, ${seconds} s: ${accounts} accounts, ${posts} acts on ${object}`,
    )
}

function leadLines({ members }: ToldFinding): string[] {
  const line = (word: string) => (member: ToldFinding['members'][number]) =>
    `${member.account}: mostly ${word}, first ${member.led} times, after its partners ${member.followed}`
  const ordered = members.toSorted((x, y) => (y.lead ?? 0) - (x.lead ?? 0))
  const leading = ordered.filter(({ lead = 0 }) => lead >= MOSTLY).slice(0, MOST)
  const following = ordered.filter(({ lead = 0 }) => lead <= -MOSTLY).slice(-MOST)
  if (leading.length + following.length === 0) return []
  return [
    ...leading.map(line('first')),
    ...following.map(line('after others')),
    'Order in time is no proof of command.',
  ]
}

function triedLines({ counterEvidence = [] }: ToldFinding): string[] {
  return counterEvidence.map(
    (one) => `${one.explanation}: ${one.holds ? 'holds' : 'does not hold'}. ${one.detail}`,
  )
}

function scoreLines({ members }: ToldFinding): string[] {
  return members.map(
    (one) => `${one.account}: ${one.score.toFixed(2)}, ${one.matched} of ${one.posts} acts in step`,
  )
}
