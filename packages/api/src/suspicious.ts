import Type, { type Static } from 'typebox'
import { OwnReport } from './intake.ts'
import { defineRoute } from './route.ts'
import { Id, Line, MemberRef, Prose } from './scalars.ts'

/** 25 MiB in base64, with room for the rest. */
const MAX_BODY = 35 << 20

export const ANSWER_LANGUAGES = ['en', 'es', 'fr'] as const
export type AnswerLanguage = (typeof ANSWER_LANGUAGES)[number]

/** What somebody would have looked at: a mail as its program saves it, in base64, or words and links. One of the two. */
const Looked = {
  mail: Type.Optional(Type.String({ minLength: 4, maxLength: 34_952_536 })),
  words: Type.Optional(Type.String({ minLength: 1, maxLength: 1_000_000 })),
}
const Language = { language: Type.Enum(ANSWER_LANGUAGES) }
const Text = Type.String()

/** Names, links and hashes below the answer; texts of the mail are as they are written, in one line, what is not seen spelt out. */
const Evidence = Type.Object({
  mails: Type.Array(
    Type.Object({
      attached: Type.Boolean(),
      from: Type.Array(Text),
      replyTo: Type.Array(Text),
      subject: Type.Optional(Text),
      date: Type.Optional(Text),
      /** Lines of its way, the newest first; `own`: written by the own side's server. */
      way: Type.Array(Type.Object({ from: Text, by: Text, own: Type.Boolean() })),
      /** What was found of its signatures; absent where no resolver is set. */
      signatures: Type.Optional(Type.Array(Type.Object({ domain: Text, result: Text }))),
    }),
  ),
  links: Type.Array(
    Type.Object({
      written: Text,
      /** Where it leads, as far as that can be read off it. */
      leadsTo: Type.Optional(Text),
      by: Type.Array(Text),
    }),
  ),
  files: Type.Array(
    Type.Object({
      name: Text,
      kind: Text,
      size: Type.Integer(),
      sha256: Text,
      sha1: Text,
      md5: Text,
    }),
  ),
})

/** What speaks against it, in plain words. No verdict calls anything safe. */
export const SuspiciousAnswer = Type.Object({
  verdict: Type.Enum(['known', 'imitates', 'danger', 'caution', 'nothing-known']),
  words: Text,
  /** What to do first, in order. */
  first: Type.Array(Text),
  findings: Type.Array(
    Type.Object({ level: Type.Enum(['danger', 'caution', 'note']), code: Text, words: Text }),
  ),
  /** Findings beyond those told. */
  more: Type.Integer(),
  /** Against what it was held, in words: nothing else was looked at. */
  heldAgainst: Type.Array(Text),
  evidence: Evidence,
  /** Names in it, so that they can be looked for or shared. */
  hosts: Type.Array(Text),
})
export type SuspiciousAnswer = Static<typeof SuspiciousAnswer>

const LOOK =
  'Nothing is visited, opened or kept; that it was asked for is counted with no name, and under a hash of who asks for an hour, as a limit.'

export const checkSuspicious = defineRoute({
  name: 'checkSuspicious',
  method: 'POST',
  path: '/api/suspicious',
  access: 'member',
  summary: `Looks at a suspicious mail or link. ${LOOK}`,
  body: Type.Object({ ...Looked, ...Language }),
  maxBody: MAX_BODY,
  reply: SuspiciousAnswer,
})

const Link = { token: Type.String({ minLength: 16, maxLength: 100 }) }

export const checkByOffice = defineRoute({
  name: 'checkByOffice',
  method: 'POST',
  path: '/api/office-link/suspicious',
  access: 'public',
  summary: `Looks at a suspicious mail or link for the office behind the link of a notice. ${LOOK}`,
  body: Type.Object({ ...Link, ...Looked, ...Language }),
  maxBody: MAX_BODY,
  reply: SuspiciousAnswer,
})

