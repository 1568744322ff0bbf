import {
  DetectError,
  generateTraffic,
  trafficCsv,
  trafficJsonl,
  trafficTruth,
  type TrafficOptions,
} from '@tocsin/detect'
import { Command, InvalidArgumentError } from 'commander'
import { readDetectText } from '../detect-text.ts'
import { verifyOutputs } from '../output-paths.ts'
import { writeWholeFiles } from '../whole-file.ts'

type GenerateFlags = {
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

async function generate(out: string, flags: GenerateFlags): Promise<void> {
  const { operations, truth: truthFile } = flags
  await verifyOutputs({ OUT: out, '--truth': truthFile }, operations ? [operations] : [])
  const traffic = generateTraffic({
    accounts: flags.accounts,
    days: flags.days,
    postsPerDay: flags.rate,
    seed: flags.seed,
    start: flags.start,
    resolution: flags.resolution,
    operations: operations ? await readOperations(operations) : [],
  })
  const chunks = out.endsWith('.jsonl') ? trafficJsonl(traffic) : trafficCsv(traffic)
  const truth = `${JSON.stringify(trafficTruth(traffic), null, 2)}\n`
  await writeWholeFiles([
    { path: out, chunks },
    ...(truthFile ? [{ path: truthFile, chunks: [truth] }] : []),
  ])
}

async function readOperations(file: string): Promise<TrafficOptions['operations']> {
  const refuse = (why: string, cause?: unknown) =>
    new DetectError('MALFORMED', why, { file }, { cause })
  const text = await readDetectText(file)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw refuse((cause as Error).message, cause)
  }
  if (!Array.isArray(value)) throw refuse('a JSON array of operations is expected')
  return value.map((one: unknown, i) => {
    if (!isOperation(one)) throw refuse(`operation ${i + 1} needs a name and a size`)
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
