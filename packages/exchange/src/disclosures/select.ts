/** What the screens show of disclosures. The first two are meant for a reader's transaction (`asMember`), the last runs as owner. */
import type { Db, Tx } from '../db/database.ts'

/** Disclosures as one who was asked sees them. */
export function selectShown(tx: Tx, viewerId: string) {
  return tx
    .selectFrom('disclosures as d')
    .innerJoin('disclosure_members as s', (join) =>
      join.onRef('s.disclosure_id', '=', 'd.id').on('s.member_id', '=', viewerId),
    )
    .leftJoin('groups as g', 'g.id', 'd.group_id')
    .leftJoin('members as p', 'p.id', 'd.proposer')
    .leftJoin('members as o', 'o.id', 'd.offered_by')
    .select([
      'd.id',
      'd.position',
      'd.group_id',
      'd.title',
      'd.purpose',
      'd.proposer',
      'd.opens_at',
    ])
    .select(['d.threshold', 'd.k', 'd.research_terms', 'd.offers', 'd.offered_instant'])
    .select(['d.offered_by', 'd.offered_at', 's.state', 's.handed_in', 's.version', 's.missing'])
    .select(['g.name as group_name', 'p.name as proposer_name', 'p.kind as proposer_kind'])
    .select(['o.name as offerer_name', 'o.kind as offerer_kind'])
}

export type ShownRow = Awaited<ReturnType<ReturnType<typeof selectShown>['execute']>>[number]

/** Everybody who was asked to one. */
export function selectMembers(tx: Tx, id: string) {
  return tx
    .selectFrom('disclosure_members as s')
    .leftJoin('members as m', 'm.id', 's.member_id')
    .select(['s.member_id', 's.kind', 's.state', 's.handed_in', 's.accepted_offer', 's.version'])
    .select(['s.missing', 'm.name'])
    .where('s.disclosure_id', '=', id)
    .orderBy('m.name')
    .orderBy('s.member_id')
}

export type MemberRow = Awaited<ReturnType<ReturnType<typeof selectMembers>['execute']>>[number]

/** Parts of one member, newest first, without what is in them. */
export async function selectOwnParts(db: Db, id: string, memberId: string) {
  return db
    .selectFrom('disclosure_parts')
    .select(['seq', 'state', 'handed_in_at', 'records', 'bytes', 'digest', 'log_index'])
    .where('disclosure_id', '=', id)
    .where('member_id', '=', memberId)
    .orderBy('seq', 'desc')
    .execute()
}

export type OwnPartRow = Awaited<ReturnType<typeof selectOwnParts>>[number]
