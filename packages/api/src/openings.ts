import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, MemberRef, pageOf, PageQuery, Prose } from './scalars.ts'

const Sealed = Type.String({ pattern: '^[A-Za-z0-9+/]+={0,2}$', maxLength: 8000 })

/**
 * `asked` until two key holders have agreed; then `agreed`, or `nothing` where no decision was sealed to key holders; `opened` once two
 * passed their shares on; `declined` where two can agree no more, `lapsed` where the time ran out.
 */
export const OPENING_STATES = [
  'asked',
  'agreed',
  'nothing',
  'opened',
  'declined',
  'lapsed',
] as const
export type OpeningState = (typeof OPENING_STATES)[number]

export const HOLDER_STEPS = ['agreed', 'declined', 'passed'] as const

/** A decision as those who may help to open it are given it. */
const ToOpen = Type.Object({
  releaseId: Id,
  memberId: Id,
  envelope: Sealed,
  commitment: Sealed,
  /** The place of the own share in it, from 0. */
  place: Type.Integer(),
  /** To whoever asked, once two passed theirs on: shares encrypted to its key. */
  shares: Type.Array(Sealed),
  /** With them, the proof of the answer that commits to it; absent while its batch is open. */
  proof: Type.Optional(Type.String()),
})

/** That key holders are asked to open what a member decided, for a court or an inspector. */
export const Opening = Type.Object({
  id: Id,
  releaseId: Id,
  member: MemberRef,
  asker: MemberRef,
  /** For whom, such as a court, and on what grounds. */
  authority: Line,
  reason: Prose,
  state: Type.Enum(OPENING_STATES),
  askedAt: Instant,
  /** When it lapses; absent once it is settled. */
  dueAt: Type.Optional(Instant),
  /** Each key holder that may help, and what it did; none where it never answered. */
  holders: Type.Array(
    Type.Object({
      member: MemberRef,
      steps: Type.Array(Type.Object({ step: Type.Enum(HOLDER_STEPS), at: Instant })),
    }),
  ),
  /** The public key that shares are passed on to. */
  openerKey: Type.String(),
  /** Whether the own member asked, is a key holder, or has its decision asked for. */
  own: Type.Enum(['asker', 'holder', 'member']),
  toOpen: Type.Optional(ToOpen),
})
export type Opening = Static<typeof Opening>

const ById = Type.Object({ id: Id })

export const askOpening = defineRoute({
  name: 'askOpening',
  method: 'POST',
  path: '/api/releases/:id/openings',
  access: 'role:analyst',
  summary:
    'A key holder asks the others to open what a member decided about a release, for a court or an inspector. The member is shown that it was asked, and no mail tells it.',
  params: ById,
  body: Type.Object({ memberId: Id, authority: Line, reason: Prose }),
  reply: Opening,
  status: 201,
})

export const listOpenings = defineRoute({
  name: 'listOpenings',
  method: 'GET',
  path: '/api/openings',
  access: 'member',
  summary:
    'Openings that the own member asked for, is a key holder of, or whose decision they are about; newest first.',
  query: PageQuery,
  reply: Type.Object({
    ...pageOf(Opening).properties,
    /** Groups whose charter names the own member as a key holder, with the members whose decisions it could be asked to open. */
    heldFor: Type.Array(
      Type.Object({
        group: Type.Object({ id: Id, name: Line }),
        members: Type.Array(MemberRef),
      }),
    ),
  }),
})

export const agreeToOpening = defineRoute({
  name: 'agreeToOpening',
  method: 'POST',
  path: '/api/openings/:id/agree',
  access: 'role:analyst',
  summary: 'Agrees for the own member, a key holder, that a decision is opened.',
  params: ById,
  reply: Opening,
})

export const declineOpening = defineRoute({
  name: 'declineOpening',
  method: 'POST',
  path: '/api/openings/:id/decline',
  access: 'role:analyst',
  summary: 'Declines for the own member, a key holder, to open a decision.',
  params: ById,
  reply: Opening,
})

export const passShare = defineRoute({
  name: 'passShare',
  method: 'POST',
  path: '/api/openings/:id/share',
  access: 'role:analyst',
  summary: 'Passes the own share on, encrypted anew to whoever asked.',
  params: ById,
  body: Type.Object({ share: Sealed }),
  reply: Opening,
})
