/** Mails with the answer to a question: to whoever asked it, with a link of their own to the page. */
import type { MemberKind, NoticeKind, NoticeTexts, Tlp } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db, Tx } from '../db/database.ts'
import type { Purpose } from '../delivery/deliver.ts'
import { writeOutcomes, type Claimed } from '../delivery/outbox.ts'
import { announce } from '../live/announce.ts'
import type { Mail } from '../mail/outgoing.ts'
import { newLinkToken, toOfficeLink } from '../offices/door.ts'
import type { Decision } from '../policy/decide.ts'
import { textFor } from './languages.ts'
import { decideSending } from './mail.ts'
import { mailWords, writeTime } from './mail-words.ts'
import { PLACE } from './place.ts'
import { questionWords } from './question-words.ts'

export const answerMails: Purpose = {
  names: ['notice-answer'],
  write: writeMails,
  settle: (ctx, outcomes, at) =>
    ctx.database.db.transaction().execute(async (tx) => {
      await writeOutcomes(tx, outcomes, at)
      await announceFor(
        tx,
        outcomes.map(({ delivery }) => delivery),
        at,
      )
    }),
  bounced: (tx, { delivery, at }) => announceFor(tx, [delivery], at),
}

/** How far a mail has come stands beside its question, on the screens of the sender. */
async function announceFor(tx: Tx, mails: readonly Pick<Claimed, 'id'>[], at: Date): Promise<void> {
  const ids = mails.map(({ id }) => id)
  const { rows } = await sql<{ id: string; member: string }>`
    select distinct q.notice_id as id, q.from_member as member from deliveries d
    join notice_questions q on d.about = 'question:' || q.id where d.id = any(${ids}::uuid[])`.execute(
    tx,
  )
  for (const { id, member } of rows)
    await announce(tx, { kind: 'notice.changed', subject: id, at, members: [member] })
}

type Asked = {
  id: string
  target_id: string
  rank: number
  text: string
  asked_at: Date
  answer: string
  language: string
  place: string
  from: string
  call_back_code: string
  texts: NoticeTexts
  main_language: string
  kind: NoticeKind
  tlp: Tlp
  release_tlp: Tlp | null
  sender: MemberKind
  active: boolean
}

/** Questions with what the mail of their answer says, and what the rules look at, by id. */
export async function loadAsked(db: Db, ids: string[]): Promise<Map<string, Asked>> {
  const { rows } = await sql<Asked>`
    select q.id, q.target_id, q.rank, q.text, q.asked_at, coalesce(q.answer, '') as answer,
      coalesce(c.language, n.main_language) as language, ${PLACE}, m.name as from, t.call_back_code, n.texts, n.main_language, n.kind, n.tlp,
      r.tlp as release_tlp, m.kind as sender, m.active
    from notice_questions q join notice_targets t on t.id = q.target_id join notices n on n.id = q.notice_id
    join members m on m.id = n.from_member join jurisdictions j on j.id = t.jurisdiction
    left join releases r on r.id = n.release_id
    left join notice_contacts c on c.target_id = q.target_id and c.rank = q.rank
    where q.id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

async function writeMails(ctx: Context, batch: Claimed[]): Promise<Map<string, Mail | Decision>> {
  const { db } = ctx.database
  const ids = batch.map(({ id }) => id)
  const { rows } = await sql<{ id: string; question: string }>`
    select id, split_part(about, ':', 2) as question from deliveries where id = any(${ids}::uuid[])`.execute(
    db,
  )
  const questionOf = new Map(rows.map(({ id, question }) => [id, question]))
  const asked = await loadAsked(db, [...questionOf.values()])
  const mails = new Map<string, Mail | Decision>()
  for (const { id, address } of batch) {
    const question = asked.get(questionOf.get(id)!)!
    const verdict = decideSending(ctx, question)
    if (verdict.allow) mails.set(id, await writeMail(ctx, question, { id, address }))
    else mails.set(id, verdict)
  }
  return mails
}

async function writeMail(
  ctx: Context,
  question: Asked,
  { id, address }: { id: string; address: string },
): Promise<Mail> {
  const { origin, exercise } = ctx.config
  const { token, hash } = newLinkToken()
  await ctx.database.db
    .insertInto('notice_links')
    .values({ token_hash: hash, target_id: question.target_id, rank: question.rank })
    .execute()
  const link = toOfficeLink(origin, token)
  return {
    ...renderAnswer(question, { link, exercise }),
    to: address,
    messageId: `<${id}@${new URL(origin).hostname}>`,
  }
}

/** Plain text between its TLP labels, in the language of the contact; question and answer as they were written. */
function renderAnswer(
  question: Asked,
  { link, exercise }: { link: string; exercise: boolean },
): Pick<Mail, 'subject' | 'text'> {
  const { language, tlp, place, from, text, answer, asked_at: at } = question
  const label = `TLP:${tlp.toUpperCase()}`
  const fixed = mailWords(language)
  const words = questionWords(language)
  const { subject } = textFor(question, language).text
  const parts = [
    ...(exercise ? [fixed.exerciseLong] : []),
    fixed.to(place, from),
    `${words.asked(subject, writeTime(at))}\n${text}`,
    `${words.answer}\n${answer}`,
    `${words.goesOn}\n${link}`,
    fixed.code(question.call_back_code),
  ]
  const marks = [label, ...(exercise ? [fixed.exercise] : [])].join(' ')
  return {
    subject: `${marks} ${words.subject(subject)}`,
    text: `${label}\n\n${parts.join('\n\n')}\n\n${label}\n`,
  }
}
