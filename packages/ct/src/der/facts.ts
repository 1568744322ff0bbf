/** What else a certificate says of itself that helps who judges an alert; read only of those that are told. */
import { TAG, Walker } from './walker.ts'

/** Facts that the DER has; each is null where it has none that can be read. */
export type CertificateFacts = {
  /** Hexadecimal, as it is written in the certificate. */
  readonly serial: string | null
  /** Organisation and common name of the issuer. */
  readonly issuer: string | null
  /** ISO 8601. */
  readonly notBefore: string | null
  readonly notAfter: string | null
}

const LONGEST_SERIAL = 64
const LONGEST_ISSUER = 200
const NONE: CertificateFacts = { serial: null, issuer: null, notBefore: null, notAfter: null }

/** Reads the certificate, or its signed part, between `start` and `end`. */
export function readFacts(
  bytes: Buffer,
  start: number,
  end: number,
  isTbs: boolean,
): CertificateFacts {
  const w = new Walker()
  if (!w.enterTag(bytes, start, end, TAG.sequence)) return NONE
  if (!isTbs && !w.enterTag(bytes, w.start, w.end, TAG.sequence)) return NONE
  const limit = w.end
  if (!w.enter(bytes, w.start, limit)) return NONE
  if (w.tag === TAG.version && !w.enter(bytes, w.end, limit)) return NONE
  const serial = bytes.toString('hex', w.start, Math.min(w.end, w.start + LONGEST_SERIAL))
  if (!w.enter(bytes, w.end, limit)) return { ...NONE, serial } // the algorithm
  if (!w.enterTag(bytes, w.end, limit, TAG.sequence)) return { ...NONE, serial }
  const issuer = issuerOf(bytes, w.start, w.end)
  if (!w.enterTag(bytes, w.end, limit, TAG.sequence)) return { ...NONE, serial, issuer }
  const last = w.end
  const notBefore = w.enter(bytes, w.start, last) ? timeOf(bytes, w) : null
  const notAfter = notBefore !== null && w.enter(bytes, w.end, last) ? timeOf(bytes, w) : null
  return { serial, issuer, notBefore, notAfter }
}

function issuerOf(bytes: Buffer, from: number, to: number): string | null {
  const w = new Walker()
  let organisation = ''
  let commonName = ''
  for (let at = from; at < to;) {
    if (!w.enterTag(bytes, at, to, TAG.set)) break
    at = w.end
    if (!w.enterTag(bytes, w.start, w.end, TAG.sequence)) break
    const last = w.end
    if (!w.enterTag(bytes, w.start, last, TAG.oid)) break
    const oid = bytes.toString('hex', w.start, Math.min(w.end, w.start + 8))
    if (!w.enter(bytes, w.end, last)) break
    const end = Math.min(w.end, w.start + LONGEST_ISSUER)
    if (oid === '55040a') organisation = bytes.toString('utf8', w.start, end)
    if (oid === '550403') commonName = bytes.toString('utf8', w.start, end)
  }
  return [organisation, commonName].filter((text) => text !== '').join(', ') || null
}

/** UTCTime (two digits of the year, 1950 to 2049) or GeneralizedTime (RFC 5280, 4.1.2.5). */
function timeOf(bytes: Buffer, { tag, start, end }: Walker): string | null {
  const text = bytes.toString('latin1', start, Math.min(end, start + 32))
  const short = tag === TAG.utcTime ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text) : null
  const long =
    tag === TAG.generalTime ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text) : null
  const parts = (short ?? long)?.slice(1)
  if (parts === undefined) return null
  const [year = '', month, day, hour, minute, second] = parts
  const century = short === null ? '' : Number(year) < 50 ? '20' : '19'
  const iso = `${century}${year}-${month}-${day}T${hour}:${minute}:${second}Z`
  return Number.isNaN(Date.parse(iso)) ? null : iso
}
