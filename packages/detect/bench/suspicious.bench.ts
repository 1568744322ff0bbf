/**
 * Suspicious mails: mails of the corpus a second, read, matched and judged, and how long the largest mail takes that is read at all.
 *
 *   npm run bench -- suspicious
 *
 * Beside it in the same run: hashing the same bytes once with SHA-256, which no reader of a mail can do without.
 */
import { createHash } from 'node:crypto'
import { toTargets } from '../src/lookalike/targets.ts'
import { Watch } from '../src/lookalike/watch.ts'
import { judge } from '../src/suspicious/judge.ts'
import { findImitations, hostsOf } from '../src/suspicious/matching.ts'
import { MOST_BYTES, readSuspiciousMail } from '../src/suspicious/read-mail.ts'
import { WRITTEN_MAILS } from '../tests/suspicious-mails/corpus.ts'
import { OWN, OWN_NAME } from '../tests/suspicious-mails/written.ts'

const watch = new Watch(toTargets([{ name: OWN }]))
const options = { own: [OWN], now: new Date() }

async function check(bytes: Uint8Array): Promise<string> {
  const reading = await readSuspiciousMail(bytes, options)
  const imitations = findImitations(hostsOf(reading), watch)
  const facts = {
    ownDomains: [OWN],
    ownNames: [OWN_NAME],
    known: [],
    alerts: [],
    hits: [],
    common: [],
  }
  return judge(reading, { ...facts, imitations }).verdict
}

const mails = WRITTEN_MAILS.map(({ mail }) => Buffer.from(mail))
for (const mail of mails) await check(mail)
const rounds = 5
const from = performance.now()
for (let i = 0; i < rounds; i++) for (const mail of mails) await check(mail)
const seconds = (performance.now() - from) / 1000
console.log(`${mails.length} mails, ${Math.round((mails.length * rounds) / seconds)} mails/s`)

/** A mail of nearly the largest size: a file in base64, or words in HTML. */
function large(type: 'file' | 'html'): Buffer {
  const head = `Received: from a.example by mx.${OWN}; x\r\nFrom: A <a@forms.example>\r\nMIME-Version: 1.0\r\n`
  const room = MOST_BYTES - 2000
  if (type === 'html') {
    const line = `${'<p>Good day <a href="https://stranger.example/x">here</a></p>'.repeat(15)}\r\n`
    return Buffer.from(
      `${head}Content-Type: text/html\r\n\r\n${line.repeat(Math.floor(room / line.length))}`,
    )
  }
  const line = `${Buffer.alloc(57, 7).toString('base64')}\r\n`
  const part =
    'Content-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\n'
  return Buffer.from(
    `${head}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n${part}${line.repeat(Math.floor(room / line.length))}--b--\r\n`,
  )
}

for (const type of ['file', 'html'] as const) {
  const bytes = large(type)
  const began = performance.now()
  const verdict = await check(bytes)
  const took = performance.now() - began
  const hashing = performance.now()
  createHash('sha256').update(bytes).digest()
  const once = performance.now() - hashing
  console.log(
    `25 MiB, ${type}: ${(took / 1000).toFixed(2)} s (${verdict}), ${Math.round(took / once)} times one SHA-256 of it`,
  )
}
