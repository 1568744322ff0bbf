import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Instant } from './scalars.ts'

/**
 * One thing that receivers look up of the domain that mails come from. `there`: DNS says it as it should be read; `missing`: it says
 * nothing; `wrong`: what it says is void, lets everybody, or is another key; `not-asked`: DNS gave no answer, so nothing is known;
 * `unset`: mails are not signed, since no key is set.
 */
export const OwnMailCheck = Type.Object({
  kind: Type.Enum(['spf', 'dkim', 'dmarc']),
  /** The name that was asked for; empty where there was none to ask for. */
  name: Type.String(),
  state: Type.Enum(['there', 'missing', 'wrong', 'not-asked', 'unset']),
  /** The records that stand there. */
  found: Type.Array(Type.String()),
  /** Why DNS gave no answer. */
  fault: Type.Optional(Type.String()),
  /** A record to publish there. */
  publish: Type.Optional(Type.String()),
})
export type OwnMailCheck = Static<typeof OwnMailCheck>

export const checkOwnMail = defineRoute({
  name: 'checkOwnMail',
  method: 'POST',
  path: '/api/overview/own-mail',
  access: 'role:operator',
  summary:
    'Asks DNS now for SPF, DKIM and DMARC of the domains that mails of this exchange come from.',
  reply: Type.Object({
    at: Instant,
    /** The address that mails are from. */
    from: Type.String(),
    /** The domain that they come back to. */
    returns: Type.String(),
    checks: Type.Array(OwnMailCheck),
  }),
})
