import type { Exchange, MemberKind, Role, Session } from '@tocsin/api'
import type { Context } from '../context.ts'
import { readMailHealth } from '../delivery/health.ts'
import { ExchangeError } from '../errors.ts'

/** What anyone may know of this exchange. */
export async function describeExchange(ctx: Context): Promise<Exchange> {
  return {
    name: ctx.config.name,
    exercise: ctx.config.exercise,
    now: ctx.clock.now().toISOString(),
    logKey: ctx.log.verifier,
    languages: [...(await ctx.languages())],
    mail: (await readMailHealth(ctx)).state,
  }
}

/** The session reply for a person. */
export async function describeSession(ctx: Context, personId: string): Promise<Session> {
  const row = await ctx.database.db
    .selectFrom('people as p')
    .innerJoin('members as m', 'm.id', 'p.member_id')
    .select([
      'p.id',
      'p.name',
      'p.email',
      'p.roles',
      'p.locale',
      'p.ends_at',
      'p.time_zone',
      'm.id as member_id',
      'm.name as member_name',
      'm.kind as member_kind',
    ])
    .where('p.id', '=', personId)
    .executeTakeFirst()
  if (!row) throw new ExchangeError('not-signed-in', 'sign in first')
  return {
    person: {
      id: row.id,
      name: row.name,
      email: row.email,
      roles: row.roles as Role[],
      locale: row.locale,
      ...(row.time_zone === null ? {} : { timeZone: row.time_zone }),
      ...(row.ends_at ? { endsAt: row.ends_at.toISOString() } : {}),
    },
    member: { id: row.member_id, name: row.member_name, kind: row.member_kind as MemberKind },
    exchange: await describeExchange(ctx),
  }
}
