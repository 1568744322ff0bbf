import Type, { type Static } from 'typebox'
import { defineRoute, ROLES } from './route.ts'
import { Email, Id, Instant, Language, Line, MemberRef } from './scalars.ts'

export const RoleName = Type.Enum(ROLES)

/** `none`: no server is set. `untried`: nothing was handed over yet. `failing`: our own server refuses us or is away. */
export const MailState = Type.Enum(['none', 'untried', 'working', 'failing'])
export type MailState = Static<typeof MailState>

export const Exchange = Type.Object({
  name: Line,
  /** True for a drill: everything in it is marked as exercise and cannot leave it. */
  exercise: Type.Boolean(),
  /** The exchange's clock, which is virtual in a drill. */
  now: Instant,
  /** Log origin and verifier key, as a C2SP vkey line. */
  logKey: Type.String(),
  /** Languages of the country pack: notices are written in the first, and may be in the others. */
  languages: Type.Array(Language),
  /** Whether mail leaves this exchange, so that nobody waits for one that cannot come. */
  mail: Type.Optional(MailState),
})
export type Exchange = Static<typeof Exchange>

export const Session = Type.Object({
  person: Type.Object({
    id: Id,
    name: Line,
    email: Email,
    roles: Type.Array(RoleName),
    locale: Language,
    /** That their screens name times in; absent is that of the device. */
    timeZone: Type.Optional(Type.String()),
    /** Until when they were invited, where a date was named. */
    endsAt: Type.Optional(Instant),
  }),
  member: MemberRef,
  exchange: Exchange,
})
export type Session = Static<typeof Session>

export const getExchange = defineRoute({
  name: 'getExchange',
  method: 'GET',
  path: '/api/exchange',
  access: 'public',
  summary: 'Name, clock and log key of this exchange.',
  reply: Exchange,
})

export const requestLink = defineRoute({
  name: 'requestLink',
  method: 'POST',
  path: '/api/sign-in/link',
  access: 'public',
  summary: 'Mails a one-time sign-in link. Answers the same whether or not the address is known.',
  body: Type.Object({ email: Email }),
  reply: Type.Object({ mail: Type.Optional(MailState) }),
  status: 202,
})

export const signIn = defineRoute({
  name: 'signIn',
  method: 'POST',
  path: '/api/sign-in',
  access: 'public',
  summary: 'Spends a one-time token and sets the session cookie.',
  body: Type.Object({ token: Type.String({ minLength: 16, maxLength: 200 }) }),
  reply: Session,
})

export const signOut = defineRoute({
  name: 'signOut',
  method: 'POST',
  path: '/api/sign-out',
  access: 'member',
  summary: 'Ends this session.',
})

export const getSession = defineRoute({
  name: 'getSession',
  method: 'GET',
  path: '/api/session',
  access: 'member',
  summary: 'The signed-in person, their member and the exchange.',
  reply: Session,
})
