import { normalise, type Deviation, type StixObject } from '@tocsin/stix'
import { Command, InvalidArgumentError } from 'commander'
import { objectsOf, printable, readStixFile } from '../stix-file.ts'

/**
 * `tocsin stix normalise FILE`: the usual form on standard output, what deviated on standard error. Status 0, or 2 when
 * a part of the file is unreadable or no object, and then nothing on standard output.
 */
export const stixNormaliseCommand = new Command('normalise')
  .description('put unusual times and catalogue names into the usual form; the file stays as it is')
  .argument('<file>', 'bundle, object, list or JSON lines, - for standard input')
  .option(
    '--rename <was=now>',
    'a source_name or kill_chain_name to replace; may be given again',
    toRename,
    new Map<string, string>(),
  )
  .addHelpText('after', '\nExit status: 0 done, 2 something cannot be read or is no object.')
  .action(async (file: string, { rename }: { rename: ReadonlyMap<string, string> }) => {
    const read = await readStixFile(file)
    const objects = objectsOf(read)
    const strangers = objects.flatMap((one, i) => (isObject(one) ? [] : [i]))
    const reasons = [
      ...read.unreadable.map((reason) => `unreadable: ${reason}`),
      ...strangers.slice(0, MAX_TOLD).map((i) => `entry ${i} is no STIX object: no type and id`),
      ...(strangers.length > MAX_TOLD ? [`${strangers.length} such entries in all`] : []),
    ]
    for (const reason of reasons) console.error(printable(`${file}: ${reason}`))
    if (reasons.length > 0) {
      process.exitCode = 2
      return
    }
    const results = objects.filter(isObject).map((one) => normalise(one, { names: rename }))
    for (const line of describe(results.flatMap(({ deviations }) => deviations)))
      console.error(line)
    const id = `bundle--${crypto.randomUUID()}`
    const bundle = { type: 'bundle', id, objects: results.map(({ object }) => object) }
    console.log(JSON.stringify(bundle, null, 2))
  })

/** Entries that are no objects, of which each is told. */
const MAX_TOLD = 10

function toRename(pair: string, before: Map<string, string>): Map<string, string> {
  const at = pair.indexOf('=')
  if (at < 1 || at === pair.length - 1) throw new InvalidArgumentError('write it as was=now')
  return new Map([...before, [pair.slice(0, at), pair.slice(at + 1)]])
}

function isObject(value: unknown): value is StixObject {
  const { type, id } = (value ?? {}) as { type?: unknown; id?: unknown }
  return typeof type === 'string' && typeof id === 'string'
}

/** A line for each kind of deviation: how many, and one as an example. */
function describe(deviations: readonly Deviation[]): string[] {
  if (deviations.length === 0) return ['nothing deviates']
  const groups = new Map<string, Deviation[]>()
  for (const deviation of deviations) {
    const what = `${deviation.kind} ${deviation.path.replaceAll(/\d+/g, 'N')}`
    const alike = groups.get(what)
    if (alike) alike.push(deviation)
    else groups.set(what, [deviation])
  }
  return [...groups].map(([what, [first, ...more]]) => {
    const times = more.length === 0 ? 'once' : `${more.length + 1} times`
    return `${what} ${times}, as in ${JSON.stringify(first!.was)} -> ${JSON.stringify(first!.now)}`
  })
}
