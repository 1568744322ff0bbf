/** How the duty desk of a member is reached: numbers and addresses and no words, shown to whom the member chooses. */
import type { Desk, MemberKind, OwnDesk } from '@tocsin/api'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { readAs, recordDuty } from './store.ts'

export async function readDesks(
  ctx: Context,
  who: PersonViewer,
): Promise<{ own: OwnDesk; others: Desk[] }> {
  const rows = await readAs(ctx, who, (tx) =>
    tx
      .selectFrom('duty_desks as d')
      .innerJoin('members as m', 'm.id', 'd.member_id')
      .select(['m.id', 'm.name', 'm.kind', 'm.active', 'd.phone', 'd.email', 'd.shown_to'])
      .orderBy('m.name')
      .orderBy('m.id')
      .execute(),
  )
  const own = rows.find((row) => row.id === who.memberId)
  return {
    own: { ...reachOf(own), shownTo: (own?.shown_to ?? 'nobody') as OwnDesk['shownTo'] },
    others: rows
      .filter((row) => row.id !== who.memberId && row.active)
      .map((row) => ({
        member: { id: row.id, name: row.name, kind: row.kind as MemberKind },
        ...reachOf(row),
      })),
  }
}

function reachOf(row: { phone: string | null; email: string | null } | undefined) {
  return {
    ...(row?.phone ? { phone: row.phone } : {}),
    ...(row?.email ? { email: row.email } : {}),
  }
}

/** Says it anew, whole. Throws `bad-request` where others would be shown a desk that nothing reaches. */
export async function keepDesk(
  ctx: Context,
  who: PersonViewer,
  { phone, email, shownTo }: OwnDesk,
): Promise<OwnDesk> {
  if (shownTo !== 'nobody' && phone === undefined && email === undefined)
    throw new ExchangeError('bad-request', 'say a telephone or a mail address to be shown', {
      path: '/body/shownTo',
    })
  const at = ctx.clock.now()
  const values = {
    phone: phone ?? null,
    email: email ?? null,
    shown_to: shownTo,
    person_id: who.personId,
    changed_at: at,
  }
  await ctx.database.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('duty_desks')
      .values({ member_id: who.memberId, ...values })
      .onConflict((conflict) => conflict.column('member_id').doUpdateSet(values))
      .execute()
    const statement = 'A person said how the duty desk of their member is reached'
    const payload = { phone: values.phone, email: values.email, shownTo }
    await recordDuty(tx, who, { statement, at, payload })
  })
  return { ...reachOf(values), shownTo }
}
