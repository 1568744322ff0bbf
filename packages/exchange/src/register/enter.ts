import type { GivenMessage, MemberKind, ReleaseDraft } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { toPublicText, toReceivers } from './rules.ts'

const DAY_MS = 86_400_000
/** Days after which the words of a message are public, unless the configuration says. */
const TEXT_DAYS = 180

/** Days for which words are kept back at first, and at most once more each time that somebody puts their day off. */
export function textDays(ctx: Context): number {
  return ctx.config.registerTextDays ?? TEXT_DAYS
}

export type ToEnter = {
  id: string
  at: Date
  draft: Pick<ReleaseDraft, 'title' | 'objects' | 'terms'>
  message: GivenMessage
  contentHash: string
  /** Kinds of those at the gate who received it, one each. */
  kinds: readonly MemberKind[]
  /** What was stated of persons whom it may name. */
  statements: readonly object[]
}

/** Enters a message into the public register, in the transaction of its release, which must be written before. */
export async function enterMessage(tx: Tx, ctx: Context, entry: ToEnter): Promise<void> {
  const { id, at, draft, message } = entry
  const days = textDays(ctx)
  await sql`
    insert into register_entries
      (id, at, type, sender, receivers, purpose, nexus, authority, no_ask, content_hash, log_index, us_persons, text_from, text,
      person_review)
    select r.id, ${at.toISOString()}::timestamptz, ${message.type}, r.from_member,
      ${JSON.stringify(toReceivers(entry.kinds))}::jsonb, ${draft.terms.purpose}, ${message.nexus!.kind},
      ${JSON.stringify(message.authority)}::jsonb, ${message.noAsk.version}, ${entry.contentHash}, r.log_index,
      ${message.persons!}, ${new Date(at.getTime() + days * DAY_MS).toISOString()}::timestamptz, ${toPublicText(draft, message)},
      ${JSON.stringify(entry.statements)}::jsonb
    from releases r where r.id = ${id}::uuid`.execute(tx)
}
