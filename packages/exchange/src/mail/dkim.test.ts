import { readSuspiciousMail } from '@tocsin/detect/suspicious'
import { startMailServer } from '@tocsin/testkit'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readDkimKey, toDkimRecord } from './dkim.ts'
import { smtpMailer } from './outgoing.ts'

const FROM = 'Tocsin <tocsin@mail.exchange.example>'
const DKIM = { domain: 'exchange.example', selector: 's1', keyFile: 'dkim.pem' }
let dataDir: string

const pemOf = (bits: number) =>
  generateKeyPairSync('rsa', { modulusLength: bits }).privateKey.export({
    type: 'pkcs1',
    format: 'pem',
  })

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'tocsin-dkim-'))
  await writeFile(join(dataDir, 'dkim.pem'), pemOf(2048))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

test('a mail that went over SMTP proves by its signature that it is ours, and no more once a word of it was changed', async () => {
  const server = await startMailServer()
  const key = readDkimKey(DKIM, { dataDir, mailFrom: FROM })
  const mailer = smtpMailer(server.url, FROM, key)
  expect(mailer.signing).toBe(key)
  await mailer.send({
    to: 'clerk@county.example',
    subject: 'TLP:GREEN Seguridad: ¿llega esto?',
    text: 'Es un aviso.\n\n.una línea con punto\nñ à é\n',
  })
  mailer.close()
  await server.stop()
  const { name, value } = toDkimRecord(key)
  const asked: string[] = []
  const resolve = async (one: string) => {
    asked.push(one)
    if (one !== name) throw Object.assign(new Error('none'), { code: 'ENOTFOUND' })
    return [value]
  }
  const read = async (bytes: Uint8Array) =>
    (await readSuspiciousMail(bytes, { own: [], resolve, now: new Date() })).mails[0]?.signatures
  const { bytes } = server.mails[0]!
  expect(await read(bytes)).toMatchObject([{ domain: 'exchange.example', result: 'pass' }])
  expect(asked).toContain(name)
  const changed = Buffer.from(
    Buffer.from(bytes).toString('latin1').replace('aviso', 'avis0'),
    'latin1',
  )
  expect(await read(changed)).toMatchObject([{ result: 'fail', why: 'body-changed' }])
})

test('a key that is none, is too short or is another domain’s is refused by the field that names it', async () => {
  await writeFile(join(dataDir, 'short.pem'), pemOf(1024))
  await writeFile(join(dataDir, 'none.pem'), 'hello')
  const at = { dataDir, mailFrom: FROM }
  for (const keyFile of ['short.pem', 'none.pem', 'absent.pem'])
    expect(() => readDkimKey({ ...DKIM, keyFile }, at)).toThrow(/^config\.json\.dkim\.keyFile: /)
  expect(() => readDkimKey({ ...DKIM, domain: 'other.example' }, at)).toThrow(
    /^config\.json\.dkim\.domain: mails are from mail\.exchange\.example/,
  )
  expect(() => readDkimKey({ ...DKIM, domain: 'ange.example' }, at)).toThrow(/dkim\.domain/)
})
