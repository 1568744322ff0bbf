/** Minutes as a value: what is hashed, answered to and sealed. Pure. */
import type { MemberKind, Message, MessageType, NoAsk, RegisterMeeting } from '@tocsin/api'
import { isBehindGate, isGovernment } from '../sharing/rules.ts'
import type { MeetingRow, Party } from './store.ts'

type SaidRow = {
  id: string
  member_id: string
  type: string
  state: string
  rule: string | null
  at: Date
  log_index: number | null
  title: string
  words: string | null
  message: Message
  content: string | null
}

type Facts = {
  row: MeetingRow
  closedAt: Date
  noAsk: NoAsk | undefined
  parties: readonly Party[]
  attendance: readonly { member_id: string; people: { as: string }[] }[]
  items: readonly SaidRow[]
  promises: readonly { member_id: string; words: string; until: string }[]
}

export type Minutes = ReturnType<typeof toMinutes>

/** All that was stated of a meeting, and no more: what became of a promise is not in it, nor what was refused but its rule. */
export function toMinutes({ row, closedAt, noAsk, parties, attendance, items, promises }: Facts) {
  const inTheRoom = (id: string) =>
    attendance.find((one) => one.member_id === id)?.people.map((one) => one.as) ?? null
  return {
    meeting: row.id,
    group: row.group_id,
    title: row.title,
    purpose: row.purpose,
    basis: row.basis,
    markings: { tlp: row.tlp, pap: row.pap },
    agenda: row.agenda,
    when: { day: row.day, time: row.clock, zone: row.zone, at: row.starts_at.toISOString() },
    way: row.way,
    place: row.place,
    opened: row.opened_at?.toISOString(),
    closed: closedAt.toISOString(),
    ...(row.ended_by_clock ? { endedBy: 'clock' as const } : {}),
    ...(noAsk ? { noAsk } : {}),
    members: parties.map(({ id, name, kind }) => ({ id, name, kind, inTheRoom: inTheRoom(id) })),
    items: items.map(toLine),
    promises: promises.map(({ member_id: member, words, until }) => ({ member, words, until })),
  }
}

function toLine(item: SaidRow) {
  const line = { member: item.member_id, at: item.at.toISOString(), type: item.type }
  if (item.state !== 'taken') return { ...line, notTaken: { rule: item.rule! } }
  const { title, words, message, content } = item
  const taken = {
    title,
    ...(words === null ? {} : { words }),
    message,
    content,
    logIndex: item.log_index,
  }
  return { ...line, taken }
}

/** What the public register says of a meeting at the gate, of what bodies of government said there. */
export function toPublic({ members, items }: Minutes): {
  bodies: string[]
  kinds: MemberKind[]
  said: RegisterMeeting['said']
  notTaken: number
  text: string
} {
  const bodies = members.filter(({ kind }) => isGovernment(kind))
  const isTheirs = ({ member }: { member: string }) => bodies.some(({ id }) => id === member)
  const theirs = items.filter(isTheirs)
  const taken = theirs.flatMap((item) => ('taken' in item ? [item] : []))
  const types = [...new Set(taken.map(({ type }) => type as MessageType))].sort()
  return {
    bodies: bodies.map(({ name }) => name),
    kinds: members.filter(({ kind }) => isBehindGate(kind)).map(({ kind }) => kind),
    said: types.map((type) => ({ type, count: taken.filter((one) => one.type === type).length })),
    notTaken: theirs.length - taken.length,
    text: taken
      .map(({ type, taken: { title, words, message } }) =>
        // An indicator is told to those who met, as one in a message is.
        [
          title,
          message.reference,
          message.nexus?.basis,
          type === 'technical-indicator' ? undefined : words,
        ]
          .filter((part) => part !== undefined)
          .join('\n\n'),
      )
      .join('\n\n'),
  }
}
