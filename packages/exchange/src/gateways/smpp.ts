import { isIP } from 'node:net'
import type { Pdu, Session, Text } from 'smpp'
import smpp from 'smpp'
import type { FromGateway, Gateway, HandedOver, Take, TextMessage } from './gateway.ts'
import { toParts, type Part } from './gsm.ts'
import { lookupPublic, refusePrivateLiteral } from './public-hosts.ts'
import { readReceipt } from './receipts.ts'
import { toLineFault, toStatusFault } from './smpp-faults.ts'

/** Where it is bound, as whom, and from which number or name messages go. */
export type SmppOptions = {
  host: string
  port: number
  tls: boolean
  systemId: string
  password: string
  from: string
  allowPrivate: boolean
}

/** Messages under way at once: what gateways commonly let one session have. */
const WINDOW = 10
const CONNECT_MS = 10_000
const ANSWER_MS = 15_000
/** How often a quiet line is asked whether it still is one. */
const ENQUIRE_MS = 30_000
const AGAIN_MS = [1000, 2000, 5000, 15_000, 30_000]
const INTERNATIONAL = 1
const ALPHANUMERIC = 5
const ISDN = 1
const WITH_HEADER = 0x40
const IS_RECEIPT = 0x3c
const SYSTEM_ERROR = 0x08

/** A refusal by status, as opposed to a line that failed. */
class StatusError extends Error {
  readonly status: number
  constructor(status: number) {
    super(toStatusFault(status).words)
    this.status = status
  }
}

/** A gateway over SMPP 3.4, bound as transceiver: it takes messages and says over the same line what became of them. */
export function smppGateway(options: SmppOptions): Gateway {
  let line: Promise<Session> | undefined
  let take: Take | undefined
  let again: NodeJS.Timeout | undefined
  let failed = 0
  let closed = false
  let reference = 0

  const bound = (): Promise<Session> => {
    if (closed) return Promise.reject(new Error('the gateway is closed'))
    if (line) return line
    const opening = bind(options, (pdu, session) => hear(take, pdu, session))
    line = opening
    opening.then(
      (session) => {
        failed = 0
        session.once('close', () => lost(opening))
      },
      () => lost(opening),
    )
    return opening
  }
  const lost = (which: Promise<Session>) => {
    if (line !== which) return
    line = undefined
    if (!take || closed) return
    const wait = AGAIN_MS[failed] ?? AGAIN_MS.at(-1)!
    failed += 1
    again = setTimeout(() => void bound().catch(() => undefined), wait)
    again.unref()
  }
  return {
    kind: 'SMPP',
    repeats: false,
    window: WINDOW,
    send: async (message) => {
      const session = await bound().catch((error: unknown) => error as Error)
      if (session instanceof Error)
        return {
          fault:
            session instanceof StatusError
              ? { ...toStatusFault(session.status), kind: 'server' }
              : toLineFault(session, false),
        }
      reference = (reference + 1) & 0xff
      return submit(session, options, message, toParts(message.text, reference))
    },
    listen: (given) => {
      take = given
      void bound().catch(() => undefined)
    },
    close: async () => {
      closed = true
      clearTimeout(again)
      const session = await line?.catch(() => undefined)
      if (!session) return
      await ask(session, 'unbind', {}, 2000).catch(() => undefined)
      await new Promise<void>((resolve) => session.destroy(resolve))
    },
  }
}

/** Opens a line and logs in. Throws where either fails; the line is asked from time to time whether it still is one. */
async function bind(
  { host, port, tls, systemId, password, allowPrivate }: SmppOptions,
  heard: (pdu: Pdu, session: Session) => void,
): Promise<Session> {
  if (!allowPrivate) refusePrivateLiteral(host)
  const session = smpp.connect({
    host,
    port,
    tls,
    ...(tls && isIP(host) === 0 ? { servername: host } : {}),
    ...(allowPrivate ? {} : { lookup: lookupPublic }),
  })
  // Several requests stand open: none waits for the network's word on the one before (Nagle).
  session.socket.setNoDelay(true)
  session.setMaxListeners(2 * WINDOW + 10)
  // What fails a line ends it, and everybody who waits on it is told by its end.
  session.on('error', () => session.destroy())
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('the gateway did not answer')), CONNECT_MS)
    session.once(tls ? 'secureConnect' : 'connect', () => resolve())
    session.once('error', reject)
    session.once('close', () => reject(new Error('the line ended')))
    void late.unref()
  }).catch((error: unknown) => {
    session.destroy()
    throw error
  })
  session.on('deliver_sm', (pdu: Pdu) => heard(pdu, session))
  session.on('data_sm', (pdu: Pdu) => heard(pdu, session))
  session.on('enquire_link', (pdu: Pdu) => session.send(pdu.response()))
  session.on('unbind', (pdu: Pdu) => {
    session.send(pdu.response())
    session.close()
  })
  await ask(session, 'bind_transceiver', { system_id: systemId, password }).catch(
    (error: unknown) => {
      session.destroy()
      throw error
    },
  )
  const timer = setInterval(() => {
    ask(session, 'enquire_link', {}).catch(() => session.destroy())
  }, ENQUIRE_MS)
  timer.unref()
  session.once('close', () => clearInterval(timer))
  return session
}

