import type { AnswerLanguage, SuspiciousAnswer } from '@tocsin/api'
import { isPlatformHost } from '@tocsin/detect/match'
import {
  findImitations,
  hostsOf,
  inWords,
  judge,
  valuesOf,
  type Judgement,
  type SuspiciousReading,
} from '@tocsin/detect/suspicious'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import { readApart, type Looked } from './apart.ts'
import { type Asker, watchFor } from './asker.ts'
import { findKnown } from './known.ts'
import { toAnswer } from './shape.ts'

/** What came in: a mail in base64, or words. */
export type Sent = { mail?: string | undefined; words?: string | undefined }

export type Checked = { reading: SuspiciousReading; judgement: Judgement; hosts: string[] }

/**
 * Looks at what was sent, by what the asker may know, and counts it by nothing but its way and verdict. Throws `bad-request` with the
 * place where it cannot be read, `too-large` beyond a bound.
 */
export async function checkSent(
  ctx: Context,
  asker: Asker,
  sent: Sent,
  way: 'signed-in' | 'office-link' | 'party-link' | 'report' | 'mail',
): Promise<Checked> {
  const now = ctx.clock.now()
  const { suspicious = {} } = ctx.config
  const reading = await readApart({
    looked: toLooked(sent),
    own: [...asker.ownDomains, ...(suspicious.mailServers ?? [])],
    resolvers: suspicious.resolvers,
    now: now.getTime(),
  })
  const hosts = hostsOf(reading)
  const values = valuesOf(reading)
  const { known, hits } = asker.viewer
    ? await findKnown(ctx, asker.viewer, values)
    : { known: [], hits: [] }
  const judgement = judge(reading, {
    ownDomains: asker.ownDomains,
    ownNames: asker.ownNames,
    imitations: findImitations(hosts, watchFor(asker.own), watchFor(asker.others)),
    known,
    hits,
    alerts: asker.alerts.filter((name) =>
      hosts.some((host) => host === name || host.endsWith(`.${name}`)),
    ),
    common: hosts.filter((host) => isPlatformHost(host)),
  })
  await sql`insert into suspicious_counts values (${way}, ${judgement.verdict}, 1, ${now})
    on conflict (way, verdict) do update set count = suspicious_counts.count + 1, last_at = excluded.last_at`.execute(
    ctx.database.db,
  )
  return { reading, judgement, hosts }
}

/** The answer in a language, with whom to call where the exchange names anybody. */
export function answerIn(
  ctx: Context,
  asker: Asker,
  checked: Checked,
  language: AnswerLanguage,
): SuspiciousAnswer {
  const { contact } = ctx.config.suspicious ?? {}
  return toAnswer(inWords(checked.judgement, language, contact), checked, asker, language)
}

function toLooked({ mail, words }: Sent): Looked {
  if ((mail === undefined) === (words === undefined))
    throw new ExchangeError('bad-request', 'send a mail or words, one of the two', {
      path: '/body/mail',
    })
  if (words !== undefined) return { words }
  const bytes = Buffer.from(mail!, 'base64')
  // Reading base64 passes over what is none.
  if (Math.abs(Math.floor((mail!.length * 3) / 4) - bytes.length) > 2)
    throw new ExchangeError('bad-request', 'the mail is not in base64', { path: '/body/mail' })
  return { mail: new Uint8Array(bytes) }
}
