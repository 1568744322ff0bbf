import { DRILL_PACKS, DRILL_SCRIPTS, openDrill } from '@tocsin/exchange'
import { Argument, Command, InvalidArgumentError, Option } from 'commander'

type Options = {
  dir?: string
  host: string
  port: number
  seed: string
  speed?: number
  pack?: string
}

/** `tocsin drill`: a synthetic election week, or a piece of history, on a clock of its own, in a database of its own. */
export const drillCommand = new Command('drill')
  .description('play a synthetic election week or a piece of history; nothing leaves it')
  .addArgument(
    new Argument(
      '[script]',
      'what a new drill plays: week, s3 (voter registration scanned, 2016; you are the duty officer, and are scored), s4 (six names that imitate, August 2018) or s5 (mails under a false name, October 2020; you are the duty officer, and are scored); week unless said',
    ).choices(DRILL_SCRIPTS),
  )
  .option(
    '--dir <folder>',
    'where the drill lives; a new one is made when it is absent; ./data/drill for the week, ./data/drill-s3 for s3 and so on unless said',
  )
  .option('--host <address>', 'address to listen on', '127.0.0.1')
  .option('--port <number>', 'port to listen on', toPort, 8080)
  .addOption(
    new Option('--pack <name>', 'country of a new drill; us unless said').choices(DRILL_PACKS),
  )
  .option('--seed <text>', 'another seed plays with other traffic and other offices', 'tocsin')
  .option(
    '--speed <factor>',
    'seconds of the drill in a second of yours; 60 for the week, 600 for s4, 12 for s3 and s5 unless said',
    toSpeed,
  )
  .action(async (script: string | undefined, options: Options) => {
    const ended = new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
    })
    const dir =
      options.dir ??
      (script === undefined || script === 'week' ? './data/drill' : `./data/drill-${script}`)
    const drill = await openDrill({
      ...options,
      dir,
      script,
      said: (text) => console.log(`  ${text}`),
    })
    const width = Math.max(...drill.links.map((link) => link.title.length))
    console.log(`\nTocsin plays a drill on ${drill.exchange.context.config.origin}\n`)
    console.log('Sign in as (each link works once, for a day):\n')
    for (const { title, link } of drill.links) console.log(`  ${title.padEnd(width)}  ${link}`)
    console.log('\nPress Ctrl-C to end; the next start goes on from here.')
    await ended
    await drill.close()
  })

function toPort(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new InvalidArgumentError('a port is 1 to 65535.')
  return port
}

function toSpeed(text: string): number {
  const speed = Number(text)
  if (!(speed >= 1 && speed <= 100_000)) throw new InvalidArgumentError('a speed is 1 to 100000.')
  return speed
}