type Request = 'bind_transceiver' | 'submit_sm' | 'enquire_link' | 'unbind'

/** Asks and waits for the answer. Throws `StatusError`, or another where none came. */
function ask(session: Session, what: Request, fields: object, within = ANSWER_MS): Promise<Pdu> {
  return new Promise((resolve, reject) => {
    const end = (act: () => void) => {
      clearTimeout(late)
      session.removeListener('close', cut)
      act()
    }
    const cut = () => end(() => reject(new Error('the line ended before the gateway answered')))
    const late = setTimeout(
      () => end(() => reject(new Error('the gateway did not answer in time'))),
      within,
    )
    const answered = (pdu: Pdu) =>
      end(() =>
        pdu.command_status === 0 ? resolve(pdu) : reject(new StatusError(pdu.command_status)),
      )
    session.once('close', cut)
    const isOut = what === 'unbind' ? session.unbind(answered) : session[what](fields, answered)
    if (!isOut)
      end(() => reject(Object.assign(new Error('the line is closed'), { isUnsent: true })))
  })
}

/** Hands over all parts, one after the other. Once one was taken, or may have been, what fails is unknown and not handed over again. */
async function submit(
  session: Session,
  { from }: SmppOptions,
  { to }: TextMessage,
  parts: readonly Part[],
): Promise<HandedOver> {
  const ids: string[] = []
  for (const part of parts) {
    try {
      const { message_id: id } = await ask(session, 'submit_sm', toFields(from, to, part))
      ids.push(id ?? '')
    } catch (error) {
      return { fault: toFault(error, { taken: ids.length, of: parts.length }) }
    }
  }
  // Without an id for each part it could not be said that all were delivered.
  return { ids: ids.includes('') ? [] : ids }
}

function toFault(error: unknown, { taken, of }: { taken: number; of: number }) {
  const fault =
    error instanceof StatusError
      ? toStatusFault(error.status)
      : toLineFault(error, !(error as { isUnsent?: true }).isUnsent)
  if (taken === 0) return fault
  const words = `${taken} of ${of} parts were taken, then: ${fault.words}`
  return { ...fault, words, unknown: true as const }
}

function toFields(from: string, to: string, { coding, bytes, udh }: Part): object {
  const isNumber = /^\+?\d+$/.test(from)
  return {
    source_addr: from.replace(/^\+/, ''),
    source_addr_ton: isNumber ? (from.startsWith('+') ? INTERNATIONAL : 0) : ALPHANUMERIC,
    source_addr_npi: isNumber ? ISDN : 0,
    destination_addr: to.replace(/^\+/, ''),
    dest_addr_ton: INTERNATIONAL,
    dest_addr_npi: ISDN,
    esm_class: udh ? WITH_HEADER : 0,
    registered_delivery: 1,
    data_coding: coding,
    short_message: Buffer.from(udh ? Buffer.concat([udh, bytes]) : bytes),
  }
}

/** Takes in what a gateway says. It is answered once all is written, so that what was cut off in between is said again. */
function hear(take: Take | undefined, pdu: Pdu, session: Session): void {
  const heard = toHeard(pdu)
  const answer = (status: number) => session.send(pdu.response({ command_status: status }))
  if (!take) {
    answer(SYSTEM_ERROR)
    return
  }
  take(heard).then(
    () => answer(0),
    () => answer(SYSTEM_ERROR),
  )
}

function toHeard(pdu: Pdu): FromGateway {
  const text = wordsOf(pdu.short_message) || wordsOf(pdu.message_payload)
  if (((pdu.esm_class ?? 0) & IS_RECEIPT) !== 0)
    return (
      readReceipt({
        receiptedId: pdu.receipted_message_id?.replace(/\0+$/, ''),
        state: pdu.message_state,
        text,
      }) ?? { kind: 'stray', what: 'unreadable-receipt' }
    )
  const from = pdu.source_addr ?? ''
  if (!/^\+?\d{3,15}$/.test(from)) return { kind: 'stray', what: 'no-number' }
  return { kind: 'reply', from: `+${from.replace(/^\+|^00/, '')}`, text }
}

function wordsOf(text: Text | undefined): string {
  const { message } = text ?? {}
  return typeof message === 'string' ? message : Buffer.from(message ?? '').toString('latin1')
}
