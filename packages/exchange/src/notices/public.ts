import type { Context } from '../context.ts'
import type { Db } from '../db/database.ts'
import type { Viewer } from '../http/viewer.ts'
import { decidePublishing } from '../policy/apprise.ts'
import type { Outgoing } from './sendings.ts'

/** Whether everybody may read a notice once it is sent, by the rules. */
export async function isPublic(
  ctx: Context,
  db: Db,
  viewer: Viewer,
  { kind, tlp, corrects }: Pick<Outgoing, 'kind' | 'tlp' | 'corrects'>,
): Promise<boolean> {
  const before =
    corrects &&
    (await db
      .selectFrom('notices')
      .select('public_at')
      .where('id', '=', corrects.notice)
      .executeTakeFirst())
  const { exercise } = ctx.config
  const { allow } = decidePublishing(
    {
      // Whether the sender may send at all was asked before.
      sender: { kind: viewer.memberKind, active: true },
      type: kind,
      tlp,
      correctsHidden: corrects !== undefined && !before?.public_at,
      context: { now: ctx.clock.now(), exit: 'export', exercise },
    },
    ctx.policies,
  )
  return allow
}
