import { existsSync } from 'node:fs'
import { pino, type Logger } from 'pino'
import { createExchange, type Exchange } from './app.ts'
import { issueLink, toLinkUrl } from './auth/links.ts'
import { systemClock } from './clock.ts'
import { configPath, readConfig, type Config } from './config.ts'
import type { Database } from './db/database.ts'
import { openDatabase } from './db/open.ts'
import { readSetting, writeSetting } from './db/settings.ts'
import { peopleOf } from './drill/cast.ts'
import { weekOf, type DrillScript } from './drill/drill-script.ts'
import { france } from './drill/fr.ts'
import { unitedStates } from './drill/us.ts'
import { drillClock } from './drill/clock.ts'
import type { DrillControl } from './drill/control.ts'
import { createMailbox } from './drill/mailbox.ts'
import { createOffices } from './drill/offices.ts'
import { play, playPrologue } from './drill/play.ts'
import { fourHundredDays } from './drill/four-hundred-days.ts'
import { sixNames } from './drill/six-names.ts'
import { spoofedMails } from './drill/spoofed-mails.ts'
import { openStage } from './drill/stage.ts'
import { ExchangeError } from './errors.ts'
import { initExchange } from './init.ts'
import { packOf } from './offices/load-pack.ts'

export type DrillOptions = {
  dir: string
  host: string
  port: number
  /** What a new drill plays, `week` unless said; one that is there keeps its own. */
  script?: string | undefined
  /** Country pack of a new drill, that of its script unless said; one that is there keeps its own. */
  pack?: string | undefined
  seed: string
  /** Virtual seconds a wall second, once the drill is live; those of its script unless said. */
  speed?: number | undefined
  logger?: Logger
  /** Told what is going on while the drill is set up. */
  said: (text: string) => void
}

export type OpenDrill = {
  exchange: Exchange
  port: number
  /** A one-time link for each person of the drill. */
  links: { title: string; member: string; link: string }[]
  close: () => Promise<void>
}

const OPERATOR = 'operator@drill.example'
const WEEK = 'week'
const SCRIPTS: readonly DrillScript[] = [
  weekOf(unitedStates),
  weekOf(france),
  sixNames,
  spoofedMails,
  fourHundredDays,
]
/** What can be played. */
export const DRILL_SCRIPTS = [...new Set(SCRIPTS.map(({ name }) => name))]
/** Country packs that a drill can be played in. */
export const DRILL_PACKS = [...new Set(SCRIPTS.map(({ pack }) => pack))]
/** The setting that says what is played here; a drill without it plays the week. */
const PLAYED = 'drill.script'
/** Mail for about one address in forty bounces, as directories go stale. */
const BOUNCES = /^(clerk|chief-official)\.0@[a-z\d-]*(13|57)\.office\.example$/

/** Opens the drill in `dir`, setting it up and playing its first days when it is new, and plays on from there. */
export async function openDrill(options: DrillOptions): Promise<OpenDrill> {
  const fresh = !existsSync(configPath(options.dir))
  const origin = `http://${options.host === '0.0.0.0' ? '127.0.0.1' : options.host}:${options.port}`
  if (fresh) {
    options.said('Setting up the drill: database, jurisdictions, keys')
    const script = scriptOf(options.script ?? WEEK, options.pack)
    await initExchange({
      ...options,
      name: 'Tocsin drill',
      origin,
      operatorEmail: OPERATOR,
      pack: script.pack,
      exercise: true,
      at: script.start,
      settings: { [PLAYED]: script.name },
    })
  }
  const config = {
    ...(await readConfig(options.dir)),
    host: options.host,
    port: options.port,
    origin,
  }
  const database = await openDatabase(config)
  try {
    return await openWith(database, config, options)
  } catch (error) {
    await database.close()
    throw error
  }
}

/** What is asked for; throws `bad-request` where it is not written for that country. */
function scriptOf(name: string, pack: string | undefined): DrillScript {
  const found = SCRIPTS.find((one) => one.name === name && (pack ?? one.pack) === one.pack)
  if (!found)
    throw new ExchangeError('bad-request', `no drill ${name} is written for the pack ${pack}`)
  return found
}

