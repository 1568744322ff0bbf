/** Messages by which operators try a channel: asked by a person, sent like any other, its end on record. */
import { isEmail, isPhoneNumber, type BodyOf, type tryChannel, type TryOut } from '@tocsin/api'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Limits } from '../auth/limits.ts'
import type { Context } from '../context.ts'
import type { Db } from '../db/database.ts'
import type { ChannelName } from '../delivery/channel.ts'
import { readHealth } from '../delivery/health.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { NOT_SENT, TRY_OUT, TRY_OUT_MINUTES } from './try-out-messages.ts'

const SHOWN = 20

/**
 * Queues a message that tries a channel. Throws `bad-request` for what is no address or number, `conflict` where nothing is set that could send it, and
 * `too-many-requests`. Returns its id.
 */
export async function tryOut(
  ctx: Context,
  limits: Limits,
  viewer: PersonViewer,
  { channel, to }: BodyOf<typeof tryChannel>,
): Promise<string> {
  const address = toAddress(channel, to)
  if (ctx.config.exercise)
    throw new ExchangeError('conflict', 'this is an exercise, which writes to nobody outside')
  const line = channel === 'mail' ? ctx.mailer : ctx.gateways[channel]
  if (!line)
    throw new ExchangeError(
      'conflict',
      channel === 'mail' ? 'no mail server is set' : 'no gateway is set for it',
    )
  await limits.count('tryOutsPerPerson', viewer.personId)
  await limits.count('tryOutsPerAddress', `${channel} ${address.toLowerCase()}`)
  const id = randomUUID()
  const at = ctx.clock.now()
  await ctx.database.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('deliveries')
      .values({
        id,
        purpose: TRY_OUT,
        person_id: viewer.personId,
        channel,
        address,
        state: 'queued',
        next_at: at,
        queued_at: at,
        expires_at: new Date(at.getTime() + TRY_OUT_MINUTES * 60_000),
      })
      .execute()
    await appendLog(tx, [
      {
        kind: 'exchange.tried-out',
        at,
        subject: 'exchange',
        payload: { id, channel, to: maskOf(channel, address) },
        by: toActor(viewer),
        members: [viewer.memberId],
      },
    ])
  })
  return id
}

function toAddress(channel: ChannelName, to: string): string {
  const address = channel === 'mail' ? to.trim() : to.replace(/[\s().-]/g, '')
  if (channel === 'mail' ? isEmail(address) : isPhoneNumber(address)) return address
  throw new ExchangeError(
    'bad-request',
    channel === 'mail'
      ? 'one mailbox is wanted, like clerk@county.example'
      : 'a number in full is wanted, like +1 614 555 0100',
    { path: '/body/to' },
  )
}

/** What the record says of an address: the domain of a mailbox, the end of a number. */
function maskOf(channel: ChannelName, address: string): string {
  return channel === 'mail' ? address.slice(address.lastIndexOf('@')) : `…${address.slice(-2)}`
}

type Row = Omit<TryOut, 'state' | 'at' | 'since' | 'fault'> & {
  asked: Date
  state: string
  fault: string | null
  since: Date | null
  delivered: boolean
  bounced: boolean
}

/** The newest, or the one; read as owner, for operators. */
export async function selectTryOuts(ctx: Context, id?: string): Promise<TryOut[]> {
  const { rows } = await selectRows(ctx.database.db, id)
  const blocked = new Map<ChannelName, string | undefined>()
  for (const { channel, state } of rows)
    if (state === 'queued' && !blocked.has(channel))
      blocked.set(channel, (await readHealth(ctx, channel)).act)
  return rows.map((row) => toTryOut(row, blocked.get(row.channel)))
}

function selectRows(db: Db, id: string | undefined) {
  return sql<Row>`
    select d.id, d.channel, case d.channel when 'mail' then d.address else '…' || right(d.address, 2) end as "to",
      p.name as by, d.queued_at as asked, d.state, d.fault, coalesce(d.bounced_at, d.delivered_at, d.settled_at) as since,
      d.delivered_at is not null as delivered, d.bounced_at is not null as bounced,
      d.channel = 'mail' and d.unknown_tries > 0 and (d.state = 'sent' or d.unknown_tries > 1) as "perhapsTwice"
    from deliveries d join people p on p.id = d.person_id
    where d.purpose = ${TRY_OUT} and (${id ?? null}::uuid is null or d.id = ${id ?? null}::uuid)
    order by d.queued_at desc, d.id limit ${sql.lit(SHOWN)}`.execute(db)
}

function toTryOut(row: Row, blocked: string | undefined): TryOut {
  const { asked, state, fault, since, delivered, bounced, ...kept } = row
  const words = state === 'queued' ? [blocked, fault].filter(Boolean).join(' ') : fault
  return {
    ...kept,
    at: asked.toISOString(),
    state: toState({ state, fault, delivered, bounced }),
    ...(since ? { since: since.toISOString() } : {}),
    ...(words ? { fault: words } : {}),
  }
}

function toState({
  state,
  fault,
  delivered,
  bounced,
}: Pick<Row, 'state' | 'fault' | 'delivered' | 'bounced'>): TryOut['state'] {
  if (bounced) return 'returned'
  if (state === 'queued') return 'waiting'
  if (state === 'unknown') return 'unknown'
  if (state === 'sent') return delivered ? 'delivered' : 'handed-over'
  return NOT_SENT.has(fault ?? '') ? 'not-sent' : 'refused'
}
