import {
  addToGroup,
  createGroup,
  listAudited,
  removeFromGroup,
  searchRecord,
  type AuditAct,
  type AuditFilter,
} from '@tocsin/api'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { charterOf, propose } from './charter-parties.ts'
import { openStage, type Actor, type Stage } from './members-at-work.ts'

onServer('Names in the record of an auditor', (open) => {
  let database: TestDatabase
  let stage: Stage
  let operator: Actor
  let platform: Actor
  let auditor: Actor
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    operator = await stage.admit('Hub', 'hub', ['operator'])
    platform = await stage.admit('Platform A', 'platform')
    auditor = await stage.admit('Inspector', 'agency', ['auditor'])
    await database.db
      .updateTable('people')
      .set({ ends_at: new Date('2026-10-08T00:00:00.000Z') })
      .where('id', '=', auditor.personId)
      .execute()
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  async function find(filter: AuditFilter): Promise<AuditAct[]> {
    const { id } = await auditor.call(searchRecord, { body: { filter } })
    return (await auditor.call(listAudited, { params: { id } })).items
  }

  test('who joined and left which group is told by name and by id', async () => {
    const { id } = await operator.call(createGroup, {
      body: {
        name: 'Integrity circle',
        charter: 'Members tell each other what they found.',
        purposes: ['election-security'],
        legalBasis: 'Agreement',
        maxTlp: 'amber',
        expiresAt: '2027-01-01T00:00:00.000Z',
      },
    })
    const params = { id, memberId: platform.id }
    await operator.call(addToGroup, { params })
    await operator.call(removeFromGroup, { params })
    for (const kind of ['group.joined', 'group.left'] as const) {
      const [act] = await find({ kind })
      expect(JSON.parse(act!.statement!)).toMatchObject({ group: id, member: platform.id })
      expect(act!.named).toEqual(
        expect.arrayContaining([
          { id, name: 'Integrity circle' },
          { id: platform.id, name: 'Platform A' },
        ]),
      )
    }
  })

  test('what has no name in the record keeps its id, and a statement that is not shown names nobody', async () => {
    const id = await stage.found('Founded by no act', [platform])
    await propose(operator, id, charterOf({ maxTlp: 'green' }))
    const [proposed] = await find({ kind: 'charter.proposed' })
    expect(proposed!.statement).toContain(id)
    expect(proposed!.named.map((one) => one.name)).not.toContain('Founded by no act')
    const closed = (await find({})).filter(({ statement }) => statement === undefined)
    expect(closed.every(({ named }) => named.length === 0)).toBe(true)
  })
})
