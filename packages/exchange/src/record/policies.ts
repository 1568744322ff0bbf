import type { PolicyTexts } from '@tocsin/api'
import type { Db } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PolicySet } from '../policy/policies.ts'

type PolicySetRef = Omit<PolicyTexts, 'schema' | 'policies'>

/** Every set of policies that was ever in force, newest first. */
export async function listPolicySets(db: Db, current: PolicySet): Promise<PolicySetRef[]> {
  const rows = await db
    .selectFrom('policy_sets')
    .select(['version', 'first_used_at'])
    .orderBy('first_used_at', 'desc')
    .orderBy('version')
    .execute()
  return rows.map((row) => toRef(row, current))
}

/** The text behind a hash in the record. Throws `not-found`. */
export async function readPolicySet(
  db: Db,
  current: PolicySet,
  version: string,
): Promise<PolicyTexts> {
  const row = await db
    .selectFrom('policy_sets')
    .selectAll()
    .where('version', '=', version)
    .executeTakeFirst()
  if (!row) throw new ExchangeError('not-found', 'no such policies were in force here')
  return { ...toRef(row, current), schema: row.schema, policies: row.policies }
}

function toRef(
  { version, first_used_at }: { version: string; first_used_at: Date },
  current: PolicySet,
): PolicySetRef {
  return { version, firstUsedAt: first_used_at.toISOString(), current: version === current.version }
}
