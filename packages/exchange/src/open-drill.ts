import { existsSync } from 'node:fs'
import { pino, type Logger } from 'pino'
import { createExchange, type Exchange } from './app.ts'
import { issueLink, toLinkUrl } from './auth/links.ts'
import { systemClock } from './clock.ts'
import { configPath, readConfig, type Config } from './config.ts'
import type { Database } from './db/database.ts'
import { openDatabase } from './db/open.ts'
import { readSetting, writeSetting } from './db/settings.ts'
import type { DrillCountry } from './drill/country.ts'
import { france } from './drill/fr.ts'
import { unitedStates } from './drill/us.ts'
import { drillClock } from './drill/clock.ts'
import type { DrillControl } from './drill/control.ts'
import { createMailbox } from './drill/mailbox.ts'
import { createOffices } from './drill/offices.ts'
import { play, playPrologue } from './drill/play.ts'
import { beatsOf, type Beat } from './drill/script.ts'
import { seedDrill } from './drill/seed.ts'
import { openStage } from './drill/stage.ts'
import { ExchangeError } from './errors.ts'
import { initExchange } from './init.ts'
import { packOf } from './offices/load-pack.ts'

export type DrillOptions = {
  dir: string
  host: string
  port: number
  /** Country pack of a new drill, `us` unless said; one that is there keeps its own. */
  pack?: string | undefined
  seed: string
  /** Virtual seconds a wall second, once the drill is live. */
  speed: number
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
const COUNTRIES = new Map([unitedStates, france].map((country) => [country.pack, country]))
/** Country packs that a drill can be played in. */
export const DRILL_PACKS = [...COUNTRIES.keys()]
/** Mail for about one address in forty bounces, as directories go stale. */
const BOUNCES = /^(clerk|chief-official)\.0@[a-z\d-]*(13|57)\.office\.example$/

/** Opens the drill in `dir`, setting it up and playing its first days when it is new, and plays on from there. */
export async function openDrill(options: DrillOptions): Promise<OpenDrill> {
  const fresh = !existsSync(configPath(options.dir))
  const origin = `http://${options.host === '0.0.0.0' ? '127.0.0.1' : options.host}:${options.port}`
  if (fresh) {
    options.said('Setting up the drill: database, jurisdictions, keys')
    const country = COUNTRIES.get(options.pack ?? unitedStates.pack)
    await initExchange({
      ...options,
      name: 'Tocsin drill',
      origin,
      operatorEmail: OPERATOR,
      pack: options.pack ?? unitedStates.pack,
      exercise: true,
      ...(country && { at: country.start }),
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

async function openWith(
  database: Database,
  config: Config,
  options: DrillOptions,
): Promise<OpenDrill> {
  const country = await countryOf(database, options.pack)
  const beats = beatsOf(country)
  const clock = drillClock(country.start, options.speed)
  const control: DrillControl = {
    clock,
    title: country.title,
    beats: beatLines(beats, country.start),
    done: 0,
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
    const drill = await begin(exchange, { options, control, mailbox, country, beats })
    return { ...drill, close: () => drill.close().finally(() => database.close()) }
  } catch (error) {
    await exchange.close()
    throw error
  }
}

/** The country of the drill in this database; throws `conflict` where another is asked for. */
async function countryOf(database: Database, wanted: string | undefined): Promise<DrillCountry> {
  const { id } = await packOf(database.db)
  if (wanted !== undefined && wanted !== id)
    throw new ExchangeError('conflict', `the drill in this folder is of the country pack ${id}`)
  const country = COUNTRIES.get(id)
  if (!country)
    throw new ExchangeError('internal', `no drill is written for the country pack ${id}`)
  return country
}

type Beginning = {
  options: DrillOptions
  control: DrillControl
  mailbox: ReturnType<typeof createMailbox>
  country: DrillCountry
  beats: Beat[]
}

async function begin(
  exchange: Exchange,
  { options, control, mailbox, country, beats }: Beginning,
): Promise<OpenDrill> {
  const { app, context: ctx } = exchange
  const stage = openStage({ app, ctx, wallNow: () => ctx.wall.now() })
  const offices = createOffices(options.seed, country.acts, () => false)
  const parts = {
    ctx,
    control,
    stage,
    mailbox,
    offices,
    facts: { seed: options.seed, country },
    beats,
  }
  const stands = await readSetting(ctx.database.db, 'drill')
  const { port, close } = await exchange.listen()
  if (stands) restore(control, stands)
  else {
    options.said('Admitting members, founding groups, loading contacts')
    await seedDrill(stage, country, OPERATOR)
    await writeSetting(
      ctx.database.db,
      'drill',
      JSON.stringify({ done: 0, now: country.start, speed: options.speed }),
    )
  }
  await playPrologue(parts, options.said)
  control.clock.resume()
  const player = play(parts)
  return {
    exchange,
    port,
    links: await linksOf(exchange, country),
    close: async () => {
      await player.stop()
      await close()
      await exchange.close()
    },
  }
}

function beatLines(beats: Beat[], start: Date): DrillControl['beats'] {
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

async function linksOf({ context }: Exchange, country: DrillCountry): Promise<OpenDrill['links']> {
  const people = await context.database.db
    .selectFrom('people')
    .innerJoin('members', 'members.id', 'people.member_id')
    .select(['people.id', 'people.email', 'people.name', 'members.name as member'])
    .execute()
  const order = [OPERATOR, ...country.cast.map((member) => member.person.email)]
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
