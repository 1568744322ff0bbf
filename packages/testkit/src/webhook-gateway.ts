import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type PostedMessage = { id: string; channel: string; to: string; text: string }

/** A gateway over HTTP on loopback that takes every message and keeps it. */
export type WebhookGateway = {
  url: string
  secret: string
  posted: PostedMessage[]
  stop: () => Promise<void>
}

export async function startWebhookGateway(): Promise<WebhookGateway> {
  const posted: PostedMessage[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      posted.push(JSON.parse(Buffer.concat(chunks).toString('utf8')) as PostedMessage)
      response.writeHead(202, { 'content-type': 'application/json' }).end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/messages`,
    secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
    posted,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
