import { TEXT_CHANNELS, type MailHealth, type MailState, type TextChannel } from '@tocsin/api'
import { sql, type Selectable } from 'kysely'
import type { Context } from '../context.ts'
import type { Db } from '../db/database.ts'
import type { MailServerTable } from '../db/notice-tables.ts'
import type { GatewayFault } from '../gateways/gateway.ts'
import type { ChannelName } from './channel.ts'

/** How long after a failure of our own server one mail tries it again; the last stands for all further ones. */
const AGAIN_SECONDS = [5, 10, 20, 40, 60]

export const NO_MAIL_SERVER =
  'Cannot be mailed: no mail server is set. The operator must set one; until then call.'

type Health = Selectable<MailServerTable>

export async function selectHealth(db: Db, channel: ChannelName): Promise<Health> {
  return db
    .selectFrom('mail_server')
    .selectAll()
    .where('channel', '=', channel)
    .executeTakeFirstOrThrow()
}

type Lines = Pick<Context, 'mailer' | 'gateways' | 'database'>

/** How the mail of this exchange fares, with who must act. */
export async function readMailHealth(ctx: Lines): Promise<MailHealth> {
  return readHealth(ctx, 'mail')
}

/** How a channel of this exchange fares, with who must act. */
export async function readHealth(ctx: Lines, channel: ChannelName): Promise<MailHealth> {
  const row = await selectHealth(ctx.database.db, channel)
  const line = channel === 'mail' ? ctx.mailer : ctx.gateways[channel]
  const state = stateOf(line !== undefined, row)
  const act = actOf(state, row, WORDS[channel])
  return {
    state,
    ...(state === 'failing' && row.failing_since ? { since: row.failing_since.toISOString() } : {}),
    ...(state === 'failing' && row.fault ? { fault: row.fault } : {}),
    ...(act ? { act } : {}),
    ...(row.handed_over_at ? { handedOverAt: row.handed_over_at.toISOString() } : {}),
  }
}

/** How each channel to numbers fares. */
export async function readTextHealth(ctx: Lines): Promise<Record<TextChannel, MailHealth>> {
  const sms = await readHealth(ctx, 'sms')
  const voice = await readHealth(ctx, 'voice')
  return { sms, voice, fax: await readHealth(ctx, 'fax') }
}

/** Why no mail goes out now and who must act; nothing while nothing stops it. */
export async function whyBlocked(ctx: Lines): Promise<string | undefined> {
  return (await readMailHealth(ctx)).act
}

/** Why no message of a channel to numbers goes out now; nothing for one that goes. */
export async function whyTextsBlocked(ctx: Lines): Promise<Partial<Record<TextChannel, string>>> {
  const blocked: Partial<Record<TextChannel, string>> = {}
  for (const channel of TEXT_CHANNELS) {
    const { act } = await readHealth(ctx, channel)
    if (act) blocked[channel] = act
  }
  return blocked
}

type Words = { none: string; failing: (since: string) => string }

const NO_GATEWAY = (what: string) =>
  `No ${what}: no gateway is set. The operator must set one; until then call.`
const GATEWAY_FAILS = (what: string) => (since: string) =>
  `No ${what}: the gateway refuses us or is away since ${since} UTC. It is tried again all the time; the operator must act, and until then call.`

const WORDS: Record<ChannelName, Words> = {
  mail: {
    none: NO_MAIL_SERVER,
    failing: (since) =>
      `Cannot be mailed: the mail server of this exchange refuses us or is away since ${since} UTC. It is tried again all the time; the operator must act, and until then call.`,
  },
  sms: { none: NO_GATEWAY('SMS goes out'), failing: GATEWAY_FAILS('SMS goes out') },
  fax: { none: NO_GATEWAY('fax goes out'), failing: GATEWAY_FAILS('fax goes out') },
  voice: {
    none: NO_GATEWAY('call by a machine goes out'),
    failing: GATEWAY_FAILS('call by a machine goes out'),
  },
}

function stateOf(hasServer: boolean, row: Health): MailState {
  if (!hasServer) return 'none'
  if (row.failing_since) return 'failing'
  return row.handed_over_at ? 'working' : 'untried'
}

function actOf(state: MailState, row: Health, { none, failing }: Words): string | undefined {
  if (state === 'none') return none
  if (state !== 'failing') return undefined
  return failing(row.failing_since!.toISOString().slice(0, 16).replace('T', ' '))
}

/** Whether our server may be tried now, and with how many mails: one while it fails. */
export function mayTry(row: Health, now: Date, batch: number): number {
  if (!row.failing_since) return batch
  return row.next_at && row.next_at > now ? 0 : 1
}

/** Writes down what a batch taught of our own server. Returns whether it fails now and did not, or the other way. */
export async function recordHealth(
  db: Db,
  channel: ChannelName,
  seen: { handedOver: boolean; answered: boolean; fault: GatewayFault | undefined },
  at: Date,
): Promise<boolean> {
  const before = await selectHealth(db, channel)
  if (seen.answered) {
    const ends = { failing_since: null, fault: null, tries: 0, next_at: null }
    await db
      .updateTable('mail_server')
      .set({ ...ends, ...(seen.handedOver ? { handed_over_at: at } : {}) })
      .where('channel', '=', channel)
      .execute()
    return before.failing_since !== null
  }
  if (!seen.fault) return false
  const wait = AGAIN_SECONDS[before.tries] ?? AGAIN_SECONDS.at(-1)!
  await sql`update mail_server set failing_since = coalesce(failing_since, ${at}), fault = ${seen.fault.words},
    tries = tries + 1, next_at = ${new Date(at.getTime() + wait * 1000)} where channel = ${channel}`.execute(
    db,
  )
  return before.failing_since === null
}
