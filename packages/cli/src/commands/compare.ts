import { compareRuns, VERDICT_WORDS, type Comparison, type Verdict } from '@tocsin/detect'
import { Command } from 'commander'
import { readRun } from '../previous-findings.ts'
import { printable } from '../stix-file.ts'

/** Accounts and networks of each kind that are told one by one. */
const MOST = 30

/** `tocsin compare A.json B.json`: what became of the networks of one run in another. */
export const compareCommand = new Command('compare')
  .description('what became of the networks of one run in another')
  .argument('<before>', 'findings file of the earlier run (tocsin detect --out)')
  .argument('<after>', 'findings file of the later run')
  .option('--json', 'print the comparison as JSON, with every account')
  .addHelpText(
    'after',
    '\nNetworks that chance explains are not compared. A network goes on under its earlier name where it keeps half of the smaller one.',
  )
  .action(async (before: string, after: string, { json }: { json?: boolean }) => {
    const comparison = compareRuns(await readRun(before), await readRun(after))
    for (const words of comparison.unlike)
      console.error(`warning: the runs are unlike, which may be why they differ; ${words}`)
    console.log(json ? JSON.stringify(comparison, null, 2) : describe(comparison).join('\n'))
  })

type Change = Comparison['networks'][number]

const GROUPS: readonly (readonly [Change['event'], string])[] = [
  ['born', 'Came'],
  ['split', 'Split off'],
  ['grew', 'Grew'],
  ['changed', 'Changed'],
  ['shrank', 'Shrank'],
  ['merged', 'Went into another'],
  ['ended', 'Went'],
  ['same', 'The same'],
]

function describe({ networks, moves }: Comparison): string[] {
  const groups = GROUPS.flatMap(([event, name]) => {
    const some = networks.filter((change) => change.event === event)
    if (some.length === 0) return []
    return [`${name}: ${some.length}`, ...some.slice(0, MOST).map(networkLine), ...more(some), '']
  })
  const moved = moves.filter(({ before, after }) => before !== null && after !== null)
  const joined = moves.filter(({ before }) => before === null).length
  const left = moves.filter(({ after }) => after === null).length
  return [
    ...(networks.length === 0 ? ['No network in either run.', ''] : groups),
    `Accounts: ${joined} came into a network, ${left} are in none any more, ${moved.length} moved to another.`,
    ...moved
      .slice(0, MOST)
      .map(({ account, before, after }) => `  ${printable(account)}: ${before} -> ${after}`),
    ...more(moved),
  ]
}

function more(list: readonly unknown[]): string[] {
  return list.length > MOST ? [`  … and ${list.length - MOST} more (--json has them all)`] : []
}

function networkLine(change: Change): string {
  const { network, other, before, after, joined, left, verdictBefore, verdictAfter } = change
  const size =
    before === 0 || after === 0
      ? `${before + after} accounts`
      : `${before} -> ${after} accounts (${joined.length} came, ${left.length} went)`
  const words = [verdictBefore, verdictAfter].flatMap((verdict) =>
    verdict === null ? [] : [VERDICT_WORDS[verdict as Verdict] ?? verdict],
  )
  const verdict = [...new Set(words)].join(' -> ').toLowerCase()
  const kin = other === null ? '' : change.event === 'split' ? `, from ${other}` : `, into ${other}`
  return `  ${printable(network)}  ${size}${printable(kin)}${verdict ? `  ${verdict}` : ''}`
}