async function openWith(
  database: Database,
  config: Config,
  options: DrillOptions,
): Promise<OpenDrill> {
  const script = await scriptIn(database, options)
  const clock = drillClock(script.start, options.speed ?? script.speed)
  const control: DrillControl = {
    clock,
    title: script.title,
    beats: beatLines(script),
    done: 0,
    ...(script.score ? { score: script.score } : {}),
    ...(script.slows ? { slowTo: options.speed ?? script.speed } : {}),
  }
  const mailbox = createMailbox((address) => !BOUNCES.test(address))
  const exchange = await createExchange(config, {
    clock,
    database,
    mailer: mailbox,
    drill: control,
    logger: options.logger ?? pino({ name: 'tocsin', level: 'warn' }),
  })
  try {
    const drill = await begin(exchange, { options, control, mailbox, script })
    return { ...drill, close: () => drill.close().finally(() => database.close()) }
  } catch (error) {
    await exchange.close()
    throw error
  }
}

/** What this database plays; throws `conflict` where another script or country is asked for. */
async function scriptIn(
  { db }: Database,
  { script, pack }: Pick<DrillOptions, 'script' | 'pack'>,
): Promise<DrillScript> {
  const { id } = await packOf(db)
  if (pack !== undefined && pack !== id)
    throw new ExchangeError('conflict', `the drill in this folder is of the country pack ${id}`)
  const played = (await readSetting(db, PLAYED)) ?? WEEK
  if (script !== undefined && script !== played)
    throw new ExchangeError('conflict', `the drill in this folder plays ${played}`)
  const found = SCRIPTS.find((one) => one.name === played && one.pack === id)
  if (!found)
    throw new ExchangeError('internal', `no drill ${played} is written for the country pack ${id}`)
  return found
}

type Beginning = {
  options: DrillOptions
  control: DrillControl
  mailbox: ReturnType<typeof createMailbox>
  script: DrillScript
}

async function begin(
  exchange: Exchange,
  { options, control, mailbox, script }: Beginning,
): Promise<OpenDrill> {
  const { app, context: ctx } = exchange
  const stage = openStage({ app, ctx, wallNow: () => ctx.wall.now() })
  const offices = createOffices(options.seed, script.acts, () => false)
  const parts = {
    ctx,
    control,
    stage,
    mailbox,
    offices,
    seed: options.seed,
    script,
  }
  const stands = await readSetting(ctx.database.db, 'drill')
  const { port, close } = await exchange.listen()
  if (stands) restore(control, stands)
  else {
    options.said('Admitting members, founding groups, entering what the drill needs')
    await script.prepare(stage, OPERATOR)
    await writeSetting(
      ctx.database.db,
      'drill',
      JSON.stringify({ done: 0, now: script.start, speed: control.clock.speed() }),
    )
  }
  await playPrologue(parts, options.said)
  control.clock.resume()
  const player = play(parts)
  return {
    exchange,
    port,
    links: await linksOf(exchange, script),
    close: async () => {
      await player.stop()
      await close()
      await exchange.close()
    },
  }
}

function beatLines({ beats, start }: DrillScript): DrillControl['beats'] {
  return beats.map(({ minute, text }) => ({
    at: new Date(start.getTime() + minute * 60_000),
    text,
  }))
}

function restore(control: DrillControl, stands: string): void {
  const saved = JSON.parse(stands) as { done: number; now: string; speed: number }
  control.done = saved.done
  control.clock.leapTo(new Date(saved.now))
  control.clock.setSpeed(saved.speed)
}

async function linksOf({ context }: Exchange, { cast }: DrillScript): Promise<OpenDrill['links']> {
  const people = await context.database.db
    .selectFrom('people')
    .innerJoin('members', 'members.id', 'people.member_id')
    .select(['people.id', 'people.email', 'people.name', 'members.name as member'])
    .execute()
  const order = [OPERATOR, ...cast.flatMap(peopleOf).map(({ email }) => email)]
  const links: OpenDrill['links'] = []
  for (const email of order) {
    const person = people.find((one) => one.email === email)
    if (!person) continue
    const token = await issueLink(context.database.db, person.id, systemClock.now(), 24 * 60)
    links.push({
      title: person.name,
      member: person.member,
      link: toLinkUrl(context.config.origin, token),
    })
  }
  return links
}
