import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { addressOf, isLoopback, networkOf, warnOfUnnamedProxies } from './address.ts'

/** The address seen for a socket from `remote` with this `X-Forwarded-For`. */
async function seen(remote: string, forwarded?: string): Promise<string> {
  const app = new Hono()
  app.get('/', (c) => c.text(addressOf(c, ['10.0.0.1', '10.0.0.2'])))
  const headers: Record<string, string> = forwarded ? { 'x-forwarded-for': forwarded } : {}
  const env = { incoming: { socket: { remoteAddress: remote } } }
  return (await app.request('/', { headers }, env)).text()
}

test('a caller that is no trusted proxy is known by its socket, whatever it claims', async () => {
  expect(await seen('203.0.113.5', '198.51.100.7')).toBe('203.0.113.5')
})

test('behind trusted proxies the nearest address that is not one of them counts', async () => {
  expect(await seen('10.0.0.1', '6.6.6.6, 198.51.100.7, 10.0.0.2')).toBe('198.51.100.7')
  expect(await seen('10.0.0.1')).toBe('10.0.0.1')
})

test('an IPv4 address on an IPv6 socket is the same address', async () => {
  expect(await seen('::ffff:203.0.113.5')).toBe('203.0.113.5')
})

test.each([
  ['127.0.0.1', true],
  ['::1', true],
  ['10.0.0.1', false],
  ['128.0.0.1', false],
])('%s is loopback: %s', (address, verdict) => {
  expect(isLoopback(address)).toBe(verdict)
})

test.each([
  ['203.0.113.5', '203.0.113.5'],
  ['2001:db8:0:7:1:2:3:4', '2001:db8:0:7::/64'],
  ['2001:DB8::7:1:2:3:4', '2001:db8:0:7::/64'],
  ['2001:db8:0:07::9', '2001:db8:0:7::/64'],
  ['2001:db8::', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['in-process', 'in-process'],
])('%s calls from %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

test('a peer that forwards for others and is not named is told of once', async () => {
  const told: string[] = []
  const app = new Hono()
  app.use(warnOfUnnamedProxies(['10.0.0.1'], (peer) => told.push(peer)))
  app.get('/', (c) => c.text('ok'))
  for (const [remote, headers] of [
    ['10.0.0.1', { 'x-forwarded-for': '198.51.100.7' }],
    ['10.0.0.9', {}],
    ['10.0.0.9', { 'x-forwarded-for': '198.51.100.7' }],
    ['10.0.0.9', { forwarded: 'for=198.51.100.7' }],
    ['::ffff:127.0.0.1', { 'x-forwarded-for': '198.51.100.7' }],
  ] as const)
    await app.request('/', { headers }, { incoming: { socket: { remoteAddress: remote } } })
  expect(told).toEqual(['10.0.0.9', '127.0.0.1'])
})
