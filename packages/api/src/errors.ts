import Type, { type Static } from 'typebox'

/** Every code an error reply may carry. The exchange's one table maps them to HTTP statuses. */
export const ERROR_CODES = [
  'bad-request',
  'not-signed-in',
  'forbidden',
  'not-found',
  'conflict',
  'too-large',
  'unsupported-type',
  'too-many-requests',
  'refused-by-policy',
  'preview-outdated',
  'expired',
  // The act is done; its reply could not be read back.
  'done-unread',
  'unavailable',
  'internal',
] as const
export type ErrorCode = (typeof ERROR_CODES)[number]

/** Body of every reply of status 400 or more. `path` points at the faulty field (JSON pointer). */
export const ErrorBody = Type.Object({
  error: Type.Object({
    code: Type.Enum(ERROR_CODES),
    message: Type.String(),
    path: Type.Optional(Type.String()),
    rule: Type.Optional(Type.String()),
  }),
})
export type ErrorBody = Static<typeof ErrorBody>
