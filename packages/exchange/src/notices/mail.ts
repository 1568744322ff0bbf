import type { MemberKind, NoticeKind, NoticeTexts, Tlp } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db } from '../db/database.ts'
import type { Claimed } from '../delivery/outbox.ts'
import type { Mail } from '../mail/outgoing.ts'
import { decideApprise } from '../policy/apprise.ts'
import type { Decision } from '../policy/decide.ts'
import { newLinkToken, toOfficeLink } from '../offices/door.ts'
import { textFor, type MainText } from './languages.ts'
import {
  mailWords,
  nameOfLanguage,
  notHitSentence,
  writeTime,
  type MailWords,
} from './mail-words.ts'
import { PLACE } from './place.ts'
import { mailExit } from './verdict.ts'

export type Facts = {
  kind: NoticeKind
  from: string
  tlp: Tlp
  texts: NoticeTexts
  main_language: string
  language: string
  call_back_code: string
  place: string
  /** Up to when its sender knew that the place is not hit. */
  known_at?: Date | null
  /** What it corrects or clears. */
  before: { texts: NoticeTexts; main_language: string; sent_at: Date } | null
}

/** What the rules look at when a mail leaves. */
export type Standing = {
  /** Delivery of what is corrected to the same mailbox. */
  earlier: string | null
  sender: MemberKind
  active: boolean
  release_tlp: Tlp | null
}

/**
 * The mails of a batch, from the notices as they were sent. Each try has a link of its own, of which only the hash is
 * kept, and the same Message-ID, so that a mail which goes out again after a crash is seen to be the same. One whose sender may no longer
 * send it gets the rule that says so.
 */
export async function writeMails(
  ctx: Context,
  batch: Claimed[],
): Promise<Map<string, Mail | Decision>> {
  const { origin, exercise } = ctx.config
  const { hostname } = new URL(origin)
  const facts = await loadFacts(ctx.database.db, batch)
  const links = batch.map((delivery) => ({ delivery, ...newLinkToken() }))
  await ctx.database.db
    .insertInto('notice_links')
    .values(
      links.map(({ delivery, hash }) => ({
        token_hash: hash,
        target_id: delivery.targetId!,
        rank: delivery.rank!,
      })),
    )
    .execute()
  return new Map<string, Mail | Decision>(
    links.map(({ delivery, token }) => {
      const verdict = decideSending(ctx, facts.get(delivery.id)!)
      if (!verdict.allow) return [delivery.id, verdict]
      const to = { to: delivery.address, link: toOfficeLink(origin, token), exercise }
      const mail = renderMail(facts.get(delivery.id)!, to)
      const { earlier } = facts.get(delivery.id)!
      return [
        delivery.id,
        {
          ...mail,
          messageId: `<${delivery.id}@${hostname}>`,
          ...(earlier ? { inReplyTo: `<${earlier}@${hostname}>` } : {}),
        },
      ]
    }),
  )
}

/** Where a notice may go was decided when it was sent; what may have changed since is asked as each mail leaves. */
export function decideSending(
  ctx: Context,
  {
    sender,
    active,
    kind,
    tlp,
    release_tlp,
  }: Pick<Facts, 'kind' | 'tlp'> & Omit<Standing, 'earlier'>,
): Decision {
  const { exercise } = ctx.config
  return decideApprise(
    {
      sender: { kind: sender, active, oversees: true },
      type: kind,
      tlp,
      releaseTlp: release_tlp,
      outsideOwnPlace: false,
      placeAboveLeftOut: false,
      affectedLeftOut: false,
      namesHit: false,
      exercise,
      context: { now: ctx.clock.now(), exit: mailExit(exercise), exercise },
    },
    ctx.policies,
  )
}

