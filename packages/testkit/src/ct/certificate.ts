/** Certificates as issuers make them, written straight as DER: about 1,300 octets, with all the extensions usual on the web. Nobody signed them. */
import { createHash } from 'node:crypto'

export type CertificateToMake = {
  readonly names: readonly string[]
  /** Default: the first of `names`; null for none. */
  readonly commonName?: string | null
  /** Also whatever else is to be random in it. */
  readonly serial: number
  /** The part that is signed alone, with the SCTs left out, as logs keep precertificates. */
  readonly isTbs?: boolean
}

/** A DER element. */
export function der(tag: number, ...parts: readonly (Uint8Array | string)[]): Buffer {
  const content = Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)),
  )
  return Buffer.concat([Buffer.of(tag), lengthOf(content.length), content])
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length)
  const bytes = length < 0x100 ? 1 : length < 0x10000 ? 2 : length < 0x1000000 ? 3 : 4
  const out = Buffer.alloc(1 + bytes)
  out[0] = 0x80 + bytes
  out.writeUIntBE(length, 1, bytes)
  return out
}

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')
const oid = (content: string) => der(6, hex(content))
const seq = (...parts: readonly (Uint8Array | string)[]) => der(0x30, ...parts)

const ECDSA_SHA256 = seq(oid('2a8648ce3d040302'))
const ATTRIBUTE = { country: '550406', organisation: '55040a', commonName: '550403' }

function attribute(type: keyof typeof ATTRIBUTE, text: string): Buffer {
  return der(0x31, seq(oid(ATTRIBUTE[type]), der(0x0c, text)))
}

const ISSUER = seq(
  attribute('country', 'US'),
  attribute('organisation', 'Example Trust'),
  attribute('commonName', 'EX1'),
)

function extension(type: string, content: Uint8Array, isCritical = false): Buffer {
  return seq(oid(type), ...(isCritical ? [der(1, Buffer.of(0xff))] : []), der(4, content))
}

const USUAL = [
  extension('551d0f', hex('03020780'), true),
  extension('551d25', seq(oid('2b06010505070301'), oid('2b06010505070302'))),
  extension('551d13', seq(), true),
  extension('551d23', seq(der(0x80, Buffer.alloc(20, 7)))),
  extension(
    '2b06010505070101',
    seq(
      seq(oid('2b06010505073001'), der(0x86, 'http://ocsp.example/ex1')),
      seq(oid('2b06010505073002'), der(0x86, 'http://issuer.example/ex1.der')),
    ),
  ),
  extension('551d20', seq(seq(oid('67810c010201')))),
  extension('551d1f', seq(seq(der(0xa0, der(0xa0, der(0x86, 'http://crl.example/ex1/17.crl')))))),
]

/** The SubjectAltName extension. */
export function altNames(names: readonly string[]): Buffer {
  return extension('551d11', seq(...names.map((name) => der(0x82, name))))
}

/** The certificate, or its signed part. */
export function makeCertificate(certificate: CertificateToMake): Buffer {
  const { names, serial, isTbs = false, commonName = names[0] ?? null } = certificate
  const random = (what: string) => createHash('sha512').update(`${what} ${serial}`).digest()
  const key = Buffer.concat([Buffer.of(0, 4), random('key')])
  const tbs = seq(
    der(0xa0, hex('020102')),
    der(2, Buffer.of(3), random('serial').subarray(0, 16)),
    ECDSA_SHA256,
    ISSUER,
    seq(der(0x17, '261101000000Z'), der(0x17, '270130235959Z')),
    seq(...(commonName === null ? [] : [attribute('commonName', commonName)])),
    seq(seq(oid('2a8648ce3d0201'), oid('2a8648ce3d030107')), der(3, key)),
    der(
      0xa3,
      seq(
        ...USUAL,
        extension('551d0e', der(4, random('id').subarray(0, 20))),
        altNames(names),
        ...(isTbs ? [] : [extension('2b06010401d679020402', der(4, scts(random)))]),
      ),
    ),
  )
  if (isTbs) return tbs
  const half = random('signature')
  const signature = seq(
    der(2, Buffer.of(1), half.subarray(1, 32)),
    der(2, Buffer.of(1), half.subarray(33)),
  )
  return seq(tbs, ECDSA_SHA256, der(3, Buffer.of(0), signature))
}

/** Two signed certificate timestamps have about so many octets. */
function scts(random: (what: string) => Buffer): Buffer {
  return Buffer.concat(['one', 'two', 'three', 'four'].map(random)).subarray(0, 240)
}
