import { existsSync } from 'node:fs'
import { pino, type Logger } from 'pino'
import { createExchange, type Exchange } from './app.ts'
import { issueLink, toLinkUrl } from './auth/links.ts'
import { systemClock } from './clock.ts'
import { configPath, readConfig } from './config.ts'
import { readSetting, writeSetting } from './db/settings.ts'
import { CAST } from './drill/cast.ts'
import { drillClock } from './drill/clock.ts'
import type { DrillControl } from './drill/control.ts'
import { createMailbox } from './drill/mailbox.ts'
import { createOffices } from './drill/offices.ts'
import { play, playPrologue } from './drill/play.ts'
import { BEATS } from './drill/script.ts'
import { seedDrill } from './drill/seed.ts'
import { openStage } from './drill/stage.ts'
import { initExchange } from './init.ts'

export type DrillOptions = {
  dir: string
  host: string
  port: number
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
/** Monday 09:00 in the east of the United States, in a week that has no election. */
const START = new Date('2026-10-26T13:00:00.000Z')
/** Mail for about one address in forty bounces, as directories go stale. */
const BOUNCES = /^(clerk|chief-official)\.0@\d*(13|57)\.office\.example$/

/** Opens the drill in `dir`, setting it up and playing its first days when it is new, and plays on from there. */
export async function openDrill(options: DrillOptions): Promise<OpenDrill> {
  const fresh = !existsSync(configPath(options.dir))
  const origin = `http://${options.host === '0.0.0.0' ? '127.0.0.1' : options.host}:${options.port}`
  if (fresh) {
    options.said('Setting up the drill: database, jurisdictions, keys')
    await initExchange({
      ...options,
      name: 'Tocsin drill',
      origin,
      operatorEmail: OPERATOR,
      pack: 'us',
      exercise: true,
    })
  }
  const config = {
    ...(await readConfig(options.dir)),
    host: options.host,
    port: options.port,
    origin,
  }
  const clock = drillClock(START, options.speed)
  const control: DrillControl = { clock, title: 'Election week', beats: beatLines(), done: 0 }
  const mailbox = createMailbox((address) => !BOUNCES.test(address))
  const exchange = await createExchange(config, {
    clock,
    mailer: mailbox,
    drill: control,
    logger: options.logger ?? pino({ name: 'tocsin', level: 'warn' }),
  })
  try {
    return await begin(exchange, { options, control, mailbox })
  } catch (error) {
    await exchange.close()
    throw error
  }
}

async function begin(
  exchange: Exchange,
  {
    options,
    control,
    mailbox,
  }: { options: DrillOptions; control: DrillControl; mailbox: ReturnType<typeof createMailbox> },
): Promise<OpenDrill> {
  const { app, context: ctx } = exchange
  const stage = openStage({ app, ctx, wallNow: () => ctx.wall.now() })
  const offices = createOffices(options.seed, () => false)
  const parts = {
    ctx,
    control,
    stage,
    mailbox,
    offices,
    facts: { seed: options.seed, start: START },
  }
  const stands = await readSetting(ctx.database.db, 'drill')
  const { port, close } = await exchange.listen()
  if (stands) restore(control, stands)
  else {
    options.said('Admitting members, founding groups, loading contacts')
    await seedDrill(stage, OPERATOR)
    await writeSetting(
      ctx.database.db,
      'drill',
      JSON.stringify({ done: 0, now: START, speed: options.speed }),
    )
  }
  await playPrologue(parts, options.said)
  control.clock.resume()
  const player = play(parts)
  return {
    exchange,
    port,
    links: await linksOf(exchange),
    close: async () => {
      await player.stop()
      await close()
      await exchange.close()
    },
  }
}

function beatLines(): DrillControl['beats'] {
  return BEATS.map((beat) => ({
    at: new Date(START.getTime() + beat.minute * 60_000),
    text: beat.text,
  }))
}

function restore(control: DrillControl, stands: string): void {
  const saved = JSON.parse(stands) as { done: number; now: string; speed: number }
  control.done = saved.done
  control.clock.leapTo(new Date(saved.now))
  control.clock.setSpeed(saved.speed)
}

async function linksOf({ context }: Exchange): Promise<OpenDrill['links']> {
  const people = await context.database.db
    .selectFrom('people')
    .innerJoin('members', 'members.id', 'people.member_id')
    .select(['people.id', 'people.email', 'people.name', 'members.name as member'])
    .execute()
  const order = [OPERATOR, ...CAST.map((member) => member.person.email)]
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
