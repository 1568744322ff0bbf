import type { NoticeText } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Mail } from '../mail/outgoing.ts'
import { toOfficeLink } from './links.ts'
import { MAIL_WORDS } from './mail-words.ts'
import { PLACE } from './place.ts'

/** A delivery that this process has leased. */
export type ClaimedDelivery = {
  id: string
  targetId: string
  rank: number
  address: string
  attempts: number
  token: string | null
}

type Facts = {
  from: string
  tlp: string
  en: NoticeText
  es: NoticeText | null
  language: 'en' | 'es'
  call_back_code: string
  place: string
}

/**
 * The mail for a delivery, from the notice as it was sent. Each try carries the same Message-ID, so that a mail which
 * goes out again after a crash is seen to be the same.
 */
export async function loadMail(ctx: Context, delivery: ClaimedDelivery): Promise<Mail> {
  const found = await sql<Facts>`
    select m.name as from, n.tlp, n.en, n.es, c.language, t.call_back_code,
      ${PLACE}
    from notice_targets t
    join notices n on n.id = t.notice_id
    join members m on m.id = n.from_member
    join notice_contacts c on c.target_id = t.id and c.rank = ${delivery.rank}
    join jurisdictions j on j.id = t.jurisdiction
    where t.id = ${delivery.targetId}`.execute(ctx.database.db)
  const { origin, exercise } = ctx.config
  const to = { to: delivery.address, link: toOfficeLink(origin, delivery.token!), exercise }
  const messageId = `<${delivery.id}@${new URL(origin).hostname}>`
  return { ...renderMail(found.rows[0]!, to), messageId }
}

/**
 * Plain text, TLP label first in the subject and around the body (TLP 2.0), Spanish before English
 * for a contact who asked for it.
 */
export function renderMail(
  facts: Facts,
  to: { to: string; link: string; exercise: boolean },
): Mail {
  const label = `TLP:${facts.tlp.toUpperCase()}`
  const spanish = facts.language === 'es' && facts.es !== null
  const first = spanish
    ? renderText('es', facts.es!, facts, to.link)
    : renderText('en', facts.en, facts, to.link)
  const second = spanish ? `\n\n----\n\n${renderText('en', facts.en, facts, to.link)}` : ''
  const subject = spanish ? facts.es!.subject : facts.en.subject
  const words = MAIL_WORDS[spanish ? 'es' : 'en']
  return {
    to: to.to,
    subject: `${label} ${to.exercise ? `${words.exercise} ` : ''}${subject}`,
    text: `${label}\n\n${to.exercise ? `${words.exerciseLong}\n\n` : ''}${first}${second}\n\n${label}\n`,
  }
}

function renderText(language: 'en' | 'es', text: NoticeText, facts: Facts, link: string): string {
  const words = MAIL_WORDS[language]
  const actions = text.actions.map((action, i) => `${i + 1}. ${action}`).join('\n')
  return [
    `${words.to(facts.place, facts.from)}`,
    text.subject,
    `${words.what}\n${text.what}`,
    `${words.howSure}\n${text.howSure}`,
    `${words.actions}\n${actions}`,
    `${words.call}\n${text.whoToCall}`,
    `${words.answer}\n${link}`,
    words.code(facts.call_back_code),
  ].join('\n\n')
}
