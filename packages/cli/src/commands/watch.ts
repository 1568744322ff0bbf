import { bitsAt, readLines, Watch, type Alert } from '@tocsin/detect'
import { Command, InvalidArgumentError } from 'commander'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'

import { printable } from '../stix-file.ts'
import { readTargetList } from '../target-list.ts'
import { readTextFile } from '../text-file.ts'

/** Faulty lines that are told one by one. */
const MOST_FAULTS = 20
/** The score at the threshold. */
const USUAL_SCORE = 50

type WatchFlags = {
  readonly targets: string
  readonly names: string
  readonly json?: boolean
  readonly minScore: number
}

/** `tocsin watch`: names in, those that imitate a target out. Status 0 when all was read, 1 where a file could not be, 2 where some lines could not. */
export const watchCommand = new Command('watch')
  .description('find names that imitate those of a list of targets')
  .requiredOption(
    '--targets <file>',
    'CSV with name and, where wanted, kind, aliases, keywords (those two with spaces between)',
  )
  .option('--names <file>', 'names, one a line, perhaps gzipped (.gz); - for standard input', '-')
  .option('--json', 'print one object a line')
  .option(
    '--min-score <n>',
    `tell names from this score on (1 to 99; ${USUAL_SCORE} is told once in about 2,900 ordinary names)`,
    readScore,
    USUAL_SCORE,
  )
  .addHelpText(
    'after',
    '\nNames of the targets themselves and below .gov, .mil, .edu and the like are not told.\nExit status: 0 all was read, 1 a file could not be, 2 some lines could not be.',
  )
  .action(watch)

async function watch({ targets: file, names, json, minScore }: WatchFlags): Promise<void> {
  const text = await readTextFile(file)
  const targets = readTargetList(text, file, (columns) =>
    console.error(printable(`${file}: not used: column ${columns.join(', ')}`)),
  )
  const watch = new Watch(targets)
  const least = bitsAt(minScore)
  const faults = { lines: 0 }
  const tell = (words: string): void => {
    if (++faults.lines <= MOST_FAULTS) console.error(printable(words))
  }
  let line = 0
  for await (const lines of readLines(open(names), (fault) => tell(fault.message))) {
    const found: Alert[] = []
    for (const name of lines) {
      line++
      if (name.trim() === '') continue
      const before = watch.counts.unreadable
      const alert = watch.look(name.trimEnd(), least)
      if (alert !== null) found.push(alert)
      if (watch.counts.unreadable > before)
        tell(`line ${line}: "${name.slice(0, 80)}" is no name below a public suffix`)
    }
    await print(found, json === true)
  }
  conclude(watch, faults.lines)
}

function open(names: string): AsyncIterable<Uint8Array> {
  if (names === '-') return process.stdin
  const stream = createReadStream(names)
  if (!names.endsWith('.gz')) return stream
  const gunzip = createGunzip()
  stream.once('error', (error) => gunzip.destroy(error))
  return stream.pipe(gunzip)
}

async function print(alerts: readonly Alert[], json: boolean): Promise<void> {
  if (alerts.length === 0) return
  const lines = alerts.map((alert) => (json ? JSON.stringify(alert) : toWords(alert)))
  if (!process.stdout.write(`${lines.join('\n')}\n`)) await once(process.stdout, 'drain')
}

function toWords({ name, target, score, technique, evidence, also }: Alert): string {
  const others = also.length > 0 ? `; perhaps ${also.join(', ')}` : ''
  return [String(score), name, target, technique, `${evidence}${others}`].map(printable).join('\t')
}

function conclude({ counts, targets }: Watch, faults: number): void {
  const { names, alerts, own, official } = counts
  const parts = [
    `${names} names for ${targets.length} targets: ${alerts} told`,
    own > 0 && `${own} the targets' own`,
    official > 0 && `${official} below suffixes of governments and schools, not looked at`,
  ].filter(Boolean)
  console.error(parts.join(', '))
  if (faults === 0) return
  const more = faults > MOST_FAULTS ? ` (the first ${MOST_FAULTS} are named above)` : ''
  console.error(`${faults} lines could not be read${more}`)
  process.exitCode = 2
}

function readScore(text: string): number {
  const score = Number(text)
  if (Number.isInteger(score) && score >= 1 && score <= 99) return score
  throw new InvalidArgumentError('a whole number from 1 to 99')
}
