/**
 * Alerts signed as the Common Alerting Protocol has it (CAP 1.2, 3.3.4): one enveloped XML signature (W3C, 2013) over the whole alert,
 * RSA with SHA-256 over exclusive canonical XML, with the certificate beside it.
 */
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { SignedXml } from 'xml-crypto'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import { readRsaKey } from '../mail/rsa-key.ts'

/** As the configuration has it: PEM files, seen from the data folder. */
type AlertConfig = { keyFile: string; certificateFile: string }

const ENVELOPED = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature'
const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#'
const SHA256 = 'http://www.w3.org/2001/04/xmlenc#sha256'
const RSA_SHA256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256'

/**
 * Reads what alerts are signed with. Throws `bad-request`, naming the field, where a file holds no RSA key of 2048 bits or more or no
 * certificate, and where they do not belong together.
 */
export function openAlertSigner(
  { keyFile, certificateFile }: AlertConfig,
  dataDir: string,
): NonNullable<Context['alertSigner']> {
  const key = readRsaKey(resolve(dataDir, keyFile), 'config.json.alerts.keyFile')
  const path = resolve(dataDir, certificateFile)
  const certificate = readCertificate(path)
  if (!certificate.checkPrivateKey(key))
    throw new ExchangeError(
      'bad-request',
      `config.json.alerts.certificateFile: ${path} is of another key than keyFile`,
    )
  const privateKey = key.export({ type: 'pkcs8', format: 'pem' }) as string
  const publicCert = certificate.toString()
  return {
    from: new Date(certificate.validFrom),
    until: new Date(certificate.validTo),
    sign: (xml) => sign(xml, { privateKey, publicCert }),
  }
}

function readCertificate(path: string): X509Certificate {
  try {
    return new X509Certificate(readFileSync(path))
  } catch (cause) {
    throw new ExchangeError(
      'bad-request',
      `config.json.alerts.certificateFile: ${path} is no certificate: ${(cause as Error).message}`,
      { cause },
    )
  }
}

/** The signature stands at the end of the alert, where its schema has room for it. */
function sign(xml: string, keys: { privateKey: string; publicCert: string }): string {
  const signed = new SignedXml({
    ...keys,
    signatureAlgorithm: RSA_SHA256,
    canonicalizationAlgorithm: EXCLUSIVE,
  })
  signed.addReference({
    xpath: '/*',
    isEmptyUri: true,
    transforms: [ENVELOPED, EXCLUSIVE],
    digestAlgorithm: SHA256,
  })
  signed.computeSignature(xml, { location: { reference: '/*', action: 'append' }, prefix: 'ds' })
  return signed.getSignedXml()
}

/** The alert, signed where that is set up and the certificate holds now; else as it is. */
export function signAlert({ alertSigner, wall }: Context, xml: string): string {
  const now = wall.now()
  if (!alertSigner || now < alertSigner.from || now > alertSigner.until) return xml
  return alertSigner.sign(xml)
}
