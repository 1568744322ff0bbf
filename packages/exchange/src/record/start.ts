/** What an exchange puts on record as it starts: that its program or its policies are no longer those it ran with before. */
import type { Db, Tx } from '../db/database.ts'
import { schemaNumber } from '../db/migrate.ts'
import { readSetting, writeSetting } from '../db/settings.ts'
import { appendLog, type Act } from '../log/append.ts'
import { countEntries } from '../log/store.ts'
import type { PolicySet } from '../policy/policies.ts'

const SCHEMA_SETTING = 'recorded_schema'
const POLICIES_SETTING = 'recorded_policies'

/** Records an upgrade and a change of policies, each in the transaction that remembers it; keeps the text of the policies. */
export async function recordStart(db: Db, policies: PolicySet, at: Date): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await keepPolicies(tx, policies, at)
    const acts = [
      await changed(tx, SCHEMA_SETTING, String(await schemaNumber(tx)), (from, to) => ({
        kind: 'exchange.upgraded',
        at,
        subject: 'exchange',
        payload: { from: from === undefined ? null : Number(from), to: Number(to) },
        by: 'server',
        members: [],
      })),
      await changed(tx, POLICIES_SETTING, policies.version, (from, to) => ({
        kind: 'policies.changed',
        at,
        subject: 'policies',
        payload: { from: from ?? null, to },
        by: 'server',
        members: [],
      })),
    ]
    await appendLog(
      tx,
      acts.filter((act) => act !== undefined),
    )
  })
}

/** The act that `toAct` makes of a change; none where nothing changed, or nothing is on record that came before. */
async function changed(
  tx: Tx,
  setting: string,
  now: string,
  toAct: (from: string | undefined, to: string) => Act,
): Promise<Act | undefined> {
  const before = await readSetting(tx, setting)
  if (before === now) return undefined
  await writeSetting(tx, setting, now)
  const isFirstStart = before === undefined && (await countEntries(tx)) === 0
  return isFirstStart ? undefined : toAct(before, now)
}

async function keepPolicies(tx: Tx, { version, schema, texts }: PolicySet, at: Date) {
  await tx
    .insertInto('policy_sets')
    .values({ version, first_used_at: at, schema, policies: JSON.stringify(texts) })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
