import Type from 'typebox'
import { defineRoute } from './route.ts'
import { Id } from './scalars.ts'

/** Replies a PDF: the letter of each office, one after the other. `X-Letters` says how many they are. */
export const printLetters = defineRoute({
  name: 'printLetters',
  method: 'POST',
  path: '/api/notices/:id/letters',
  access: 'role:analyst',
  summary:
    'Letters of an own notice to print: to the offices named, or to all that nobody reached or that did not answer in time. Printing tells nobody anything, and is on record as that.',
  params: Type.Object({ id: Id }),
  body: Type.Object({
    /** The targets; without it those that are unreachable or overdue now. */
    targets: Type.Optional(Type.Array(Id, { minItems: 1, maxItems: 500, uniqueItems: true })),
  }),
  reply: Type.Unsafe<string>(Type.String()),
})
