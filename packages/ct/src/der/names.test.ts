import 'reflect-metadata'
import { altNames, der, makeCertificate } from '@tocsin/testkit/ct'
import {
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readFacts } from './facts.ts'
import { readNames } from './names.ts'

function read(bytes: Uint8Array, isTbs = false) {
  const names: string[] = []
  const { isWhole, leftOut } = readNames(Buffer.from(bytes), 0, bytes.length, isTbs, names)
  return { names, isWhole, leftOut }
}

const label = fc.stringMatching(/^[a-z0-9_-]{1,20}$/)
const dnsName = fc.array(label, { minLength: 2, maxLength: 5 }).map((labels) => labels.join('.'))

/** What a maintained library says. */
function reference(bytes: Buffer): string[] {
  const certificate = new X509Certificate(Uint8Array.from(bytes))
  const names = certificate.getExtension(SubjectAlternativeNameExtension)?.names.toJSON() ?? []
  const common = certificate.subjectName
    .getField('CN')
    .filter((text) => /^[^ ]*\.[^ ]*$/.test(text))
  return [...common, ...names.filter(({ type }) => type === 'dns').map(({ value }) => value)]
}

test('names are those that a maintained library reads in the same certificate, signed by Web Crypto', async () => {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const subject = fc.oneof(
    dnsName.map((name) => `CN=${name}`),
    fc.constant('O=Example County, C=US'),
    fc.constant('O=Example County, CN=Example County'),
    dnsName.map((name) => `C=US, O=Example County, CN=${name}`),
  )
  const other = fc.constantFrom<{ type: 'ip' | 'email' | 'url'; value: string }>(
    { type: 'ip', value: '192.0.2.7' },
    { type: 'email', value: 'clerk@county.example' },
    { type: 'url', value: 'https://county.example/' },
  )
  const entry = fc.oneof(
    dnsName.map((value) => ({ type: 'dns' as const, value })),
    dnsName.map((value) => ({ type: 'dns' as const, value: `*.${value}` })),
    other,
  )
  await fc.assert(
    fc.asyncProperty(
      subject,
      fc.array(entry, { maxLength: 40 }),
      fc.boolean(),
      async (name, names, critical) => {
        const certificate = await X509CertificateGenerator.createSelfSigned({
          serialNumber: '01',
          name,
          keys,
          signingAlgorithm: algorithm,
          extensions:
            names.length === 0 ? [] : [new SubjectAlternativeNameExtension(names, critical)],
        })
        const bytes = Buffer.from(certificate.rawData)
        const { names: found, isWhole, leftOut } = read(bytes)
        expect({ isWhole, leftOut }).toEqual({ isWhole: true, leftOut: 0 })
        expect(new Set(found)).toEqual(new Set(reference(bytes)))
      },
    ),
    { numRuns: 60 },
  )
})

test('made certificates and their signed parts have the same names, which a maintained library reads too', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(dnsName, { minLength: 1, maxLength: 30 }),
      fc.nat(),
      (names, serial) => {
        const whole = makeCertificate({ names, serial })
        expect(read(whole)).toEqual({ names, isWhole: true, leftOut: 0 })
        expect(read(makeCertificate({ names, serial, isTbs: true }), true).names).toEqual(names)
        expect(new Set(reference(whole))).toEqual(new Set(names))
      },
    ),
    { numRuns: 60 },
  )
})

test('bytes that are no certificate are refused without an error, and what was read before stays', () => {
  const whole = makeCertificate({ names: ['a.example', 'b.example'], serial: 1 })
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 6 }),
      fc.nat(whole.length),
      (changes, cut) => {
        const bytes = Buffer.from(whole)
        for (const [at, value] of changes) bytes[at] = value
        expect(read(bytes.subarray(0, cut)).names.length).toBeLessThan(2000)
        expect(readFacts(bytes, 0, cut, false)).toHaveProperty('issuer')
      },
    ),
    { numRuns: 2000 },
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      expect(read(bytes).isWhole && read(bytes, true).isWhole).toBe(false)
    }),
  )
  expect(read(whole.subarray(0, -1))).toEqual({ names: [], isWhole: false, leftOut: 0 })
})

test('a certificate nested 200,000 deep is read no deeper than a certificate is', () => {
  let bomb = Buffer.alloc(0)
  const heads: Buffer[] = []
  for (let size = 0, k = 0; k < 200_000; k++) {
    const head = Buffer.alloc(6)
    head[0] = 0x30
    head[1] = 0x84
    head.writeUInt32BE(size, 2)
    heads.push(head)
    size += 6
  }
  bomb = Buffer.concat(heads.toReversed())
  expect(read(bomb)).toEqual({ names: [], isWhole: false, leftOut: 0 })
  const inside = makeCertificate({ names: ['a.example'], serial: 1 })
  const tbs = Buffer.concat([inside.subarray(0, 4), bomb])
  expect(read(tbs).isWhole).toBe(false)
})

test.each([
  ['an indefinite length', Buffer.from('308030800000', 'hex')],
  ['a length of eight bytes', Buffer.from('30880000000000000001ff', 'hex')],
  ['a length that reaches beyond its parent', Buffer.from('3004300502010002', 'hex')],
  ['a tag of several bytes', Buffer.from('3f8101020500', 'hex')],
])('%s is refused', (_, bytes) => {
  expect(read(bytes)).toEqual({ names: [], isWhole: false, leftOut: 0 })
})

test('names of 10,000 characters and those beyond 10,000 are left out and counted', () => {
  const long = `${'a'.repeat(9_992)}.example`
  expect(
    read(makeCertificate({ names: [long, 'b.example'], serial: 1, commonName: null })),
  ).toEqual({
    names: ['b.example'],
    isWhole: true,
    leftOut: 1,
  })
  expect(read(makeCertificate({ names: [long, 'b.example'], serial: 1 })).leftOut).toBe(2)
  const many = Array.from({ length: 50_000 }, (_, k) => `n${k}.example`)
  const { names, leftOut } = read(makeCertificate({ names: many, serial: 1, commonName: null }))
  expect([names.length, leftOut]).toEqual([10_000, 40_000])
})

test('a second SubjectAltName hides nothing', () => {
  const tbs = der(
    0x30,
    der(2, Buffer.of(1)),
    der(0x30),
    der(0x30),
    der(0x30),
    der(0x30),
    der(0x30),
    der(0xa3, der(0x30, altNames(['a.example']), altNames(['b.example']))),
  )
  expect(read(tbs, true)).toEqual({ names: ['a.example', 'b.example'], isWhole: true, leftOut: 0 })
})

test('names in other alphabets are read as UTF-8', () => {
  const names = ['wähl.example']
  expect(read(makeCertificate({ names, serial: 1 })).names).toEqual(names)
})

test('who is told an alert is told issuer, serial number and validity', () => {
  const bytes = makeCertificate({ names: ['a.example'], serial: 1 })
  expect(readFacts(bytes, 0, bytes.length, false)).toEqual({
    serial: expect.stringMatching(/^03[0-9a-f]{32}$/),
    issuer: 'Example Trust, EX1',
    notBefore: '2026-11-01T00:00:00Z',
    notAfter: '2027-01-30T23:59:59Z',
  })
})
