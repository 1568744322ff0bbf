import { expect, test } from 'vitest'
import { freshPostgres, refuseNesting } from '../src/index.ts'

test('a statement asked for within a transaction, by another way than its own, waits for its end', async () => {
  const { db, close } = await freshPostgres()
  const told: string[] = []
  const count = () => db.selectFrom('people').select('id').execute()
  let beside: Promise<unknown> | undefined
  await db.transaction().execute(async (tx) => {
    beside = count().then(() => told.push('beside'))
    await tx.selectFrom('people').select('id').execute()
    told.push('within')
  })
  await beside
  expect(told).toEqual(['within', 'beside'])
  await close()
})

test('others are not kept waiting by a transaction', async () => {
  const { db, close } = await freshPostgres()
  let resolve = () => {}
  const promise = new Promise<void>((end) => (resolve = end))
  const open = db.transaction().execute(() => promise)
  expect(await db.selectFrom('people').select('id').execute()).toEqual([])
  resolve()
  await open
  await close()
})

test('a transaction that waits for a statement beside it fails instead of standing still', async () => {
  const { db, close } = await freshPostgres()
  refuseNesting({ db }, 50)
  const nested = db.transaction().execute(() => db.selectFrom('people').select('id').execute())
  await expect(nested).rejects.toThrow('beside the open transaction')
  await close()
})
