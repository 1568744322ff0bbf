import type { PartyStatement } from '@tocsin/api'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Doer } from '../log/actor.ts'
import { writeVersion, type Proposer } from './propose.ts'
import { verifyStatement } from './rules.ts'
import { lockParty } from './store.ts'

/** As many domains as a party may state. */
const MOST_DOMAINS = 50

/**
 * Proposes that a name is the party's own, as a new version that another person lets stand. What lies below a domain that it states
 * already is its own, and nothing is proposed. What the same proposer has waiting takes the name in. Throws `conflict` where
 * somebody else's change waits, the list is full or the watch has ended.
 */
export async function proposeOwnName(
  tx: Tx,
  { partyId, name, by, at }: { partyId: string; name: string; by: Proposer; at: Date },
): Promise<'proposed' | 'stated'> {
  const party = await lockParty(tx, partyId)
  if (party?.state !== 'defended') throw refusal('the watch for it has ended')
  const versions = await tx
    .selectFrom('party_versions')
    .selectAll()
    .where('party_id', '=', partyId)
    .orderBy('version')
    .execute()
  const waiting = versions.find(({ state }) => state === 'proposed')
  if (waiting && !isOwn(waiting, by))
    throw refusal('a change of its names waits already; answer without adding this one, or wait')
  const base = waiting ?? versions.find(({ state }) => state === 'in-force')!
  const statement = withName(base.statement, name)
  if (!statement) return 'stated'
  verifyStatement(statement)
  if (waiting)
    await tx
      .updateTable('party_versions')
      .set({
        state: 'superseded',
        settled_at: at,
        statement: JSON.stringify({ ...waiting.statement, contacts: [] }),
      })
      .where('party_id', '=', partyId)
      .where('version', '=', waiting.version)
      .execute()
  const version = versions.at(-1)!.version + 1
  await writeVersion(tx, party, by, { version, statement, at })
  return 'proposed'
}

/** The statement with the name among its domains; nothing where it stands there, or below one. */
function withName(statement: PartyStatement, name: string): PartyStatement | undefined {
  const { domains } = statement
  if (domains.some((own) => name === own || name.endsWith(`.${own}`))) return undefined
  if (domains.length >= MOST_DOMAINS)
    throw refusal(`it states ${MOST_DOMAINS} domains already, as many as may be`)
  return { ...statement, domains: [...domains, name] }
}

function isOwn(
  waiting: { proposed_by: string | null; proposed_by_rank: number | null },
  by: Proposer,
): boolean {
  return 'personId' in by
    ? waiting.proposed_by === by.personId
    : waiting.proposed_by_rank === by.rank
}

function refusal(words: string): ExchangeError {
  return new ExchangeError('conflict', words, { path: '/body/addName' })
}

/** Who proposes, as the log names the same one; nobody but a person or a contact answers for a party. */
export function toProposer(by: Doer): Proposer {
  if (typeof by !== 'string' && 'party' in by) return by
  if (typeof by !== 'string' && 'memberId' in by && by.personId !== undefined)
    return { memberId: by.memberId, personId: by.personId }
  throw new ExchangeError('forbidden', 'a person proposes what is the party’s own')
}
