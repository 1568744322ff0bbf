/** Cases merged, parted again and split. */
import Type from 'typebox'
import { Case } from './cases.ts'
import { defineRoute } from './route.ts'
import { Id, Line } from './scalars.ts'

const ById = Type.Object({ id: Id })

export const mergeCase = defineRoute({
  name: 'mergeCase',
  method: 'POST',
  path: '/api/cases/:id/merge',
  access: 'role:analyst',
  summary:
    'Merges a case into another one of the same group and purpose, by a member that leads both. Whoever reads the first reads the second already, and words stay for whom they were written. Gives the second.',
  params: ById,
  body: Type.Object({ into: Id }),
  reply: Case,
})

export const partCase = defineRoute({
  name: 'partCase',
  method: 'POST',
  path: '/api/cases/:id/part',
  access: 'role:analyst',
  summary:
    'Takes the merging of this case into another one back: all that came from it goes back, as it stands now. What was written since stays.',
  params: ById,
  reply: Case,
})

/** So many items are split off at once. */
export const MOST_SPLIT = 1000

export const splitCase = defineRoute({
  name: 'splitCase',
  method: 'POST',
  path: '/api/cases/:id/split',
  access: 'role:analyst',
  summary:
    'Opens a case with those who were invited to this one and moves items there, by a lead. Steps and plans stay. To take it back, merge it again. Gives the new one.',
  params: ById,
  body: Type.Object({
    title: Type.Optional(Line),
    items: Type.Array(Id, { minItems: 1, maxItems: MOST_SPLIT, uniqueItems: true }),
  }),
  reply: Case,
  status: 201,
})
