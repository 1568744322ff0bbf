/** One notice, a delivery for each channel that a contact is on file with, each at its time. */
import { randomUUID } from 'node:crypto'
import type { ChannelName } from '../delivery/channel.ts'
import type { Because, PlannedWay, Reached } from '../delivery/ways.ts'

/** So long after it could go out a message to a number is given up: by then other ways were gone, and nobody should be startled by an old one. */
const TEXT_HOURS = 24

type About = {
  noticeId: string
  targetId: string
  rank: number
  at: Date
  urgency: number
}
type Contact = Reached & { email: string }
type Going = {
  channel: ChannelName
  address: string
  next_at: Date
  expires_at: Date | null
  because: Because | null
  time_zone: string | null
}

/** The deliveries to one contact, that by mail first, the others as `planned`; `but` leaves out channels. */
export function toDeliveries(
  { noticeId, targetId, rank, at, urgency }: About,
  contact: Contact,
  planned: readonly PlannedWay[],
  but: ReadonlySet<string> = new Set(),
) {
  const mail: Going = {
    channel: 'mail',
    address: contact.email,
    next_at: at,
    expires_at: null,
    because: null,
    time_zone: null,
  }
  return [mail, ...planned.flatMap((one) => toText(contact, one))]
    .filter(({ channel }) => !but.has(channel))
    .map((going) => ({
      ...going,
      id: randomUUID(),
      notice_id: noticeId,
      target_id: targetId,
      rank,
      state: 'queued',
      attempts: 0,
      queued_at: at,
      held_until: going.next_at > at ? going.next_at : null,
      urgency,
    }))
}

function toText(contact: Contact, { way, at, because }: PlannedWay): Going[] {
  const address = way === 'call' ? null : contact[way]
  if (way === 'call' || address === null) return []
  const ends = new Date(at.getTime() + TEXT_HOURS * 3_600_000)
  const why = because === 'now' ? null : because
  const going = { channel: way, address, next_at: at, expires_at: ends }
  return [{ ...going, because: why, time_zone: why && contact.time_zone }]
}

/** From when a person is to call the contact, and why then; nothing where its order names no call. */
export function callOf(planned: readonly PlannedWay[]): {
  call_at: Date | null
  call_because: string | null
} {
  const call = planned.find(({ way }) => way === 'call')
  return { call_at: call?.at ?? null, call_because: call?.because ?? null }
}
