import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Id, ShortProse } from './scalars.ts'

/**
 * Methods: the set-up of a detector as one bounded document, released like anything else. Whoever is given one runs it on activity of
 * its own; what it finds is its own, and nothing comes back by itself.
 */

/** The published property extension of a note that carries a method (`docs/methods.md`). */
export const METHOD_EXTENSION = 'extension-definition--2c8a4b9e-71d5-4f06-8a3e-d94b6f1c5e70'

export const METHOD_BOUNDS = {
  traces: 10,
  traceLength: 40,
  window: 31_536_000,
  min: 1_000_000,
} as const

export const DetectorMethod = Type.Object({
  detector: Type.Literal('coordination'),
  version: Type.Literal(1),
  /** What counts as acting together, by the names of the detector; absent, what it looks for by itself. */
  traces: Type.Optional(
    Type.Array(Type.String({ minLength: 1, maxLength: METHOD_BOUNDS.traceLength }), {
      minItems: 1,
      maxItems: METHOD_BOUNDS.traces,
    }),
  ),
  /** Seconds within which things count; absent, accounts are judged at all time scales at once. */
  window: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: METHOD_BOUNDS.window })),
  /** Least strength of a pair; absent, the detector's own. */
  min: Type.Optional(Type.Integer({ minimum: 1, maximum: METHOD_BOUNDS.min })),
})
export type DetectorMethod = Static<typeof DetectorMethod>

export const draftMethod = defineRoute({
  name: 'draftMethod',
  method: 'POST',
  path: '/api/detection/runs/:id/method',
  access: 'role:analyst',
  summary:
    'The set-up of an own run of the coordination detector as STIX objects, to be put into a release: a note of the own member that carries it. Nothing of the file or of what was found is in it, and nothing leaves by this.',
  params: Type.Object({ id: Id }),
  body: Type.Object({
    /** What it is good for, in words. */
    words: Type.Optional(ShortProse),
  }),
  reply: Type.Object({
    method: DetectorMethod,
    objects: Type.Array(Type.Unknown()),
    /** What of the run's set-up the method does not carry, a line each. */
    dropped: Type.Array(Type.String()),
  }),
})
