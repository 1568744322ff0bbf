/** Members before a case, each as its screen is: it listens, and asks anew for what a change names a tenth of a second later. */
import type { MemberKind } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import { Agent, get, request } from 'node:http'
import type { Person } from './cases-server.ts'

/** What the screen of a case asks for, at once. */
const PARTS = ['', '/items', '/duplicates', '/steps', '/offers', '/lines', '/instants', '/events']
/** What a change of one part makes old beside it and the time line. */
const BESIDE: Record<string, string[]> = { '/items': ['', '/duplicates'] }
const GATHERED_MS = 100

export type Reply = { status: number; body: string }
export type Member = {
  id: string
  kind: MemberKind
  headers: Record<string, string>
  /** A request over one of six kept connections, as many as a browser opens. */
  ask: (path: string, body?: object) => Promise<Reply>
}

/** So many answers that were no success, by status and what was asked. */
export const refused = new Map<string, number>()

export function toMember(port: number, { id, kind, headers }: Person): Member {
  const agent = new Agent({ keepAlive: true, maxSockets: 6 })
  const ask = (path: string, body?: object): Promise<Reply> =>
    new Promise<Reply>((resolve, reject) => {
      const text = body === undefined ? undefined : JSON.stringify(body)
      const sent = request(
        {
          host: '127.0.0.1',
          port,
          path,
          agent,
          method: text === undefined ? 'GET' : 'POST',
          headers: {
            ...headers,
            ...(text === undefined
              ? {}
              : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
          },
        },
        (reply) => {
          const parts: Buffer[] = []
          reply.on('data', (part: Buffer) => parts.push(part))
          reply.on('end', () => {
            const answer = { status: reply.statusCode!, body: Buffer.concat(parts).toString() }
            if (answer.status >= 300) noteRefused(path, answer)
            resolve(answer)
          })
        },
      )
      // The server closed a kept connection just when it was used: a browser asks again.
      sent.on('error', (error) => (sent.reusedSocket ? resolve(ask(path, body)) : reject(error)))
      sent.end(text)
    })
  return { id, kind, headers, ask }
}

function noteRefused(path: string, { status, body }: Reply): void {
  const what = `${status} ${path.replaceAll(/[0-9a-f-]{36}/g, ':id')} ${body.slice(0, 120)}`
  refused.set(what, (refused.get(what) ?? 0) + 1)
}

/** Asks for all that the page of a case shows; gives the milliseconds of each part and of all. */
export async function readPage(member: Member, caseId: string): Promise<Map<string, number>> {
  const times = new Map<string, number>()
  const start = performance.now()
  await Promise.all(
    PARTS.map(async (part) => {
      await member.ask(`/api/cases/${caseId}${part}`)
      times.set(part === '' ? '/case' : part, performance.now() - start)
    }),
  )
  return times.set('page', performance.now() - start)
}

/** The page in front of a member: what of the plan it shows, and when it first did. */
export type Screen = {
  member: Member
  /** When a line was first shown, by its id. */
  shown: Map<string, number>
  /** When the last event came. */
  heardAt: () => number
  close: () => void
}

/** Opens the page of a case and keeps it as new as the screen does. */
export function openScreen(member: Member, port: number, caseId: string): Promise<Screen> {
  const shown = new Map<string, number>()
  let heardAt = 0
  let isOpen = true
  let timer: ReturnType<typeof setTimeout> | undefined
  let reading: Promise<void> | undefined
  const stale = new Set<string>()
  const read = async (parts: readonly string[]): Promise<void> => {
    await Promise.all(
      parts.map(async (part) => {
        const { body, status } = await member.ask(`/api/cases/${caseId}${part}`)
        if (part !== '/lines' || status !== 200) return
        const now = performance.now()
        for (const { id } of (JSON.parse(body) as { items: { id: string }[] }).items)
          if (!shown.has(id)) shown.set(id, now)
      }),
    )
  }
  const refresh = (): void => {
    timer = undefined
    if (!isOpen) return
    // What is under way is waited for and asked once more: it may have been read before the change.
    if (reading) timer = setTimeout(refresh, 10)
    else {
      const parts = [...stale]
      stale.clear()
      reading = read(parts).finally(() => {
        reading = undefined
      })
    }
  }
  const heard = (text: string): void => {
    heardAt = performance.now()
    for (const [, part] of text.matchAll(/"subject":"[0-9a-f-]{36}(\/\w+)?"/g))
      for (const one of part === undefined ? PARTS : [part, '/events', ...(BESIDE[part] ?? [])])
        stale.add(one)
    timer ??= setTimeout(refresh, GATHERED_MS)
  }
  return new Promise((resolve, reject) => {
    const live = get(
      { host: '127.0.0.1', port, path: '/api/live', headers: member.headers, agent: false },
      (reply) => {
        if (reply.statusCode !== 200) reject(new Error(`the stream: ${reply.statusCode}`))
        reply.setEncoding('utf8')
        reply.on('data', (text: string) =>
          text.includes('case.changed') ? heard(text) : undefined,
        )
        reply.on('error', () => undefined)
        const close = () => {
          isOpen = false
          clearTimeout(timer)
          live.destroy()
        }
        void read(PARTS).then(
          () => resolve({ member, shown, heardAt: () => heardAt, close }),
          reject,
        )
      },
    )
    live.on('error', reject)
  })
}

/** Writes a line of the plan; gives its id once it was taken. */
export async function writeLine(member: Member, caseId: string): Promise<string> {
  const lineId = randomUUID()
  const words = `At ${Math.round(performance.now())}`
  const { status } = await member.ask(`/api/cases/${caseId}/lines`, { lineId, kind: 'plan', words })
  if (status !== 200) throw new Error(`a line was not taken: ${status}`)
  return lineId
}

/** Whether what one member writes is for another: between bodies of government and platforms it is not. */
export function isFor(writer: Member, reader: Member): boolean {
  const between = new Set([writer.kind, reader.kind])
  return !(between.has('agency') && between.has('platform'))
}
