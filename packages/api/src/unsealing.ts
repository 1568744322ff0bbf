import Type, { type Static } from 'typebox'
import { PERSON_KINDS } from './persons.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, MemberRef, pageOf, PageQuery, Prose } from './scalars.ts'
import { PSEUDONYM } from './unmasking.ts'

/**
 * `asked` until two key holders have agreed; then `agreed`, and the auditor may look. `declined` where two can agree no more, `lapsed`
 * where the time ran out, `withdrawn` by whoever asked, `erased` where whom it was about is kept no more.
 */
export const UNSEALING_STATES = [
  'asked',
  'agreed',
  'declined',
  'lapsed',
  'withdrawn',
  'erased',
] as const
export type UnsealingState = (typeof UNSEALING_STATES)[number]

/**
 * How the mails of one kind to people of one member fared: one was handed to a mail server, else one waits, else all failed; none was
 * needed any more when its turn came; or none was sent, since this exchange sends none or the member has nobody to mail.
 */
export const UNSEALING_MAILS = ['handed-over', 'waiting', 'failed', 'not-needed', 'none'] as const
export type UnsealingMail = (typeof UNSEALING_MAILS)[number]
const UnsealingMail = Type.Enum(UNSEALING_MAILS)

/** An auditor's ask that key holders let it know for whom one pseudonym of a message stands, as each of the three sides sees it. */
export const Unsealing = Type.Object({
  id: Id,
  releaseId: Id,
  token: Type.String(),
  /** The auditor's body, and whose message it is. */
  asker: MemberRef,
  askedBy: Type.Object({ id: Id, name: Line }),
  sender: MemberRef,
  state: Type.Enum(UNSEALING_STATES),
  askedAt: Instant,
  /** Why, and on which legal basis; absent once erased. */
  reason: Type.Optional(Prose),
  legalBasis: Type.Optional(Line),
  /** When it lapses; absent once it is settled. */
  dueAt: Type.Optional(Instant),
  settledAt: Type.Optional(Instant),
  /** Each key holder that may agree, and what it answered; nothing where it never did. */
  holders: Type.Array(
    Type.Object({
      member: MemberRef,
      answer: Type.Optional(
        Type.Object({ step: Type.Enum(['agreed', 'declined'] as const), at: Instant }),
      ),
      /** Of one that waits: it is suspended, or named by the charter no more, so that its agreement counts no more. */
      left: Type.Boolean(),
      /** The mail that it is asked, and that it was reminded; for whoever asked, and for that key holder. */
      mail: Type.Optional(UnsealingMail),
      reminder: Type.Optional(UnsealingMail),
    }),
  ),
  /** The mail about what it came to; for whoever asked. */
  outcome: Type.Optional(UnsealingMail),
  own: Type.Enum(['asker', 'holder', 'sender']),
})
export type Unsealing = Static<typeof Unsealing>

const ById = Type.Object({ id: Id })

export const askUnsealing = defineRoute({
  name: 'askUnsealing',
  method: 'POST',
  path: '/api/audit/messages/:id/unsealings',
  access: 'role:auditor',
  summary:
    'An auditor asks the key holders of the group for whom one pseudonym of a message stands; two of them must agree. They and the sender are shown who asks and why; a mail tells the key holders that somebody asks, and neither.',
  params: ById,
  body: Type.Object({
    token: Type.String({ pattern: `^${PSEUDONYM}$`, maxLength: 15 }),
    reason: Prose,
    legalBasis: Line,
  }),
  reply: Unsealing,
  status: 201,
})

export const listAuditUnsealings = defineRoute({
  name: 'listAuditUnsealings',
  method: 'GET',
  path: '/api/audit/unsealings',
  access: 'role:auditor',
  summary:
    'What an auditor asked key holders for, newest first: of one message, or all of its own.',
  query: Type.Object({ ...PageQuery.properties, releaseId: Type.Optional(Id) }),
  reply: pageOf(Unsealing),
})

export const withdrawUnsealing = defineRoute({
  name: 'withdrawUnsealing',
  method: 'POST',
  path: '/api/audit/unsealings/:id/withdraw',
  access: 'role:auditor',
  summary: 'Takes back an own ask that waits for key holders.',
  params: ById,
  reply: Unsealing,
})

export const openUnsealing = defineRoute({
  name: 'openUnsealing',
  method: 'POST',
  path: '/api/audit/unsealings/:id/open',
  access: 'role:auditor',
  summary:
    'For whom the pseudonym stands, to the auditor who asked, once two key holders have agreed; each opening goes on record.',
  params: ById,
  reply: Type.Object({
    token: Type.String(),
    kind: Type.Enum(PERSON_KINDS),
    original: Type.String(),
    logIndex: Type.Integer(),
  }),
})

export const listUnsealings = defineRoute({
  name: 'listUnsealings',
  method: 'GET',
  path: '/api/unsealings',
  access: 'member',
  summary:
    'What auditors asked that concerns the own member: as a key holder, or as the sender of the message; newest first.',
  query: PageQuery,
  reply: pageOf(Unsealing),
})

export const agreeToUnsealing = defineRoute({
  name: 'agreeToUnsealing',
  method: 'POST',
  path: '/api/unsealings/:id/agree',
  access: 'role:analyst',
  summary: 'Agrees for the own member, a key holder, that the auditor is told.',
  params: ById,
  reply: Unsealing,
})

export const declineUnsealing = defineRoute({
  name: 'declineUnsealing',
  method: 'POST',
  path: '/api/unsealings/:id/decline',
  access: 'role:analyst',
  summary: 'Declines for the own member, a key holder, that the auditor is told.',
  params: ById,
  reply: Unsealing,
})
