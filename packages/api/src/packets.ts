import Type from 'typebox'
import { defineRoute } from './route.ts'
import { pageOf, PageQuery } from './scalars.ts'

export const getPacket = defineRoute({
  name: 'getPacket',
  method: 'GET',
  path: '/api/packets/:about',
  access: 'member',
  summary:
    'Proof files of all that is on record about a notice or a release and that the own member took part in, in the order of the log.',
  params: Type.Object({
    about: Type.String({
      pattern: '^(notice|release):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$',
    }),
  }),
  query: PageQuery,
  reply: pageOf(Type.String()),
})
