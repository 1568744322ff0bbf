import { NoAsk } from './message.ts'
import { defineRoute } from './route.ts'

export const getNoAsk = defineRoute({
  name: 'getNoAsk',
  method: 'GET',
  path: '/api/messages/no-ask',
  access: 'public',
  summary:
    'The fixed text that goes with every message of a government body to a platform or campaign.',
  reply: NoAsk,
})
