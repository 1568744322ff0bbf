/** Mails sealed here as RFC 8617 has it (relaxed forms, Ed25519 or RSA), so that a chain can be broken at any place of it. */
import type { ResolveTxt } from '@tocsin/detect/suspicious'
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto'

/** Who seals: its domain, its selector, and the key that its DNS record tells. */
export type Sealer = {
  readonly domain: string
  readonly selector: string
  readonly algorithm: 'rsa-sha256' | 'ed25519-sha256'
  readonly privateKey: KeyObject
  readonly record: string
}

export function makeSealer(domain: string, bits?: number): Sealer {
  const selector = 'arc'
  if (bits === undefined) {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const p = publicKey.export({ type: 'spki', format: 'der' }).subarray(12).toString('base64')
    const record = `v=DKIM1; k=ed25519; p=${p}`
    return { domain, selector, algorithm: 'ed25519-sha256', privateKey, record }
  }
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: bits })
  const p = publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
  return { domain, selector, algorithm: 'rsa-sha256', privateKey, record: `v=DKIM1; p=${p}` }
}

/** DNS that knows the keys of these sealers and nothing else. */
export function keysOf(...sealers: readonly Sealer[]): ResolveTxt {
  return async (name) => {
    const found = sealers.find((one) => name === `${one.selector}._domainkey.${one.domain}`)
    if (!found) throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' })
    return [found.record]
  }
}

export type Line = 'results' | 'message' | 'seal'
/** What is other than it should be: before it is signed (`write`), or on the way after it (`after`). */
export type Change = {
  readonly cv?: string
  readonly names?: string
  readonly forms?: string
  readonly claims?: string
  readonly write?: Partial<Record<Line, (line: string) => string>>
  readonly after?: Partial<Record<Line, (line: string) => string>>
}

const NAMES = {
  results: 'ARC-Authentication-Results',
  message: 'ARC-Message-Signature',
  seal: 'ARC-Seal',
}
const same = (line: string) => line

/** Puts one instance above the mail, whose lines end with CRLF and which has no folded lines but those written here. */
export function seal(mail: string, by: Sealer, instance: number, change: Change = {}): string {
  const { cv = instance === 1 ? 'none' : 'pass', names = 'from:to:subject' } = change
  const { forms = 'relaxed/relaxed', claims = 'dkim=pass header.d=sender.example' } = change
  const [head = '', body = ''] = mail.split(/\r\n\r\n([^]*)/)
  const given = head.split('\r\n')
  const write = (line: Line, text: string) =>
    (change.write?.[line] ?? same)(`${NAMES[line]}: ${text}`)
  const who = `a=${by.algorithm}; d=${by.domain}; s=${by.selector}`
  const results = write('results', `i=${instance}; mx.${by.domain}; ${claims}`)
  const bh = createHash('sha256').update(canonicalBody(body, forms)).digest('base64')
  const unsigned = write('message', `i=${instance}; ${who}; c=${forms}; h=${names}; bh=${bh}; b=`)
  const covered = names.split(':').flatMap((name) => fieldNamed(given, name))
  const message = `${unsigned}${signed(by, [...covered.map((one) => canonicalOf(one, forms) + '\r\n'), canonicalOf(unsigned, forms)])}`
  const before = Array.from({ length: instance - 1 }, (_, at) =>
    (['results', 'message', 'seal'] as const).flatMap((line) => instanceOf(given, line, at + 1)),
  ).flat()
  const open = write('seal', `i=${instance}; ${who}; cv=${cv}; b=`)
  const under = [...before, results, message].map((one) => relaxed(one) + '\r\n')
  const own = `${open}${signed(by, [...under, relaxed(open)])}`
  const on = (line: Line, text: string) => (change.after?.[line] ?? same)(text)
  const lines = [on('seal', own), on('message', message), on('results', results)]
  return [...lines.filter((line) => line !== ''), ...given].join('\r\n') + '\r\n\r\n' + body
}

function signed({ algorithm, privateKey }: Sealer, parts: readonly string[]): string {
  const data = Buffer.from(parts.join(''))
  if (algorithm === 'rsa-sha256') return sign('sha256', data, privateKey).toString('base64')
  // RFC 8463, 3: the hash is what is signed.
  const hash = createHash('sha256').update(data).digest()
  return sign(null, hash, privateKey).toString('base64')
}

const fieldNamed = (lines: readonly string[], name: string) =>
  lines.filter((line) => line.toLowerCase().startsWith(`${name.trim().toLowerCase()}:`)).slice(-1)

const instanceOf = (lines: readonly string[], line: Line, instance: number) =>
  lines.filter((one) => one.startsWith(`${NAMES[line]}: i=${instance};`)).slice(0, 1)

function relaxed(line: string): string {
  const at = line.indexOf(':')
  const value = line.slice(at + 1).replaceAll(/[ \t\r\n]+/g, ' ')
  return `${line.slice(0, at).trim().toLowerCase()}:${value.trim()}`
}

const canonicalOf = (line: string, forms: string) =>
  forms.startsWith('simple') ? line : relaxed(line)

function canonicalBody(body: string, forms: string): string {
  const isSimple = !forms.endsWith('/relaxed')
  const lines = body
    .split('\r\n')
    .map((line) => (isSimple ? line : line.replaceAll(/[ \t]+/g, ' ').trimEnd()))
  while (lines.at(-1) === '') lines.pop()
  return lines.length === 0 && !isSimple ? '' : `${lines.join('\r\n')}\r\n`
}
