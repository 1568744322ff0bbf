/** The elections of a running exchange, kept and asked about by command. */
import { freePort, onServer, seedMember, startTestExchange } from '@tocsin/testkit'
import type { Seeded, TestExchange } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runTocsin } from './child.ts'

onServer('tocsin elections', (open) => {
  let node: TestExchange
  let origin: string
  let operator: Seeded
  let close: () => Promise<void>

  beforeAll(async () => {
    const port = await freePort()
    origin = `http://127.0.0.1:${port}`
    node = await startTestExchange({ database: await open(), pack: 'us', port, origin })
    close = (await node.listen()).close
    const { db } = node.context.database
    operator = await seedMember(db, { name: 'Hub', kind: 'hub', roles: ['operator'] })
  })
  afterAll(async () => {
    const { database } = node.context
    await close()
    await node.close()
    await database.close()
  })
  const run = (...args: string[]) =>
    runTocsin(['elections', ...args, '--url', origin], {
      TOCSIN_KEY: operator.authorization.replace('Bearer ', ''),
    })

  test('an election is added, changed in part and listed with the days left', async () => {
    const draft = ['--name', 'General election', '--kind', 'general', '--date', '2026-11-03']
    const more = ['--place', '12', '13', '--deadline', '2026-10-05=Last day to register']
    const added = await run('add', ...draft, ...more, '--clock', '7=60')
    expect(added.text).toContain(
      '2026-11-03 (33 days left)  General election, general: Florida; Georgia',
    )
    const [id = ''] = added.text.split(' ')
    await run('change', id, '--date', '2026-11-10')
    const { text: stdout } = await run('list')
    expect(stdout).toContain('2026-11-10 (40 days left)')
    expect(stdout).toContain('2026-10-05 (4 days)  Last day to register')
    expect(stdout).toContain('in the last 7 days: 60 minutes to answer')
    const faulty = await run('add', ...draft, '--place', '12', '--clock', 'seven')
    expect(faulty.code).not.toBe(0)
    expect(faulty.text).toContain('--clock takes days=minutes')
  })

  test('its offices are asked whether mail reaches them, and who could not be', async () => {
    const [id = ''] = (await run('list')).text.split(' ')
    const asked = await run('test', id, '--call', 'Election desk')
    expect(asked.text).toMatch(/^228 offices answer for this election; 1 tests were sent/)
    expect(asked.text).toMatch(/228 {2}no-address/)
    // This exchange has no mail server, which is said to whoever asks.
    expect(asked.text).toContain('no mail server is set')
    const planned = await run('test', id, '--call', 'Desk', '--days-before', '30', '--unanswered')
    expect(planned.text).toContain('reminder planned 30 days before: 2026-10-11T13:00:00.000Z')
    expect((await run('reached', id)).text).toContain('228  no-address')
  })
})