export const checkByParty = defineRoute({
  name: 'checkByParty',
  method: 'POST',
  path: '/api/party-link/suspicious',
  access: 'public',
  summary: `Looks at a suspicious mail or link for the party behind the link of a mail. ${LOOK}`,
  body: Type.Object({ ...Link, ...Looked, ...Language }),
  maxBody: MAX_BODY,
  reply: SuspiciousAnswer,
})

const Reported = {
  /** Chosen by the page for one report: sent again after a lost answer, it makes no second one. */
  key: Type.String({ minLength: 16, maxLength: 100, pattern: '^[\\w-]+$' }),
  ...Looked,
  remark: Type.Optional(Prose),
}
const SENT =
  'its head, links and hashes, what was found, and a remark; never its words or files. Addresses of homes are struck out before anything is kept.'

export const reportSuspicious = defineRoute({
  name: 'reportSuspicious',
  method: 'POST',
  path: '/api/office-link/suspicious/report',
  access: 'public',
  summary:
    'Makes a report of a suspicious mail or link to whoever sent the notice: its head, links and hashes, what was found, and a remark; never its words or files.',
  body: Type.Object({
    ...Link,
    ...Reported,
  }),
  maxBody: MAX_BODY,
  reply: OwnReport,
  status: 201,
})

export const reportByMember = defineRoute({
  name: 'reportByMember',
  method: 'POST',
  path: '/api/suspicious/report',
  access: 'acting',
  summary: `Reports a suspicious mail or link to a member that the rules let the own one report to: ${SENT}`,
  body: Type.Object({ ...Reported, to: Id }),
  maxBody: MAX_BODY,
  reply: OwnReport,
  status: 201,
})

export const listReportsByMember = defineRoute({
  name: 'listReportsByMember',
  method: 'GET',
  path: '/api/suspicious/reports',
  access: 'member',
  summary:
    'The newest hundred reports that the own member made, with every hop of each, and to whom it may report.',
  reply: Type.Object({
    items: Type.Array(OwnReport),
    /** Older reports beyond those listed. */
    more: Type.Integer(),
    /** Hubs first. None: nobody here could answer. */
    receivers: Type.Array(MemberRef),
  }),
})

export const reportByParty = defineRoute({
  name: 'reportByParty',
  method: 'POST',
  path: '/api/party-link/suspicious/report',
  access: 'public',
  summary: `Reports a suspicious mail or link, by the link of a mail to a defended party, to whoever told it or else a hub: ${SENT}`,
  body: Type.Object({ ...Link, ...Reported }),
  maxBody: MAX_BODY,
  reply: OwnReport,
  status: 201,
})

export const listReportsByParty = defineRoute({
  name: 'listReportsByParty',
  method: 'POST',
  path: '/api/party-link/reports',
  access: 'public',
  summary:
    'The newest hundred reports of the party behind the link of a mail, with every hop of each, and to whom one goes.',
  body: Type.Object(Link),
  reply: Type.Object({
    items: Type.Array(OwnReport),
    /** Older reports beyond those listed. */
    more: Type.Integer(),
    /** To whom a report goes; absent where nobody could answer one. */
    to: Type.Optional(MemberRef),
    party: Line,
  }),
})

export const draftSuspicious = defineRoute({
  name: 'draftSuspicious',
  method: 'POST',
  path: '/api/suspicious/draft',
  access: 'role:analyst',
  summary:
    'Keeps a draft, for the own member alone, of what of a suspicious mail or link can be shared; nothing leaves before it is released.',
  body: Type.Object(Looked),
  maxBody: MAX_BODY,
  reply: Type.Object({
    id: Id,
    items: Type.Integer(),
    /** Values left out: own ones, platforms themselves, mailboxes that its words name, and what cannot be shared. */
    left: Type.Object({
      own: Type.Integer(),
      common: Type.Integer(),
      named: Type.Integer(),
      unread: Type.Integer(),
    }),
  }),
  status: 201,
})
