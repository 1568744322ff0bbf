/**
 * A way for whoever holds the server to ask the running exchange for a link, since nobody else can open its embedded
 * database meanwhile: a port on loopback, and a file in the data folder, for its owner's eyes alone, that names the port
 * and a secret. Whoever can read that file could read the database too.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { ExchangeError } from '../errors.ts'
import { newSecret } from './secrets.ts'

const FILE = 'owner-door.json'
const MAX_BODY = 1024

type Answer = { link: string } | { error: string }

/** Opens the door; `makeLink` gives the link of the person with an address or throws. `close` takes the file away. */
export async function openOwnerDoor(
  dataDir: string,
  makeLink: (email: string) => Promise<string>,
): Promise<() => Promise<void>> {
  const secret = newSecret()
  const server = createServer((request, response) => {
    void answer(request, secret, makeLink).then(([status, body]) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    })
  })
  const port = await listenOnLoopback(server)
  const file = join(dataDir, FILE)
  // One left by a crash may have been given other rights since.
  await rm(file, { force: true })
  await writeFile(file, JSON.stringify({ port, secret }), { mode: 0o600, flag: 'wx' })
  return async () => {
    await rm(file, { force: true })
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

/**
 * Asks the exchange that runs on a data folder for a person's link; nothing where none runs. Throws `not-found` in the
 * exchange's own words.
 */
export async function askOwnerDoor(dataDir: string, email: string): Promise<string | undefined> {
  const text = await readFile(join(dataDir, FILE), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const { port, secret } = JSON.parse(text) as { port: number; secret: string }
  const response = await fetch(`http://127.0.0.1:${port}/link`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ email }),
  }).catch(() => undefined)
  // A crash leaves the file behind; by then another program may even have the port.
  if (!response || response.status === 401 || response.status === 404) return undefined
  const answered = (await response.json()) as Answer
  if ('link' in answered) return answered.link
  throw new ExchangeError('not-found', answered.error)
}

async function answer(
  request: IncomingMessage,
  secret: string,
  makeLink: (email: string) => Promise<string>,
): Promise<[number, Answer]> {
  if (!isHolder(request, secret)) return [401, { error: 'this door is for the server’s owner' }]
  if (request.method !== 'POST' || request.url !== '/link') return [404, { error: 'no such door' }]
  try {
    const { email } = JSON.parse(await readBody(request)) as { email?: unknown }
    return [200, { link: await makeLink(String(email)) }]
  } catch (error) {
    return [422, { error: error instanceof Error ? error.message : 'it failed' }]
  }
}

function isHolder(request: IncomingMessage, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(request.headers.authorization ?? ''), digest(`Bearer ${secret}`))
}

async function readBody(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) {
    text += String(chunk)
    if (text.length > MAX_BODY) throw new ExchangeError('too-large', 'the question is too long')
  }
  return text
}

function listenOnLoopback(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}
