import Type from 'typebox'
import { defineRoute } from './route.ts'
import { Id } from './scalars.ts'

/** Replies a text: the proof file of an answer, which `verify` checks. */
export const getAnswerProof = defineRoute({
  name: 'getAnswerProof',
  method: 'GET',
  path: '/api/answers/:id/proof',
  access: 'member',
  summary:
    'Proves that an answer of the own member was committed to by the log. Missing until the clock has closed its batch.',
  params: Type.Object({ id: Id }),
  reply: Type.Object({ answer: Type.Literal('tocsin/answer/v1') }),
})
