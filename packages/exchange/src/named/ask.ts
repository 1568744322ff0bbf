/** Somebody asks whether an identifier stands in a shared set. Nothing is said before it is proven to be theirs. */
import { NAMED_PROVE_DAYS, type askNamed, type BodyOf, type ReplyOf } from '@tocsin/api'
import { commitToIdentifier, toBase64 } from '@tocsin/proof'
import { randomBytes, randomUUID } from 'node:crypto'
import type { Limits } from '../auth/limits.ts'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { appendLog, sha256 } from '../log/append.ts'
import { readIdentifier, toText, type Identifier } from './identifier.ts'
import { addKey, newCode } from './store.ts'

const DAY_MS = 86_400_000
/** How long a mail that cannot go out is tried. */
const MAIL_HOURS = 24

/**
 * Takes an ask: its row, its entry in the log, which holds a commitment to the identifier alone, and the mail to a mailbox in one
 * transaction. Gives the secret that opens its page, save for a mailbox, which is mailed it. Throws `bad-request`, `too-many-requests`,
 * and `unavailable` for a mailbox where no mail can leave.
 */
export async function takeAsk(
  ctx: Context,
  limits: Limits,
  { language, ...typed }: BodyOf<typeof askNamed>,
): Promise<ReplyOf<typeof askNamed>> {
  const identifier = readIdentifier(typed)
  const isMailbox = identifier.kind === 'email'
  if (isMailbox && !ctx.mailer)
    throw new ExchangeError(
      'unavailable',
      'this exchange sends no mail now, so that nothing about a mail address can be proven',
    )
  await limits.count('namedAsks', 'all')
  const isMailed = isMailbox && (await hasRoom(limits, identifier.value))
  const at = ctx.clock.now()
  return ctx.database.db.transaction().execute(async (tx) => {
    const id = randomUUID()
    const salt = randomBytes(32)
    await keepAsk(tx, { id, salt, at, identifier, language })
    if (isMailed)
      await tx
        .insertInto('deliveries')
        .values(mailFor(id, identifier, at, ctx.wall.now()))
        .execute()
    const token = isMailbox ? undefined : await addKey(tx, id)
    await appendLog(tx, [
      {
        kind: 'named.asked',
        at,
        subject: `named:${id}`,
        payload: {
          statement: 'Somebody asked whether an identifier stands in what members released',
          ask: id,
          kind: identifier.kind,
          about: toBase64(commitToIdentifier(toText(identifier), salt, sha256)),
        },
        by: { ask: id },
        members: [],
      },
    ])
    return token === undefined ? {} : { token }
  })
}

type Asked = { id: string; salt: Uint8Array; at: Date; identifier: Identifier; language: string }

async function keepAsk(tx: Tx, { id, salt, at, identifier, language }: Asked): Promise<void> {
  const { kind, value, platform = null } = identifier
  const endsAt = new Date(at.getTime() + NAMED_PROVE_DAYS * DAY_MS)
  await tx
    .insertInto('named_asks')
    .values({ id, kind, state: 'asked', language, asked_at: at, ends_at: endsAt })
    .execute()
  await tx
    .insertInto('named_identifiers')
    .values({ ask_id: id, value, platform, salt, code: newCode() })
    .execute()
}

/**
 * Whether this mailbox may be mailed now. Where it may not the ask is taken all the same, answered and on record alike: nobody learns by
 * asking that somebody asked about it before.
 */
async function hasRoom(limits: Limits, mailbox: string): Promise<boolean> {
  try {
    await limits.count('namedMailsPerMailbox', mailbox)
    return true
  } catch (error) {
    if (error instanceof ExchangeError && error.code === 'too-many-requests') return false
    throw error
  }
}

function mailFor(id: string, { value }: Identifier, at: Date, wall: Date) {
  return {
    id: randomUUID(),
    purpose: 'named',
    ask_id: id,
    channel: 'mail',
    address: value,
    state: 'queued',
    next_at: at,
    queued_at: at,
    expires_at: new Date(wall.getTime() + MAIL_HOURS * 3_600_000),
  }
}
