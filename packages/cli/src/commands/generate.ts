import {
  closeSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import {
  generateTraffic,
  trafficCsv,
  trafficJsonl,
  trafficTruth,
  type TrafficOptions,
} from '@tocsin/detect'
import { Command, InvalidArgumentError } from 'commander'

interface GenerateFlags {
  accounts: number
  days: number
  rate: number
  seed: string
  start: number
  resolution: number
  operations?: string
  truth?: string
}

/** `tocsin generate OUT`: synthetic posts with planted operations, and the truth about them. */
export const generateCommand = new Command('generate')
  .description('make synthetic posts (no real account or post) with planted operations')
  .argument('<out>', 'file to write; .jsonl gives JSON lines, anything else CSV')
  .option('--accounts <n>', 'organic accounts', number, 5000)
  .option('--days <n>', 'length in days', number, 14)
  .option('--rate <n>', 'mean posts per account and day', number, 0.63)
  .option('--seed <text>', 'equal seeds give equal posts', 'tocsin')
  .option('--start <time>', 'first instant, RFC 3339', instant, Date.UTC(2026, 9, 1))
  .option('--resolution <seconds>', 'round times down to this', number, 1)
  .option(
    '--operations <file>',
    'JSON array of operations to plant: name, size, style, jitter, ...',
  )
  .option('--truth <file>', 'write what was planted, as JSON')
  .action((out: string, flags: GenerateFlags) => generate(out, flags))

function generate(out: string, flags: GenerateFlags): void {
  const traffic = generateTraffic({
    accounts: flags.accounts,
    days: flags.days,
    postsPerDay: flags.rate,
    seed: flags.seed,
    start: flags.start,
    resolution: flags.resolution,
    operations: flags.operations ? readOperations(flags.operations) : [],
  })
  const chunks = out.endsWith('.jsonl') ? trafficJsonl(traffic) : trafficCsv(traffic)
  writeWhole(out, chunks)
  if (flags.truth) writeFileSync(flags.truth, `${JSON.stringify(trafficTruth(traffic), null, 2)}\n`)
}

/** Writes beside the target and renames, so that nobody meets half a file. */
function writeWhole(path: string, chunks: Iterable<string>): void {
  const part = `${path}.part`
  const file = openSync(part, 'w')
  try {
    for (const chunk of chunks) writeSync(file, chunk)
    closeSync(file)
    renameSync(part, path)
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}

function readOperations(path: string): TrafficOptions['operations'] {
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (!Array.isArray(value)) throw new Error(`${path}: expected a JSON array of operations`)
  return value.map((one: unknown, i) => {
    if (!isOperation(one)) throw new Error(`${path}: operation ${i + 1} needs a name and a size`)
    return one
  })
}

function isOperation(value: unknown): value is TrafficOptions['operations'][number] {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    'size' in value &&
    typeof value.size === 'number'
  )
}

function number(text: string): number {
  const value = Number(text)
  if (!Number.isFinite(value)) throw new InvalidArgumentError('not a number')
  return value
}

function instant(text: string): number {
  const value = Date.parse(text)
  if (Number.isNaN(value)) throw new InvalidArgumentError('not a time such as 2026-10-01T00:00:00Z')
  return value
}
