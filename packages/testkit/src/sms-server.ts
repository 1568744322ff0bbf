import type { AddressInfo } from 'node:net'
import smpp, { type Pdu, type Session } from 'smpp'

/** One message that came whole: its parts joined, as a telephone does. */
type ReceivedText = { ids: string[]; from: string; to: string; text: string; parts: number }

/** A real SMPP server on loopback that keeps what it takes, and refuses, is slow or is silent as it is told to be. */
export type SmsServer = {
  url: string
  texts: ReceivedText[]
  /** Answers of submit_sm by number instead of taking the message, such as 0x58 (throttled). */
  statuses: Map<string, number>
  /** Numbers whose message it takes whole, and then ends the line before it says so; each once. */
  mute: Set<string>
  /** Numbers whose receipt it says before it answers that it took a part. */
  early: Set<string>
  /** Refuses every login. */
  locked: boolean
  /** Says what became of a message, and gives the status that it was answered with. */
  receipt: (id: string, stat: string) => Promise<number>
  /** A person sends words from a number; gives the status that they were answered with. */
  say: (from: string, text: string) => Promise<number>
  /** How many lines are bound. */
  bound: () => number
  /** Ends all lines and takes no new ones, until it is opened again on the same port. */
  down: () => Promise<void>
  up: () => Promise<void>
  stop: () => Promise<void>
}

const LOGIN = { systemId: 'tocsin', password: 'secret-of-smpp' }

/** Starts one on any free port; its login stands in its address. */
export async function startSmsServer(): Promise<SmsServer> {
  const texts: ReceivedText[] = []
  const statuses: SmsServer['statuses'] = new Map()
  const mute = new Set<string>()
  const early = new Set<string>()
  const parts = new Map<string, Part[]>()
  const bound = new Set<Session>()
  let locked = false
  let count = 0

  const toldTo = (fields: object): Promise<number> =>
    new Promise((resolve, reject) => {
      const [session] = bound
      if (!session) reject(new Error('nobody is bound'))
      else session.deliver_sm(fields, (pdu) => resolve(pdu.command_status))
    })
  const receipt = (id: string, stat: string) => {
    const { from = '', to = '' } = texts.find(({ ids }) => ids.includes(id)) ?? {}
    return toldTo({
      source_addr: to.slice(1),
      destination_addr: from.slice(1),
      esm_class: 4,
      short_message: `id:${id} sub:001 dlvrd:001 submit date:2610011200 done date:2610011201 stat:${stat} err:000 text:`,
    })
  }
  const take = (session: Session, pdu: Pdu) => {
    const to = `+${pdu.destination_addr}`
    const status = statuses.get(to)
    if (status !== undefined) return void session.send(pdu.response({ command_status: status }))
    const id = `m${(count += 1)}`
    const whole = join(parts, pdu, id)
    if (whole) texts.push({ from: `+${pdu.source_addr}`, to, ...whole })
    if (whole && mute.delete(to)) return session.destroy()
    const answer = () => void session.send(pdu.response({ message_id: id }))
    if (early.has(to)) void receipt(id, 'DELIVRD').then(answer, answer)
    else answer()
  }
  const server = smpp.createServer({}, (session) => {
    session.socket.setNoDelay(true)
    session.on('error', () => session.destroy())
    session.on('close', () => bound.delete(session))
    session.on('bind_transceiver', (pdu: Pdu) => {
      const isKnown = pdu.system_id === LOGIN.systemId && pdu.password === LOGIN.password
      if (locked || !isKnown) return void session.send(pdu.response({ command_status: 0x0e }))
      bound.add(session)
      session.send(pdu.response())
    })
    session.on('submit_sm', (pdu: Pdu) => take(session, pdu))
    session.on('enquire_link', (pdu: Pdu) => session.send(pdu.response()))
    session.on('unbind', (pdu: Pdu) => {
      session.send(pdu.response())
      session.close()
    })
  })
  const open = (port: number) =>
    new Promise<void>((resolve) => {
      server.listen(port, '127.0.0.1', () => resolve())
    })
  await open(0)
  const { port } = server.address() as AddressInfo
  const down = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      for (const session of server.sessions) session.destroy()
    })
  return {
    url: `smpp://${LOGIN.systemId}:${LOGIN.password}@127.0.0.1:${port}`,
    texts,
    statuses,
    mute,
    early,
    get locked() {
      return locked
    },
    set locked(is: boolean) {
      locked = is
      if (is) for (const session of bound) session.destroy()
    },
    receipt,
    say: (from, text) =>
      toldTo({ source_addr: from.slice(1), destination_addr: '15550100', short_message: text }),
    bound: () => bound.size,
    down,
    up: () => open(port),
    stop: down,
  }
}

type Part = { id: string; text: string }

/** The text of a message once its last part is here. */
function join(
  known: Map<string, Part[]>,
  pdu: Pdu,
  id: string,
): { ids: string[]; text: string; parts: number } | undefined {
  const { udh, message } = pdu.short_message ?? {}
  const part = { id, text: String(message ?? '') }
  const [header] = (udh ?? []) as Uint8Array[]
  if (!header) return { ids: [id], text: part.text, parts: 1 }
  const [reference, of, at] = header.subarray(2) as unknown as [number, number, number]
  const key = `${pdu.destination_addr} ${reference}`
  const parts = known.get(key) ?? []
  parts[at - 1] = part
  known.set(key, parts)
  if (parts.filter((one) => one !== undefined).length < of) return undefined
  known.delete(key)
  return { ids: parts.map((one) => one.id), text: parts.map((one) => one.text).join(''), parts: of }
}
