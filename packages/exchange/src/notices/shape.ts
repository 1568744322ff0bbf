import type {
  ChannelMessages,
  Coverage,
  Notice,
  NoticeEvent,
  NoticeLink,
  NoticeSummary,
  OfficeNotice,
  OfficeQuestion,
  OfficeVersion,
  Target,
  TargetMail,
} from '@tocsin/api'
import { textFor, toLanguageGaps } from './languages.ts'
import { countStates, stateAt } from './rules.ts'
import type { EventRow, MailRow, NoticeRow, TargetRow } from './store.ts'
import type { PastTarget } from './targets-at.ts'
import type { LinkRow, OfficeVersionRow, SuccessorRow, VersionRow } from './versions.ts'

/** By target: what took its place, and which words the office had. */
export type LineFacts = {
  successors: ReadonlyMap<string, SuccessorRow>
  versions: ReadonlyMap<string, VersionRow>
}

const NONE = countStates([])

/** What is known of a notice's mails, and why those that wait do not go out. */
export type MailFacts = {
  row: MailRow | undefined
  blocked: string | undefined
  /** Messages to numbers. */
  texts?: ChannelMessages[] | undefined
}

function toMail({ row, blocked }: MailFacts): Pick<NoticeSummary, 'mail'> {
  if (!row) return {}
  const { queued, handed_over: handedOver, failed, returned, perhaps_twice: perhapsTwice } = row
  return {
    mail: {
      queued,
      handedOver,
      failed,
      returned,
      ...(perhapsTwice > 0 ? { perhapsTwice } : {}),
      ...(queued > 0 && blocked ? { blocked } : {}),
    },
  }
}

export function toSummary(
  row: NoticeRow,
  counts: NoticeSummary['counts'] | undefined,
  { questions, ...mail }: MailFacts & { questions?: number | undefined },
): NoticeSummary {
  return {
    id: row.id,
    kind: row.kind,
    from: {
      id: row.from_id,
      name: row.from_name,
      kind: row.from_kind as NoticeSummary['from']['kind'],
    },
    subject: textFor(row, row.main_language).text.subject,
    tlp: row.tlp as NoticeSummary['tlp'],
    sentAt: row.sent_at.toISOString(),
    ...(row.closed_at ? { closedAt: row.closed_at.toISOString() } : {}),
    counts: counts ?? NONE,
    ...toMail(mail),
    ...(mail.texts ? { texts: mail.texts } : {}),
    logIndex: row.log_index,
    ...(questions ? { questions } : {}),
    ...(row.corrects ? { corrects: row.corrects } : {}),
    ...(row.corrected > 0 ? { corrected: row.corrected } : {}),
  }
}

export function toNotice(
  row: NoticeRow,
  counts: NoticeSummary['counts'] | undefined,
  facts: {
    mail: MailFacts
    /** Questions that wait for an answer. */
    questions: number | undefined
    languages: string[] | undefined
    shorter: Notice['shorter']
    links: { corrects: LinkRow | undefined; corrections: LinkRow[] }
    notHit: Pick<Notice, 'notHitOf' | 'toldNotHit' | 'maybeHit'>
  },
): Notice {
  const { corrects, corrections } = facts.links
  return {
    summary: toSummary(row, counts, { ...facts.mail, questions: facts.questions }),
    ...(facts.languages ? { languageGaps: toLanguageGaps(facts.languages, row.texts) } : {}),
    texts: row.texts,
    mainLanguage: row.main_language,
    answerWithin: row.answer_within,
    ...(facts.shorter?.length ? { shorter: facts.shorter } : {}),
    ...(row.release_id ? { releaseId: row.release_id } : {}),
    ...toAffected(row),
    ...(row.election_id ? { electionId: row.election_id } : {}),
    ...(row.close_reason ? { closeReason: row.close_reason } : {}),
    ...(row.known_at ? { knownAt: row.known_at.toISOString() } : {}),
    ...facts.notHit,
    ...(corrects ? { corrects: toLink(corrects) } : {}),
    ...(corrections.length > 0 ? { corrections: corrections.map(toLink) } : {}),
  }
}

function toAffected(row: NoticeRow): Pick<Notice, 'affected'> {
  const { vendor_id: vendor, vendor_name: name, system_id: system, system_name: systemName } = row
  if (vendor === null || name === null) return {}
  return {
    affected: {
      vendor,
      name,
      ...(system ? { system } : {}),
      ...(systemName ? { systemName } : {}),
    },
  }
}

/** Another notice, as a notice names it. */
export function toLink(row: LinkRow): NoticeLink {
  const { id, kind, sent_at, texts, main_language: mainLanguage, offices } = row
  return { id, kind, sentAt: sent_at.toISOString(), texts, mainLanguage, offices }
}

