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
import { readApart, type Lane, type Looked } from './apart.ts'
import { type Asker, watchFor } from './asker.ts'
import { findKnown } from './known.ts'
import { toAnswer } from './shape.ts'

/** What came in: a mail in base64, or words. */
export type Sent = { mail?: string | undefined; words?: string | undefined }

type LookWay = 'signed-in' | 'office-link' | 'party-link' | 'report' | 'mail'

export type Checked = { reading: SuspiciousReading; judgement: Judgement; hosts: string[] }

/**
 * Looks at what was sent, by what the asker may know, and counts it by nothing but its way and verdict. Throws `bad-request` with the
 * place where it cannot be read, `too-large` beyond a bound.
 */
export async function checkSent(
  ctx: Context,
  asker: Asker,
  sent: Sent,
  way: LookWay,
): Promise<Checked> {
  const checked = await checkReading(ctx, asker, await readFor(ctx, asker, toLooked(sent)))
  await countLook(ctx, way, checked.judgement.verdict)
  return checked
}

/** Holds a reading against what the asker may know. */
export async function checkReading(
  ctx: Context,
  asker: Asker,
  reading: SuspiciousReading,
): Promise<Checked> {
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
  return { reading, judgement, hosts }
}

/** Counts a look, or a mail that got none, by nothing but its way and what came of it. */
export async function countLook(ctx: Context, way: LookWay, outcome: string): Promise<void> {
  await sql`insert into suspicious_counts values (${way}, ${outcome}, 1, ${ctx.clock.now()})
    on conflict (way, verdict) do update set count = suspicious_counts.count + 1, last_at = excluded.last_at`.execute(
    ctx.database.db,
  )
}

/** Reads it with what is the asker's own, by the resolvers that the configuration names. */
export function readFor(
  ctx: Context,
  { ownDomains }: Pick<Asker, 'ownDomains'>,
  looked: Looked,
  lane?: Lane,
): Promise<SuspiciousReading> {
  const { resolvers, mailServers = [] } = ctx.config.suspicious ?? {}
  const now = ctx.clock.now().getTime()
  return readApart({ looked, own: [...ownDomains, ...mailServers], resolvers, now }, lane)
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
