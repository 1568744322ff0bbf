import { sql, type Insertable } from 'kysely'
import type { Tx } from '../db/database.ts'
import type { GroupTable } from '../db/group-tables.ts'

type MemberRow = { id: string; name: string; kind: string }

/** Groups with their members; `memberId` leaves those it belongs to, `id` that one. */
export async function selectGroups(tx: Tx, filter: { memberId?: string; id?: string }) {
  return tx
    .selectFrom('groups as g')
    .selectAll('g')
    .select(
      sql<MemberRow[]>`coalesce((
        select json_agg(json_build_object('id', m.id, 'name', m.name, 'kind', m.kind) order by m.name)
        from group_members gm join members m on m.id = gm.member_id where gm.group_id = g.id
      ), '[]'::json)`.as('members'),
    )
    .leftJoin('elections as e', 'e.id', 'g.ends_with')
    .select('e.name as election_name')
    .$if(filter.id !== undefined, (query) => query.where('g.id', '=', filter.id ?? ''))
    .$if(filter.memberId !== undefined, (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('group_members as own')
            .select('own.group_id')
            .whereRef('own.group_id', '=', 'g.id')
            .where('own.member_id', '=', filter.memberId ?? ''),
        ),
      ),
    )
    .orderBy('g.name')
    .execute()
}

export async function insertGroup(tx: Tx, row: Insertable<GroupTable>): Promise<void> {
  await tx.insertInto('groups').values(row).execute()
}

/** Whether the member was admitted by this call, rather than before. */
export async function insertGroupMember(
  tx: Tx,
  groupId: string,
  memberId: string,
  at: Date,
): Promise<boolean> {
  const added = await tx
    .insertInto('group_members')
    .values({ group_id: groupId, member_id: memberId, joined_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning('group_id')
    .executeTakeFirst()
  return added !== undefined
}

/** Whether the member was there to be taken out. */
export async function deleteGroupMember(
  tx: Tx,
  groupId: string,
  memberId: string,
): Promise<boolean> {
  const gone = await tx
    .deleteFrom('group_members')
    .where('group_id', '=', groupId)
    .where('member_id', '=', memberId)
    .returning('group_id')
    .executeTakeFirst()
  return gone !== undefined
}
