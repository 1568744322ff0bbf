import { normalise, readObjects, type Deviation, type StixObject } from '@tocsin/stix'
import { Command, InvalidArgumentError } from 'commander'
import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'

/** `tocsin stix normalise FILE`: the usual form on standard output, what deviated on standard error. */
export const stixNormaliseCommand = new Command('normalise')
  .description('put unusual times and catalogue names into the usual form; the file stays as it is')
  .argument('<file>', 'bundle, object, list or JSON lines, - for standard input')
  .option(
    '--rename <was=now>',
    'a source_name or kill_chain_name to replace; may be given again',
    toRename,
    new Map<string, string>(),
  )
  .action(async (file: string, { rename }: { rename: ReadonlyMap<string, string> }) => {
    const text = file === '-' ? await readAll(process.stdin) : await readFile(file, 'utf8')
    const results = readObjects(text).map(({ value }, i) => {
      if (!isObject(value)) throw new Error(`${file}: entry ${i} is no STIX object`)
      return normalise(value, { names: rename })
    })
    for (const line of describe(results.flatMap(({ deviations }) => deviations)))
      console.error(line)
    const objects = results.map(({ object }) => object)
    const id = `bundle--${crypto.randomUUID()}`
    console.log(JSON.stringify({ type: 'bundle', id, objects }, null, 2))
  })

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
  const groups = Map.groupBy(
    deviations,
    ({ kind, path }) => `${kind} ${path.replaceAll(/\d+/g, 'N')}`,
  )
  return [...groups].map(([what, [first, ...more]]) => {
    const times = more.length === 0 ? 'once' : `${more.length + 1} times`
    return `${what} ${times}, as in ${JSON.stringify(first!.was)} -> ${JSON.stringify(first!.now)}`
  })
}
