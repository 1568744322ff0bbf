/** A suspicious mail as a report of whoever had it looked at: what is in it stays out, but for its head, links and hashes. */
import type { BodyOf, makeReport, OwnReport } from '@tocsin/api'
import { harmless, inWords, type SuspiciousReading } from '@tocsin/detect/suspicious'
import type { Context } from '../context.ts'
import { strike } from '../intake/evidence.ts'
import { beginningOf } from '../texts/beginning.ts'
import { shownHead } from '../texts/mail-head.ts'
import type { Asker } from './asker.ts'
import { checkSent, type Checked, type Sent } from './check.ts'

const MOST_WORDS = 7500
const MOST_LINES = 60
const MOST_HEAD = 100_000

/** What is reported, before it is written down anywhere. */
export type Reported = Omit<BodyOf<typeof makeReport>, 'token'>

/** Makes the report by `take`; the same key again gives the one that was made. Throws as `take` and `checkSent`. */
export async function reportSent(
  ctx: Context,
  { asker, take }: { asker: Asker; take: (report: Reported) => Promise<OwnReport> },
  { key, remark, ...sent }: Sent & { key: string; remark?: string | undefined },
): Promise<OwnReport> {
  const checked = await checkSent(ctx, asker, sent, 'report')
  const head =
    sent.mail === undefined
      ? ''
      : strike(shownHead(Buffer.from(sent.mail, 'base64'), MOST_HEAD)).text
  return take({
    key,
    kind: 'phishing',
    where: whereOf(checked.reading),
    what: toWords(checked, remark),
    ...(head === ''
      ? {}
      : {
          files: [{ name: 'head-of-the-mail.txt', content: Buffer.from(head).toString('base64') }],
        }),
  })
}

/** The first place that it leads to, or who is said to have sent it. */
function whereOf({ links, mails }: SuspiciousReading): string {
  const link = links.find(({ host }) => host !== undefined)?.host
  return beginningOf(harmless(link || mails.at(-1)?.from[0]?.address || 'By mail'), 300)
}

/** How many there are beyond those that are written out. */
function beyond(all: readonly unknown[]): string {
  return all.length > MOST_LINES ? ` and ${all.length - MOST_LINES} more` : ''
}

export function toWords(
  { reading, judgement, hosts }: Checked,
  remark: string | undefined,
): string {
  const { words, findings } = inWords(judgement, 'en')
  const from = reading.mails.flatMap((mail) => mail.from.map(({ address }) => harmless(address)))
  const subject = reading.mails.flatMap((mail) =>
    mail.subject === undefined ? [] : [harmless(mail.subject)],
  )
  const parts = [
    ...(remark === undefined ? [] : [remark, '']),
    `Looked at by the exchange: ${words}`,
    ...findings
      .filter(({ level, code }) => level !== 'note' || code.startsWith('left-'))
      .slice(0, MOST_LINES)
      .map((one) => `- ${one.words}`),
    ...(from.length > 0 ? [`Says it is from: ${from.join(', ')}`] : []),
    ...(subject.length > 0 ? [`Subject: ${subject.join(' / ')}`] : []),
    ...(hosts.length > 0
      ? [`Names in it: ${hosts.slice(0, MOST_LINES).map(harmless).join(', ')}${beyond(hosts)}`]
      : []),
    ...reading.files
      .slice(0, MOST_LINES)
      .map(({ name, sha256 }) => `File ${harmless(name)}: SHA-256 ${sha256}`),
    `SHA-256 of the whole: ${reading.sha256}`,
  ]
  // Words of a report may hold no sign that is not seen; the answer spells those out.
  return beginningOf(parts.join('\n'), MOST_WORDS)
}
