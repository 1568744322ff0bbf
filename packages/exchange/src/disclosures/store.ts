/** Joint disclosures in SQL. `selectShown…` are meant for a reader's transaction (`asMember`); the others run as owner. */
import type { ActKind, DisclosureStanding, MemberKind } from '@tocsin/api'
import type { Selectable } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { Tables } from '../db/tables.ts'
import { ExchangeError } from '../errors.ts'
import { announce } from '../live/announce.ts'
import type { Doer } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { isAsked, type Party, takesPart } from './rules.ts'

export type DisclosureRow = Selectable<Tables['disclosures']>
export type PartRow = Selectable<Tables['disclosure_parts']>

export type Locked = { row: DisclosureRow; parties: Party[]; own: Party | undefined }

export function missing(): ExchangeError {
  return new ExchangeError('not-found', 'no such disclosure')
}

/** A disclosure with everybody who was ever asked to it, locked: what members and the clock do comes one after another. Throws `not-found`. */
export async function lockDisclosure(tx: Tx, id: string, memberId?: string): Promise<Locked> {
  const row = await tx
    .selectFrom('disclosures')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw missing()
  const parties = await selectParties(tx, id)
  return { row, parties, own: parties.find((one) => one.id === memberId) }
}

/** Everybody who was ever asked to a disclosure and how they stand to it. */
export async function selectParties(tx: Tx, id: string): Promise<Party[]> {
  const rows = await tx
    .selectFrom('disclosure_members as d')
    .innerJoin('members as m', 'm.id', 'd.member_id')
    .selectAll('d')
    .select('m.name')
    .where('d.disclosure_id', '=', id)
    .orderBy('m.name')
    .orderBy('m.id')
    .execute()
  return rows.map((row) => ({
    id: row.member_id,
    name: row.name,
    kind: row.kind as MemberKind,
    state: row.state as DisclosureStanding,
    handedIn: row.handed_in,
    acceptedOffer: row.accepted_offer,
    version: row.version,
    missing: row.missing,
    ownOpensAt: row.own_opens_at,
  }))
}

/** The active members of a group. */
export async function selectInGroup(tx: Tx, groupId: string) {
  const rows = await tx
    .selectFrom('group_members as g')
    .innerJoin('members as m', 'm.id', 'g.member_id')
    .select(['m.id', 'm.name', 'm.kind'])
    .where('g.group_id', '=', groupId)
    .where('m.active', '=', true)
    .execute()
  return rows.map((row) => ({ ...row, kind: row.kind as MemberKind }))
}

/** Changes how a member stands to a disclosure. */
export async function writeStanding(
  tx: Tx,
  id: string,
  memberId: string,
  set: {
    state?: DisclosureStanding
    own_opens_at?: Date | null
    handed_in?: boolean
    accepted_offer?: number
    version?: number
    missing?: boolean
  },
): Promise<void> {
  await tx
    .updateTable('disclosure_members')
    .set(set)
    .where('disclosure_id', '=', id)
    .where('member_id', '=', memberId)
    .execute()
}

/** Writes anew who may read a disclosure before it opens; gives them. */
export async function writeAsked(tx: Tx, id: string): Promise<string[]> {
  const asked = (await selectParties(tx, id)).filter(isAsked).map((one) => one.id)
  await tx.updateTable('disclosures').set({ asked }).where('id', '=', id).execute()
  return asked
}

/** Takes the bytes of a member's sealed part away; tells whether there was one. */
export async function unseatPart(
  tx: Tx,
  id: string,
  memberId: string,
  state: 'replaced' | 'taken-out',
): Promise<boolean> {
  const gone = await tx
    .updateTable('disclosure_parts')
    .set({ state, sealed: null })
    .where('disclosure_id', '=', id)
    .where('member_id', '=', memberId)
    .where('state', '=', 'sealed')
    .returning('id')
    .execute()
  return gone.length > 0
}

export type Step = {
  kind: ActKind
  at: Date
  by: Doer
  id: string
  statement: string
  /** Who may have the receipt: those who take part, or of what is a member's own it alone. */
  members: string[]
  details?: object
}

/** Records a step; gives its place in the log. Call it last. */
export async function recordStep(tx: Tx, step: Step): Promise<number> {
  const { kind, at, by, id, statement, members, details } = step
  const payload = { statement, disclosure: id, ...details }
  const [index] = await appendLog(tx, [
    { kind, at, subject: `disclosure:${id}`, payload, by, members },
  ])
  return index!
}

/** Tells the screens of those who were asked. Never of a part: when it came, and came anew, is its owner's. */
export async function tellAsked(tx: Tx, id: string, at: Date, members: string[]): Promise<void> {
  await announce(tx, { kind: 'disclosure.changed', subject: id, at, members })
}

/** Those who may have the receipt of what all agree on. */
export function witnessesOf(parties: readonly Party[], ...more: string[]): string[] {
  return [...new Set([...parties.filter(takesPart).map(({ id }) => id), ...more])]
}