/** Coverage at an instant; a clock that had run out by then counts as overdue. */
export function toCoverage(
  rows: PastTarget[],
  {
    at,
    blocked,
    lines,
    texts,
  }: {
    at: Date
    blocked: string | undefined
    lines: LineFacts
    texts: ReadonlyMap<string, ChannelMessages[]>
  },
): Coverage {
  const targets = rows.map((row): Target => {
    const state = stateAt({ state: row.state, rank: row.rank, dueAt: row.due_at ?? undefined }, at)
    const faulty = state === 'unreachable' || state === 'overdue'
    const mail = row.mail === null ? undefined : toTargetMail(row.mail, blocked !== undefined)
    const fault = mail === 'blocked' ? blocked : faulty ? row.detail : undefined
    const overdueSince = row.overdue_since ?? row.due_at
    return {
      id: row.id,
      jurisdiction: row.jurisdiction,
      lineage: row.lineage,
      place: row.place,
      role: row.role,
      state,
      ...(row.contact ? { contact: row.contact } : {}),
      attempt: row.rank + 1,
      ...(row.due_at ? { dueAt: row.due_at.toISOString() } : {}),
      ...(row.acknowledged_by ? { acknowledgedBy: row.acknowledged_by } : {}),
      ...(row.acknowledged_at ? { acknowledgedAt: row.acknowledged_at.toISOString() } : {}),
      ...(mail ? { mail } : {}),
      ...(row.mails ? { mails: row.mails } : {}),
      ...(texts.has(row.id) ? { texts: texts.get(row.id)! } : {}),
      ...(state === 'overdue' && overdueSince ? { overdueSince: overdueSince.toISOString() } : {}),
      ...(fault ? { fault } : {}),
      ...(row.told_before ? { toldBefore: row.told_before } : {}),
      ...toLine(row.id, lines),
    }
  })
  return {
    at: at.toISOString(),
    counts: countStates(targets.map((target) => target.state)),
    targets,
  }
}

/** What took the place of the words of an office by an instant, and which it had then. */
function toLine(
  target: string,
  { successors, versions }: LineFacts,
): Pick<Target, 'correctedBy' | 'version'> {
  const next = successors.get(target)
  const had = versions.get(target)
  return {
    ...(next
      ? { correctedBy: { notice: next.notice, kind: next.kind, at: next.at.toISOString() } }
      : {}),
    ...(had
      ? {
          version: {
            notice: had.notice,
            number: had.number,
            kind: had.kind,
            sentAt: had.sent_at.toISOString(),
            by: had.answered ? ('answered' as const) : ('handed-over' as const),
          },
        }
      : {}),
  }
}

export function toEvent(row: EventRow): NoticeEvent {
  return {
    at: row.at.toISOString(),
    target: row.target_id,
    place: row.place,
    kind: row.kind,
    detail: row.detail,
    logIndex: row.log_index,
  }
}

/** How far a mail is by the state of its row. */
export function toTargetMail(state: string, blocked: boolean): TargetMail {
  if (state === 'sent') return 'handed-over'
  if (state === 'failed' || state === 'bounced') return state
  if (state === 'queued') return blocked ? 'blocked' : 'queued'
  return 'none'
}

/** The contact behind a link. */
type Asked = { rank: number; title: string; not_me_at: Date | null }

export function toOfficeNotice(
  notice: NoticeRow,
  target: TargetRow,
  facts: {
    exercise: boolean
    contact: Asked | undefined
    language: string
    logIndex: number
    now: Date
    versions: { earlier: OfficeVersionRow | undefined; newest: OfficeVersionRow | undefined }
    questions: OfficeQuestion[]
  },
): OfficeNotice {
  const { earlier, newest } = facts.versions
  const standing = { state: target.state, rank: target.rank, dueAt: target.due_at ?? undefined }
  return {
    from: {
      id: notice.from_id,
      name: notice.from_name,
      kind: notice.from_kind as OfficeNotice['from']['kind'],
    },
    targetId: target.id,
    noticeId: notice.id,
    place: target.place,
    role: target.role,
    kind: notice.kind,
    exercise: facts.exercise,
    tlp: notice.tlp as OfficeNotice['tlp'],
    language: facts.language,
    texts: notice.texts,
    mainLanguage: notice.main_language,
    sentAt: notice.sent_at.toISOString(),
    ...(target.due_at && notice.closed_at === null && !target.is_corrected
      ? { dueAt: target.due_at.toISOString() }
      : {}),
    state: stateAt(standing, facts.now),
    ...(target.acknowledged_by ? { acknowledgedBy: target.acknowledged_by } : {}),
    ...toAsked(facts.contact),
    ...(facts.questions.length > 0 ? { questions: facts.questions } : {}),
    callBackCode: target.call_back_code,
    closed: notice.closed_at !== null || target.is_corrected,
    logIndex: facts.logIndex,
    ...(earlier ? { corrects: toOfficeVersion(earlier) } : {}),
    ...(notice.known_at ? { knownAt: notice.known_at.toISOString() } : {}),
    ...(newest ? { correctedBy: toOfficeVersion(newest) } : {}),
  }
}

function toAsked(contact: Asked | undefined): Pick<OfficeNotice, 'contact'> {
  if (!contact) return {}
  const { rank, title, not_me_at: at } = contact
  return { contact: { rank, title, ...(at ? { notMeAt: at.toISOString() } : {}) } }
}

function toOfficeVersion(row: OfficeVersionRow): OfficeVersion {
  const { id, kind, texts, main_language: mainLanguage, sent_at } = row
  return { noticeId: id, kind, texts, mainLanguage, sentAt: sent_at.toISOString() }
}
