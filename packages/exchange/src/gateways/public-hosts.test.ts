import { createServer } from 'node:net'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { lookupPublic, refusePrivateLiteral } from './public-hosts.ts'
import { smppGateway } from './smpp.ts'

const lookedUp = (host: string) =>
  new Promise<string>((resolve) =>
    lookupPublic(host, {}, (error, address) => resolve(error ? error.message : String(address))),
  )

test.each([
  ['of the machine itself', '127.0.0.1'],
  ['of the machine itself, by IPv6', '[::1]'],
  ['of a private network', '10.0.0.5'],
  ['of a private network, within IPv6', '::ffff:192.168.0.1'],
  ['of a local network, by IPv6', 'fd00::1'],
  ['of carriers’ own networks', '100.64.0.1'],
  ['of a link, where clouds keep their secrets', '169.254.169.254'],
  ['that is none', '0.0.0.0'],
])('an address %s is refused as a gateway’s', (_, host) => {
  expect(() => refusePrivateLiteral(host)).toThrow('gatewayOnPrivateNetwork')
})

test('an address that everybody can reach is let pass, and so is a name until it is looked up', () => {
  for (const host of ['93.184.215.14', '[2606:2800:21f::1]', 'gateway.example'])
    expect(() => refusePrivateLiteral(host)).not.toThrow()
})

test('a name that leads to the machine itself is refused at the moment of connecting', async () => {
  expect(await lookedUp('localhost')).toContain('is no public address')
})

test('a gateway on the own machine is told of nothing, and the message is known not to have gone', async () => {
  let asked = 0
  const server = createServer((socket) => {
    asked += 1
    socket.destroy()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const as = { port, tls: false, systemId: 'a', password: 'b', from: '+15550100' }
  const message = { id: '1', to: '+16145550100', text: 'A', language: 'en' }
  for (const host of ['127.0.0.1', 'localhost']) {
    const gateway = smppGateway({ ...as, host, allowPrivate: false })
    const { fault } = await gateway.send(message)
    expect(fault).toMatchObject({ kind: 'server', brief: 'EPRIVATEHOST' })
    expect(fault).not.toHaveProperty('unknown')
    await gateway.close()
  }
  expect(asked).toBe(0)
  server.close()
})
