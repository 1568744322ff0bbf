import { objectsWithin, validate, type Fault } from '@tocsin/stix'
import { Command } from 'commander'
import { printable, readStixFile } from '../stix-file.ts'

type ValidateFlags = {
  strict?: boolean
  json?: boolean
}

/** What became of one file: its faults by the place they are in, and how much was checked. */
type Report = {
  readonly file: string
  readonly objects: number
  readonly faults: readonly (Fault & { readonly line?: number; readonly id?: string })[]
  /** Why the file, or a line of it, could not be read at all. */
  readonly unreadable: readonly string[]
}

/** `tocsin stix validate FILE…`: every fault of every object. Status 0 valid, 1 faults, 2 unreadable. */
export const stixValidateCommand = new Command('validate')
  .description('check STIX 2.1 objects, bundles, lists or JSON lines; a line for each fault')
  .argument('<file...>', 'files to check, - for standard input')
  .option('--strict', 'what the specification only recommends counts too')
  .option('--json', 'print the faults as JSON')
  .addHelpText(
    'after',
    '\nExit status: 0 valid, 1 a MUST is broken (with --strict also a SHOULD), 2 something cannot be read.',
  )
  .action(async (files: string[], flags: ValidateFlags) => {
    const reports: Report[] = []
    for (const file of files) reports.push(await check(file))
    if (flags.json) console.log(JSON.stringify(reports, null, 2))
    else for (const report of reports) for (const line of describe(report)) console.log(line)
    process.exitCode = statusOf(reports, flags.strict ?? false)
  })

async function check(path: string): Promise<Report> {
  const { file, documents, unreadable } = await readStixFile(path)
  const faults: Report['faults'][number][] = []
  let objects = 0
  for (const { value, line } of documents) {
    const where = line === undefined ? {} : { line }
    const items: readonly unknown[] = Array.isArray(value) ? value : [value]
    for (const [i, item] of items.entries()) {
      objects += objectsWithin(item)?.length ?? 1
      const place = item === value ? '' : `/${i}`
      for (const fault of faultsOf(item))
        faults.push({ ...fault, ...where, ...idAt(item, fault.path), path: place + fault.path })
    }
  }
  return { file, objects, faults, unreadable }
}

/** An envelope is no object of STIX: its objects are looked at one by one. */
function faultsOf(item: unknown): readonly Fault[] {
  const isBundle = (item as { type?: unknown } | null)?.type === 'bundle'
  const within = isBundle ? null : objectsWithin(item)
  if (within === null) return validate(item).faults
  return within.flatMap((object, i) =>
    validate(object).faults.map((fault) => ({ ...fault, path: `/objects/${i}${fault.path}` })),
  )
}

/** The id of the object that a fault is in, where it has one. */
function idAt(value: unknown, path: string): { id?: string } {
  const index = /^\/objects\/(\d+)/.exec(path)?.[1]
  const object = (index === undefined ? value : objectsWithin(value)?.[Number(index)]) as {
    id?: unknown
  } | null
  return typeof object?.id === 'string' ? { id: object.id } : {}
}

function* describe({ file, objects, faults, unreadable }: Report): Generator<string> {
  for (const reason of unreadable) yield printable(`${file}: unreadable: ${reason}`)
  for (const { line, level, path, rule, message, section, id } of faults) {
    const place = line === undefined ? file : `${file}:${line}`
    yield printable(
      `${place}: ${level.toUpperCase()} ${path || '/'} ${message} [${rule}, STIX 2.1 ${section}] ${id ?? ''}`,
    )
  }
  const broken = faults.filter(({ level }) => level === 'must').length
  yield printable(
    `${file}: ${objects} objects, ${broken} MUST and ${faults.length - broken} SHOULD faults`,
  )
}

function statusOf(reports: readonly Report[], strict: boolean): number {
  if (reports.some(({ unreadable }) => unreadable.length > 0)) return 2
  const counts = ({ level }: Fault) => strict || level === 'must'
  return reports.some(({ faults }) => faults.some(counts)) ? 1 : 0
}
