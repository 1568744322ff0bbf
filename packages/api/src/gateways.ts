import Type from 'typebox'
import { TEXT_CHANNELS } from './notice-targets.ts'
import { defineRoute } from './route.ts'
import { PhoneNumber } from './scalars.ts'

export const hearGateway = defineRoute({
  name: 'hearGateway',
  method: 'POST',
  path: '/api/gateways/heard',
  access: 'public',
  summary:
    'A gateway says what became of a message, or that words or digits came from a number; signed as Standard Webhooks say, within five minutes. Twice said changes nothing.',
  body: Type.Object({
    channel: Type.Enum(TEXT_CHANNELS),
    type: Type.Enum(['receipt', 'reply']),
    /** Of a receipt: the id that the gateway gave the message, or else ours, and what the network says. */
    id: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    said: Type.Optional(Type.Enum(['delivered', 'undelivered', 'underway'])),
    code: Type.Optional(Type.String({ maxLength: 60 })),
    /** Of a reply: the number that it came from, and its words or the digits that were pressed. */
    from: Type.Optional(PhoneNumber),
    text: Type.Optional(Type.String({ maxLength: 2000 })),
  }),
  reply: Type.Object({ heard: Type.Boolean() }),
})