export async function loadFacts(db: Db, batch: Claimed[]): Promise<Map<string, Facts & Standing>> {
  const found = await sql<Facts & Standing & { id: string }>`
    select d.id, m.name as from, m.kind as sender, m.active, n.kind, r.tlp as release_tlp, n.tlp, n.texts, n.main_language, n.known_at, c.language, t.call_back_code,
      ${PLACE},
      (select e.id from deliveries e where e.target_id = t.corrects and e.channel = 'mail' and lower(e.address) = lower(d.address)
        and e.state = 'sent' order by e.sent_at desc limit 1) as earlier,
      (select json_build_object('texts', b.texts, 'main_language', b.main_language, 'sent_at', b.sent_at)
        from notices b where b.id = n.corrects) as before
    from deliveries d
    join notice_targets t on t.id = d.target_id
    join notices n on n.id = t.notice_id
    join members m on m.id = n.from_member
    left join releases r on r.id = n.release_id
    join notice_contacts c on c.target_id = t.id and c.rank = d.rank
    join jurisdictions j on j.id = t.jurisdiction
    where d.id = any(${batch.map((delivery) => delivery.id)}::uuid[])`.execute(db)
  return new Map(
    found.rows.map(({ before, ...row }) => [
      row.id,
      { ...row, before: before && { ...before, sent_at: new Date(before.sent_at) } },
    ]),
  )
}

/**
 * Plain text, TLP label first in the subject and around the body (TLP 2.0). A contact gets the text in their language
 * before the main one; where the notice has none in it, the fixed words, and a sentence that says so.
 */
export function renderMail(
  facts: Facts,
  to: { to: string; link: string; exercise: boolean },
): Mail {
  const label = `TLP:${facts.tlp.toUpperCase()}`
  const main = textFor(facts, facts.main_language)
  const own = textFor(facts, facts.language)
  const isGap = own.language !== facts.language
  const parts = [
    ...(isGap ? [renderGap(facts, to.link)] : []),
    ...(isGap || own.language === main.language ? [] : [renderText(own, facts, to.link)]),
    renderText(main, facts, to.link),
  ]
  const words = mailWords(facts.language)
  const marks = [
    ...(to.exercise ? [[words.exercise, words.exerciseLong]] : []),
    ...(facts.kind === 'reachability' ? [[words.test, words.testLong]] : []),
    ...(facts.before ? [renderBefore(facts, words)] : []),
    ...(facts.known_at ? [renderNotHit(facts, facts.known_at, words)] : []),
  ]
  return {
    to: to.to,
    subject: [label, ...marks.map(([mark]) => mark), own.text.subject].join(' '),
    text: `${label}\n\n${marks.map(([, sentence]) => `${sentence}\n\n`).join('')}${parts.join('\n\n----\n\n')}\n\n${label}\n`,
  }
}

/** Marks a correction or all-clear, and names what it is about by its subject and time. */
function renderBefore({ kind, before, language }: Facts, words: MailWords): [string, string] {
  const { subject } = textFor(before!, language).text
  const at = writeTime(before!.sent_at)
  return kind === 'all-clear'
    ? [words.allClear, words.allClearLong(subject, at)]
    : [words.correction, words.correctionLong(subject, at)]
}

/** Says that the place is not known to be hit, up to when, and that no more is known. */
function renderNotHit({ place, from }: Facts, knownAt: Date, words: MailWords): [string, string] {
  return [words.notHit, notHitSentence(words, { place, from, knownAt })]
}

/** What a reader of another language has to know of a text that came in the main one alone. */
function renderGap(facts: Facts, link: string): string {
  const words = mailWords(facts.language)
  return [
    words.to(facts.place, facts.from),
    words.otherLanguage(nameOfLanguage(facts.main_language, facts.language)),
    `${words.answer}\n${link}`,
    words.code(facts.call_back_code),
  ].join('\n\n')
}

function renderText({ language, text }: MainText, facts: Facts, link: string): string {
  const words = mailWords(language)
  const actions = text.actions.map((action, i) => `${i + 1}. ${action}`).join('\n')
  return [
    `${words.to(facts.place, facts.from)}`,
    text.subject,
    ...(text.wrong ? [`${words.wrong}\n${text.wrong}`] : []),
    `${facts.before && text.wrong ? words.right : words.what}\n${text.what}`,
    `${words.howSure}\n${text.howSure}`,
    ...(text.context ? [`${words.context}\n${text.context}`] : []),
    `${words.actions}\n${actions}`,
    `${words.call}\n${text.whoToCall}`,
    `${words.answer}\n${link}`,
    words.code(facts.call_back_code),
  ].join('\n\n')
}
