import { startMailServer } from '@tocsin/testkit'
import { connect, createServer, type AddressInfo } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { expect, test } from 'vitest'
import { toMailFault } from './faults.ts'
import { smtpMailer } from './outgoing.ts'

/** What is wrong when one mail is handed to the server at `url`. */
async function faultAt(url: string) {
  const mailer = smtpMailer(url, 'tocsin@exchange.example')
  try {
    await mailer.send({ to: 'clerk@county.example', subject: 'S', text: 'T' })
    return undefined
  } catch (error) {
    return toMailFault(error)
  } finally {
    mailer.close()
  }
}

test('a server that cannot do the TLS that is asked for is a fault of the exchange', async () => {
  const plain = await startMailServer()
  const { port } = new URL(plain.url)
  // No greeting comes before TLS here, so both ends see what they do not understand.
  const spoken = await faultAt(`smtps://127.0.0.1:${port}`)
  expect(spoken).toMatchObject({ kind: 'server', brief: expect.stringMatching(/^E[A-Z]+$/) })
  expect(await faultAt(`smtp://127.0.0.1:${port}/?requireTLS=true`)).toMatchObject({
    kind: 'server',
  })
  expect(plain.mails).toEqual([])
  await plain.stop()
})

test('a TLS handshake that fails, and a connection cut before the greeting, are faults of the exchange', async () => {
  const withoutCertificate = createTlsServer()
  const silent = createServer((socket) => socket.destroy())
  for (const [scheme, server] of [
    ['smtps', withoutCertificate],
    ['smtp', silent],
  ] as const) {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const { port } = server.address() as AddressInfo
    expect(await faultAt(`${scheme}://127.0.0.1:${port}`)).toMatchObject({ kind: 'server' })
    await new Promise((done) => server.close(done))
  }
})

test('a line that ends after the whole mail and before the answer leaves it unknown whether it was taken', async () => {
  const mute = await startMailServer()
  mute.mute.add('clerk@county.example')
  expect(await faultAt(mute.url)).toMatchObject({ kind: 'server', unknown: true })
  expect(mute.mails).toHaveLength(1)
  mute.sick = { at: 'mail-from', code: 451, words: 'not now' }
  expect(await faultAt(mute.url)).not.toHaveProperty('unknown')
  await mute.stop()
})

test('several mails go over few connections that are kept', async () => {
  let connections = 0
  const counting = await startMailServer()
  const front = createServer((client) => {
    connections += 1
    const back = connect(Number(new URL(counting.url).port), '127.0.0.1')
    client.pipe(back).pipe(client)
  })
  await new Promise<void>((done) => front.listen(0, '127.0.0.1', done))
  const { port } = front.address() as AddressInfo
  const mailer = smtpMailer(`smtp://127.0.0.1:${port}`, 'tocsin@exchange.example')
  const mail = { to: 'clerk@county.example', subject: 'S', text: 'T' }
  await Promise.all(Array.from({ length: 20 }, () => mailer.send(mail)))
  mailer.close()
  expect(counting.mails).toHaveLength(20)
  expect(connections).toBeLessThanOrEqual(4)
  await new Promise((done) => front.close(done))
  await counting.stop()
})

test('a mail server whose name is not found is a fault of the exchange', async () => {
  // RFC 2606, 2: no name below "invalid" is ever found.
  expect(await faultAt('smtp://mail.tocsin.invalid:25')).toMatchObject({
    kind: 'server',
    brief: expect.stringMatching(/^(EDNS|ENOTFOUND|EAI_AGAIN|ESOCKET|ECONNECTION)$/),
  })
})
