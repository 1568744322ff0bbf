import { onStockPostgres } from '@tocsin/testkit'
import { describeTaxii } from '@tocsin/testkit/taxii'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { startTaxiiHarness } from './taxii-harness.ts'

onStockPostgres('TAXII', (open) => {
  describeTaxii('the exchange', async () => startTaxiiHarness(await open()))
})

onStockPostgres('the connection', (open) => {
  test('compiles no statement, whatever the server would by itself', async () => {
    const database = await open()
    const set = async () => (await sql<{ jit: string }>`show jit`.execute(database.db)).rows[0]?.jit
    const { rows } = await sql<{ jit: string; can: boolean }>`
      select reset_val as jit, pg_jit_available() as can from pg_settings where name = 'jit'`.execute(
      database.db,
    )
    expect(rows).toEqual([{ jit: 'on', can: expect.any(Boolean) }])
    expect(await set()).toBe('off')
    const { rows: dear } = await sql<{ name: string }>`select proname as name from pg_proc
      where 'enable_seqscan=off' = any(proconfig) and not 'jit=off' = any(proconfig)`.execute(
      database.db,
    )
    expect(dear).toEqual([])
    await database.close()
  })
})
