/** The encryption to keys is checked by a second writing of RFC 9180, on `node:crypto` alone, and that by a published vector. */
import { Aes128Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core'
import { createCipheriv, createDecipheriv, createECDH, createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { makeDecisionKey, openWith, sealTo } from './hpke.ts'

const bytes = (...parts: (string | Uint8Array | number[])[]): Buffer =>
  Buffer.concat(
    parts
      .map((part) => (typeof part === 'string' ? Buffer.from(part) : part))
      .map((part) => Buffer.from(part)),
  )
const hmac = (key: Uint8Array, data: Uint8Array) => createHmac('sha256', key).update(data).digest()

/** RFC 9180, 4: the labeled functions of one suite; no output here is longer than one block. */
function labeled(suite: Buffer) {
  return {
    extract: (salt: Uint8Array, label: string, ikm: Uint8Array) =>
      hmac(salt.length === 0 ? Buffer.alloc(32) : salt, bytes('HPKE-v1', suite, label, ikm)),
    expand: (prk: Uint8Array, label: string, info: Uint8Array, length: number) =>
      hmac(prk, bytes([0, length], 'HPKE-v1', suite, label, info, [1])).subarray(0, length),
  }
}

const NOTHING = Buffer.alloc(0)
const KEM = [0x00, 0x10]
const KDF = [0x00, 0x01]
const AEADS = {
  'aes-128-gcm': { id: [0x00, 0x01], size: 16 },
  'aes-256-gcm': { id: [0x00, 0x02], size: 32 },
}
type Aead = keyof typeof AEADS

/** RFC 9180, 4.1 and 5.1: key and first nonce of base mode, from a Diffie-Hellman value. */
function schedule(aead: Aead, dh: Buffer, context: Buffer, info: Buffer) {
  const kem = labeled(bytes('KEM', KEM))
  const shared = kem.expand(kem.extract(NOTHING, 'eae_prk', dh), 'shared_secret', context, 32)
  const { id, size } = AEADS[aead]
  const hpke = labeled(bytes('HPKE', KEM, KDF, id))
  const bound = bytes(
    [0],
    hpke.extract(NOTHING, 'psk_id_hash', NOTHING),
    hpke.extract(NOTHING, 'info_hash', info),
  )
  const secret = hpke.extract(shared, 'secret', NOTHING)
  return {
    key: hpke.expand(secret, 'key', bound, size),
    nonce: hpke.expand(secret, 'base_nonce', bound, 12),
  }
}

type Message = { info: Buffer; aad: Buffer }

function open(aead: Aead, privateKey: Buffer, sealed: Buffer, { info, aad }: Message): Buffer {
  const own = createECDH('prime256v1')
  own.setPrivateKey(privateKey)
  const enc = sealed.subarray(0, 65)
  const { key, nonce } = schedule(
    aead,
    own.computeSecret(enc),
    bytes(enc, own.getPublicKey()),
    info,
  )
  const cipher = createDecipheriv(aead, key, nonce).setAAD(aad).setAuthTag(sealed.subarray(-16))
  return bytes(cipher.update(sealed.subarray(65, -16)), cipher.final())
}

function seal(publicKey: Buffer, plain: Buffer, { info, aad }: Message): Buffer {
  const once = createECDH('prime256v1')
  const enc = once.generateKeys()
  const dh = once.computeSecret(publicKey)
  const { key, nonce } = schedule('aes-256-gcm', dh, bytes(enc, publicKey), info)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad)
  return bytes(enc, cipher.update(plain), cipher.final(), cipher.getAuthTag())
}

/** RFC 9180, A.3.1: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM, base mode, sequence number 0. */
const hex = (text: string) => Buffer.from(text, 'hex')
const VECTOR = {
  info: hex('4f6465206f6e2061204772656369616e2055726e'),
  privateKey: hex('f3ce7fdae57e1a310d87f1ebbde6f328be0a99cdbcadf4d6589cf29de4b8ffd2'),
  enc: hex(
    '04a92719c6195d5085104f469a8b9814d5838ff72b60501e2c4466e5e67b325ac98536d7b61a1af4b78e5b7f951c0900be863c403ce65c9bfcb9382657222d18c4',
  ),
  plain: hex('4265617574792069732074727574682c20747275746820626561757479'),
  aad: hex('436f756e742d30'),
  ct: hex(
    '5ad590bb8baa577f8619db35a36311226a896e7342a6d836d8b7bcd2f20b6c7f9076ac232e3ab2523f39513434',
  ),
}

test('the second writing and the library both open the vector of RFC 9180, A.3.1', async () => {
  const { info, aad, enc, ct, plain, privateKey } = VECTOR
  expect(open('aes-128-gcm', privateKey, bytes(enc, ct), { info, aad })).toEqual(plain)
  const kem = new DhkemP256HkdfSha256()
  const library = new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Aes128Gcm() })
  const recipientKey = await kem.deserializePrivateKey(Uint8Array.from(privateKey))
  const opened = await library.open(
    { recipientKey, enc: Uint8Array.from(enc), info: Uint8Array.from(info) },
    Uint8Array.from(ct),
    Uint8Array.from(aad),
  )
  expect(Buffer.from(opened)).toEqual(plain)
})

test('what is sealed here the second writing opens, and the other way round, for the same purpose and thing alone', async () => {
  const { publicKey, privateKey } = await makeDecisionKey()
  const said = { purpose: 'tocsin/decision/own', about: 'release:one member:two' }
  const message = { info: Buffer.from(said.purpose), aad: Buffer.from(said.about) }
  const plain = Buffer.from('What was decided')
  const secret = Buffer.from(privateKey.d!, 'base64url')
  const sealed = Buffer.from(await sealTo(publicKey, plain, said))
  expect(open('aes-256-gcm', secret, sealed, message)).toEqual(plain)
  expect(() => open('aes-256-gcm', secret, sealed, { ...message, aad: NOTHING })).toThrow(
    /authenticate/,
  )
  const other = seal(Buffer.from(publicKey, 'base64'), plain, message)
  expect(Buffer.from(await openWith(privateKey, Uint8Array.from(other), said))).toEqual(plain)
  await expect(
    openWith(privateKey, Uint8Array.from(other), { ...said, about: 'release:two member:two' }),
  ).rejects.toMatchObject({ code: 'not-opened' })
})
