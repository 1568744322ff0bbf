/**
 * Gateways of messages to numbers as a process of its own: an SMPP server, and one over HTTP that takes posts alone that are
 * signed. `fork` it; its first message says where they are. Asked `report`, it answers with the numbers of what it took.
 */
import { startSmsServer, startWebhookGateway } from '@tocsin/testkit'

export type TextGateways = { sms: string; posts: string; secret: string }
/** The number of each message whole, by channel. */
export type TookTexts = Record<'sms' | 'voice' | 'fax', string[]>

const sms = await startSmsServer()
const { url: posts, secret, posted } = await startWebhookGateway()
process.send?.({ sms: sms.url, posts, secret } satisfies TextGateways)
process.on('message', () => {
  const of = (name: string) => posted.filter(({ channel }) => channel === name).map(({ to }) => to)
  process.send?.({
    sms: sms.texts.map(({ to }) => to),
    voice: of('voice'),
    fax: of('fax'),
  } satisfies TookTexts)
  sms.texts.length = 0
  posted.length = 0
})
process.on('disconnect', () => process.exit())
