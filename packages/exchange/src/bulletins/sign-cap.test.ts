import 'reflect-metadata'
import { X509CertificateGenerator } from '@peculiar/x509'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { SignedXml } from 'xml-crypto'
import type { Context } from '../context.ts'
import { alertDoubts } from '../overview/alert-signing.ts'
import { openAlertSigner, signAlert } from './sign-cap.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-cap-'))
afterAll(() => rmSync(folder, { recursive: true }))
const DAY = 86_400_000

const RSA = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: Uint8Array.of(1, 0, 1),
  modulusLength: 2048,
}

/** A key and a certificate of 60 days for it, as an operator has them. */
async function makePair(name: string): Promise<{ keyFile: string; certificateFile: string }> {
  const keys = (await crypto.subtle.generateKey(RSA, true, ['sign', 'verify'])) as CryptoKeyPair
  const now = Date.now()
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=hub.example',
    notBefore: new Date(now - DAY),
    notAfter: new Date(now + 59 * DAY),
    keys,
    signingAlgorithm: RSA,
  })
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey))
  const pem = `-----BEGIN PRIVATE KEY-----\n${der.toString('base64')}\n-----END PRIVATE KEY-----\n`
  const [keyFile, certificateFile] = [`${name}.key.pem`, `${name}.cert.pem`]
  writeFileSync(join(folder, keyFile), pem)
  writeFileSync(join(folder, certificateFile), certificate.toString('pem'))
  return { keyFile, certificateFile }
}
const pair = await makePair('own')
const signer = openAlertSigner(pair, folder)
const XML = `<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
<note>Señal &amp; &lt;words&gt;</note>
</alert>
`
const at = (now: Date, alertSigner: Context['alertSigner'] = signer) =>
  ({ alertSigner, wall: { now: () => now } }) as Context

/** What a receiver with the certificate makes of it: the part of the alert that is signed, or null. */
function verified(xml: string): string | null {
  const signature = /<ds:Signature[\s\S]*<\/ds:Signature>/.exec(xml)
  if (signature === null) return null
  const check = new SignedXml({ getCertFromKeyInfo: SignedXml.getCertFromKeyInfo })
  check.loadSignature(signature[0])
  return check.checkSignature(xml) ? check.getSignedReferences()[0]! : null
}

test('an alert bears a signature over the whole of it, at its end, with the certificate', () => {
  const signed = signAlert(at(new Date()), XML)
  expect(signed).toMatch(/<\/note>\n<ds:Signature [\s\S]+<\/ds:Signature><\/alert>$/)
  expect(signed).toContain('http://www.w3.org/2001/04/xmldsig-more#rsa-sha256')
  expect(verified(signed)).toContain('<note>Señal &amp; &lt;words&gt;</note>')
})

test('a word that was changed, or a signature of elsewhere, is found out', () => {
  const signed = signAlert(at(new Date()), XML)
  expect(verified(signed.replace('words', 'other words'))).toBeNull()
  expect(verified(XML)).toBeNull()
})

test('before the certificate begins and once it has ended alerts go unsigned, and the operator is told, and thirty days before', () => {
  const { from, until } = signer
  const early = at(new Date(from.getTime() - DAY))
  const late = at(new Date(until.getTime() + DAY))
  expect([signAlert(early, XML), signAlert(late, XML)]).toEqual([XML, XML])
  expect(alertDoubts(early)[0]).toMatch(/not signed: their certificate begins/)
  expect(alertDoubts(late)[0]).toMatch(/not signed: their certificate ended/)
  expect(alertDoubts(at(new Date(until.getTime() - 29 * DAY)))[0]).toMatch(/ends on/)
  expect(alertDoubts(at(new Date(until.getTime() - 31 * DAY)))).toEqual([])
})

test('where nothing is set alerts are as they were', () => {
  const without = { ...at(new Date()), alertSigner: undefined }
  expect(signAlert(without, XML)).toBe(XML)
  expect(alertDoubts(without)).toEqual([])
})

test('a key of another certificate, a short key and files that are neither are refused with their field', async () => {
  const other = await makePair('other')
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
  writeFileSync(join(folder, 'short.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const mixed = { ...pair, certificateFile: other.certificateFile }
  expect(() => openAlertSigner(mixed, folder)).toThrow(/alerts.certificateFile.*another key/)
  expect(() => openAlertSigner({ ...pair, keyFile: 'short.pem' }, folder)).toThrow(/2048 bits/)
  expect(() => openAlertSigner({ ...pair, keyFile: 'none.pem' }, folder)).toThrow(/alerts.keyFile/)
  const noCertificate = { ...pair, certificateFile: pair.keyFile }
  expect(() => openAlertSigner(noCertificate, folder)).toThrow(/is no certificate/)
})
