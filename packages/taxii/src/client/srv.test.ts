import { expect, test } from 'vitest'
import { findServers, type SrvRecord } from './srv.ts'

const record = (name: string, priority = 0, weight = 1, port = 443): SrvRecord => ({
  name,
  port,
  priority,
  weight,
})

test('the records of the service taxii2 over tcp become addresses, by priority', async () => {
  const asked: string[] = []
  const found = await findServers('example.com', async (name) => {
    asked.push(name)
    return [record('spare.example.com.', 9, 1, 8443), record('hub.example.com')]
  })
  expect(asked).toEqual(['_taxii2._tcp.example.com'])
  expect(found).toEqual(['https://hub.example.com/', 'https://spare.example.com:8443/'])
})

test('among records of one priority the weightier come first as often as their weight says', async () => {
  let random = 1
  const next = () => (random = (random * 48_271) % 2_147_483_647) / 2_147_483_647
  let first = 0
  for (let i = 0; i < 2000; i++) {
    const records = [record('light.example', 0, 1), record('heavy.example', 0, 3)]
    const [server] = await findServers('example.com', async () => records, next)
    if (server === 'https://heavy.example/') first++
  }
  expect(first / 2000).toBeCloseTo(0.75, 1)
})

test('a domain without records, or that says it has no such service, has no servers', async () => {
  const missing = Object.assign(new Error('none'), { code: 'ENODATA' })
  expect(await findServers('example.com', () => Promise.reject(missing))).toEqual([])
  expect(await findServers('example.com', async () => [record('.')])).toEqual([])
})

test.each(['user@evil.example', 'a/b', 'x?y', '', 'a b', '[::1]'])(
  'a host that DNS calls %j is left out',
  async (name) => {
    expect(await findServers('example.com', async () => [record(name)])).toEqual([])
  },
)

test('what is no domain, and DNS that does not answer, are told', async () => {
  await expect(findServers('a/b', async () => [])).rejects.toMatchObject({ code: 'bad-request' })
  const late = Object.assign(new Error('late'), { code: 'ETIMEOUT' })
  await expect(findServers('example.com', () => Promise.reject(late))).rejects.toMatchObject({
    code: 'network',
    cause: late,
  })
})
