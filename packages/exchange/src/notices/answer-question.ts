import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { PRINTED_TITLE } from '../offices/door.ts'
import { recordRefusals } from '../refusals/record.ts'
import { admitWords } from '../told-first/words.ts'
import { recordChanges } from './changes.ts'
import { baseChange, lockTargets } from './locked.ts'
import { decideSending } from './mail.ts'
import { loadAsked } from './question-mails.ts'
import { aboutQuestion } from './question-store.ts'

type Answer = { notice: string; question: string; text: string }
type Asked = { target_id: string; rank: number; answer: string | null }

/**
 * Answers a question about a notice of the own member: on the office's page, and by mail to the address that the link of whoever
 * asked was sent to. Nothing changes in what the office owes. Throws `not-found` for a question about another's notice, `conflict`
 * where it has another answer, and `refused-by-policy` where the rules would let no mail of this notice out now.
 */
export async function answerQuestion(
  ctx: Context,
  by: PersonViewer,
  answer: Answer,
): Promise<void> {
  const { notice, question } = answer
  const asked = await findQuestion(ctx.database.db, by, answer)
  await admitWords(ctx, by, {
    act: 'notice.question-answered',
    subject: `notice:${notice}`,
    words: [answer.text],
  })
  await admitSending(ctx, by, answer)
  const at = ctx.clock.now()
  const words = answer.text.trim()
  await ctx.database.db.transaction().execute(async (tx) => {
    const [target] = await lockTargets(tx, [asked.target_id])
    const { answer: before } = await findQuestion(tx, by, answer)
    if (before === words) return
    if (before !== null) throw new ExchangeError('conflict', 'this question is answered already')
    await tx
      .updateTable('notice_questions')
      .set({ answer: words, answered_at: at, answered_by: by.personId })
      .where('id', '=', question)
      .execute()
    const title = await queueAnswer(tx, { ...asked, id: question, at })
    await recordChanges(tx, [
      {
        ...baseChange(target!, at),
        kind: 'notice.question-answered',
        by: toActor(by),
        detail: `${by.memberName} answered a question of ${title ?? PRINTED_TITLE}: “${words}”${title === undefined ? '. No address is known to mail it to' : '. The mail with it waits to go out'}`,
      },
    ])
  })
}

async function findQuestion(
  db: Context['database']['db'] | Tx,
  by: PersonViewer,
  { notice, question }: Answer,
): Promise<Asked> {
  const row = await db
    .selectFrom('notice_questions')
    .select(['target_id', 'rank', 'answer'])
    .where('id', '=', question)
    .where('notice_id', '=', notice)
    .where('from_member', '=', by.memberId)
    .executeTakeFirst()
  if (!row) throw new ExchangeError('not-found', 'no such question about an own notice')
  return row
}

/** What leaves by an answer is asked as of every mail of the notice. */
async function admitSending(ctx: Context, by: PersonViewer, { notice, question }: Answer) {
  const facts = (await loadAsked(ctx.database.db, [question])).get(question)!
  const decision = decideSending(ctx, facts)
  if (decision.allow) return
  const subject = `notice:${notice}`
  await ctx.database.db
    .transaction()
    .execute((tx) =>
      recordRefusals(tx, ctx.clock.now(), [
        { act: 'notice.question-answered', subject, by: toActor(by), decision },
      ]),
    )
  throw new ExchangeError('refused-by-policy', decision.reason, { rule: decision.rule })
}

/** Queues the mail with the answer; the title of the contact that it goes to, nobody's for a printed letter. */
async function queueAnswer(
  tx: Tx,
  { id, target_id: targetId, rank, at }: Asked & { id: string; at: Date },
): Promise<string | undefined> {
  const contact = await tx
    .selectFrom('notice_contacts')
    .select(['title', 'email'])
    .where('target_id', '=', targetId)
    .where('rank', '=', rank)
    .executeTakeFirst()
  if (!contact || contact.email === '') return undefined
  await tx
    .insertInto('deliveries')
    .values({
      id: randomUUID(),
      // Beside the mails of the notice: this one starts no clock, and whoever gets it was not asked anew.
      purpose: 'notice-answer',
      about: aboutQuestion(id),
      channel: 'mail',
      address: contact.email,
      state: 'queued',
      next_at: at,
      queued_at: at,
    })
    .execute()
  return contact.title
}
