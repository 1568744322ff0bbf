import type { PartyStatement } from '@tocsin/api'
import { createHash, randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { announce } from '../live/announce.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { verifyStatement, withoutContacts } from './rules.ts'
import { lockParty } from './store.ts'

/** Parties that one member may be: its brands. */
const MOST_OF_A_MEMBER = 20
/** Parties that are no members, on one exchange. */
const MOST_OTHERS = 100_000

/** Proposes that a party is defended: the own member, or one that is none, which is an operator's to propose. Gives its id. */
export async function proposeParty(
  ctx: Context,
  by: PersonViewer,
  { statement, isMember }: { statement: PartyStatement; isMember: boolean },
): Promise<string> {
  verifyStatement(statement)
  if (!isMember && !by.roles.includes('operator'))
    throw new ExchangeError('forbidden', 'an operator enters a party that is no member here')
  const id = randomUUID()
  await ctx.database.db.transaction().execute(async (tx) => {
    const at = ctx.clock.now()
    const member = isMember ? by.memberId : null
    await refuseTooMany(tx, member)
    await tx
      .insertInto('defended_parties')
      .values({
        id,
        member_id: member,
        state: 'proposed',
        name: statement.name,
        kind: statement.kind,
        created_at: at,
      })
      .execute()
    await writeVersion(tx, { id, member_id: member }, by, { version: 1, statement, at })
  })
  return id
}

/** Proposes a new version; one that waits already is replaced by nobody but settled first. */
export async function changeParty(
  ctx: Context,
  by: PersonViewer,
  id: string,
  statement: PartyStatement,
): Promise<void> {
  verifyStatement(statement)
  await ctx.database.db.transaction().execute(async (tx) => {
    const party = await findOwn(tx, by, id)
    if (party.state === 'ended') throw new ExchangeError('conflict', 'the watch for it has ended')
    const versions = await tx
      .selectFrom('party_versions')
      .select(['version', 'state'])
      .where('party_id', '=', id)
      .execute()
    if (versions.some(({ state }) => state === 'proposed'))
      throw new ExchangeError('conflict', 'a version waits already; it is settled first')
    const version = Math.max(...versions.map((one) => one.version)) + 1
    const at = ctx.clock.now()
    if (party.state === 'refused')
      await tx
        .updateTable('defended_parties')
        .set({ state: 'proposed', name: statement.name, kind: statement.kind })
        .where('id', '=', id)
        .execute()
    await writeVersion(tx, party, by, { version, statement, at })
  })
}

/** A party that is the viewer's member, or any for an operator; throws `not-found`. */
export async function findOwn(tx: Tx, by: PersonViewer, id: string) {
  const party = await lockParty(tx, id)
  const isOwn = party?.member_id === by.memberId || by.roles.includes('operator')
  if (!party || !isOwn) throw new ExchangeError('not-found', 'no such party of yours')
  return party
}

async function refuseTooMany(tx: Tx, member: string | null): Promise<void> {
  const most = member === null ? MOST_OTHERS : MOST_OF_A_MEMBER
  const { n } = await tx
    .selectFrom('defended_parties')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('member_id', member === null ? 'is' : '=', member)
    .where('state', '<>', 'ended')
    .executeTakeFirstOrThrow()
  if (Number(n) >= most)
    throw new ExchangeError('conflict', `there are ${most} already, as many as may be`)
}

/** A person of a member, or a contact of the party by its link. */
export type Proposer = { memberId: string; personId: string } | { party: string; rank: number }

/** Writes a version that waits, with its entry of the log. */
export async function writeVersion(
  tx: Tx,
  party: { id: string; member_id: string | null },
  by: Proposer,
  { version, statement, at }: { version: number; statement: PartyStatement; at: Date },
): Promise<void> {
  const concerned = ['memberId' in by ? by.memberId : null, party.member_id]
  const members = [...new Set(concerned.filter((id) => id !== null))]
  await announce(tx, { kind: 'party.changed', subject: party.id, at, members })
  const [logIndex] = await appendLog(tx, [
    {
      kind: 'party.proposed',
      at,
      subject: `party:${party.id}`,
      payload: {
        kind: 'party.proposed',
        at: at.toISOString(),
        party: party.id,
        version,
        statement: withoutContacts(statement),
        contacts: createHash('sha256').update(JSON.stringify(statement.contacts)).digest('hex'),
      },
      by: 'personId' in by ? toActor(by) : by,
      members,
    },
  ])
  await tx
    .insertInto('party_versions')
    .values({
      party_id: party.id,
      version,
      state: 'proposed',
      statement: JSON.stringify(statement),
      proposed_by_member: 'memberId' in by ? by.memberId : null,
      proposed_by: 'personId' in by ? by.personId : null,
      proposed_by_rank: 'rank' in by ? by.rank : null,
      proposed_at: at,
      settled_by_member: null,
      settled_by: null,
      reason: null,
      log_index: logIndex!,
    })
    .execute()
}
