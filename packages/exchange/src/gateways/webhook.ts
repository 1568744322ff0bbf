import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { TextChannel } from '@tocsin/api'
import { Webhook } from 'standardwebhooks'
import type { Gateway, GatewayFault, HandedOver, TextMessage } from './gateway.ts'
import { lookupPublic, refusePrivateLiteral } from './public-hosts.ts'

/** Where messages are posted, and the secret that both sides sign with. */
export type WebhookOptions = {
  url: URL
  secret: string
  channel: TextChannel
  /** The number or name that messages come from, where one is set. */
  from: string | undefined
  allowPrivate: boolean
  /** Real time, which stands in each post. */
  now: () => Date
}

const WINDOW = 10
const WITHIN_MS = 15_000
const LONGEST_REPLY = 1 << 16

/**
 * A gateway over HTTP: each message is posted as JSON and signed as Standard Webhooks say (HMAC-SHA256 over id, time and body). The id is that of the
 * message, the same each time, so that a gateway hands it on once however often it is posted.
 */
export function webhookGateway(options: WebhookOptions): Gateway {
  const signer = new Webhook(options.secret)
  return {
    kind: 'HTTP webhook',
    repeats: true,
    window: WINDOW,
    send: (message) => send(options, signer, message),
    listen: () => undefined,
    close: async () => undefined,
    verify: (body, headers) => {
      try {
        signer.verify(body, Object.fromEntries(headers), { jsonParse: false })
        return headers.get('webhook-id') ?? undefined
      } catch {
        return undefined
      }
    },
  }
}

async function send(
  { url, channel, from, allowPrivate, now }: WebhookOptions,
  signer: Webhook,
  { id, to, text, language }: TextMessage,
): Promise<HandedOver> {
  const at = now()
  const body = JSON.stringify({
    type: 'message',
    id,
    channel,
    to,
    language,
    text,
    ...(from ? { from } : {}),
  })
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'idempotency-key': id,
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signer.sign(id, at, body),
  }
  try {
    if (!allowPrivate) refusePrivateLiteral(url.hostname)
    const { status, text: said } = await post(url, { headers, body, allowPrivate })
    return status >= 200 && status < 300 ? { ids: [idIn(said) ?? id] } : { fault: toFault(status) }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const words = message.slice(0, 300).toWellFormed()
    return { fault: { kind: 'server', words, brief: code ?? 'no answer', unknown: true } }
  }
}

type Posted = { headers: Record<string, string>; body: string; allowPrivate: boolean }

/** Posts once, to the address that was looked at, and follows nothing. */
function post(
  url: URL,
  { headers, body, allowPrivate }: Posted,
): Promise<{ status: number; text: string }> {
  const ask = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const asked = ask(
      url,
      {
        method: 'POST',
        headers,
        agent: false,
        signal: AbortSignal.timeout(WITHIN_MS),
        ...(allowPrivate ? {} : { lookup: lookupPublic }),
      },
      (response) => {
        const chunks: Buffer[] = []
        let size = 0
        response.on('error', reject)
        response.on('data', (chunk: Buffer) => {
          size += chunk.length
          if (size > LONGEST_REPLY) response.destroy(new Error('the answer was too long'))
          else chunks.push(chunk)
        })
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        )
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
}

/** The id that a gateway gives in its answer; without one its receipts name ours. */
function idIn(text: string): string | undefined {
  try {
    const { id } = JSON.parse(text) as { id?: unknown }
    return typeof id === 'string' && id !== '' && id.length <= 100 ? id : undefined
  } catch {
    return undefined
  }
}

/** 422 is the word for a number that no message can go to; what else is refused is not the number's fault. */
function toFault(status: number): GatewayFault {
  const brief = String(status)
  if (status === 422)
    return { kind: 'recipient', words: 'the gateway refuses the number (422)', brief }
  if (status === 429) return { kind: 'later', words: 'the gateway asks us to wait (429)', brief }
  if (status >= 500 || status === 408)
    return { kind: 'server', words: `the gateway failed (${status})`, brief, unknown: true }
  return { kind: 'server', words: `the gateway refused us (${status})`, brief }
}
