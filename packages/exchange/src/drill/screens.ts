import type { Context } from '../context.ts'
import { announce } from '../live/announce.ts'

/** Every screen shows the drill's clock and beats. */
export async function tellScreens(ctx: Context): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const members = await tx.selectFrom('members').select('id').execute()
    const at = ctx.clock.now()
    await announce(tx, {
      kind: 'drill.changed',
      subject: 'drill',
      at,
      members: members.map((row) => row.id),
    })
  })
}
