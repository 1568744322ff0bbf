/** One notice, a delivery for each channel that a contact is on file with. */
import { TEXT_CHANNELS } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { ChannelName } from '../delivery/channel.ts'

/** After so long a message to a number is given up: by then other ways were gone, and nobody should be startled by an old one. */
const TEXT_HOURS = 24

type Reached = { email: string; sms: string | null; voice: string | null }
type About = {
  noticeId: string
  targetId: string
  rank: number
  at: Date
  urgency: number
}

/** The deliveries to one contact, that by mail first; `but` leaves out channels. */
export function toDeliveries(
  { noticeId, targetId, rank, at, urgency }: About,
  contact: Reached,
  but: ReadonlySet<string> = new Set(),
) {
  const ends = new Date(at.getTime() + TEXT_HOURS * 3_600_000)
  const ways: { channel: ChannelName; address: string; expires_at: Date | null }[] = [
    { channel: 'mail', address: contact.email, expires_at: null },
    ...TEXT_CHANNELS.flatMap((channel) => {
      const address = contact[channel]
      return address === null ? [] : [{ channel, address, expires_at: ends }]
    }),
  ]
  return ways
    .filter(({ channel }) => !but.has(channel))
    .map((way) => ({
      ...way,
      id: randomUUID(),
      notice_id: noticeId,
      target_id: targetId,
      rank,
      state: 'queued',
      attempts: 0,
      next_at: at,
      queued_at: at,
      urgency,
    }))
}
