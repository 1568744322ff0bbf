import { MESSAGE_TYPES, type listRegister, type MessageType, type QueryOf } from '@tocsin/api'

/** What is asked of the register. */
export type RegisterSearch = Omit<QueryOf<typeof listRegister>, 'after' | 'limit'>

const LONGEST = 300

/** What an address asks of the register; what it cannot ask is left out. */
export function toRegisterSearch(asked: Record<string, unknown>): RegisterSearch {
  const textOf = (name: string): string | undefined => {
    const value = asked[name]
    const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
    return text.trim().slice(0, LONGEST) || undefined
  }
  const instantOf = (name: string) => {
    const time = Date.parse(textOf(name) ?? '')
    return Number.isNaN(time) ? undefined : new Date(time).toISOString()
  }
  const type = MESSAGE_TYPES.find((one): one is MessageType => one === asked['type'])
  const within = Number(textOf('publicWithin'))
  const [words, sender, senderIs] = [textOf('words'), textOf('sender'), textOf('senderIs')]
  const [from, until] = [instantOf('from'), instantOf('until')]
  return {
    ...(words && { words }),
    ...(sender && { sender }),
    ...(senderIs && { senderIs }),
    ...(type && { type }),
    ...(from && { from }),
    ...(until && { until }),
    ...(Number.isInteger(within) && within >= 1 && within <= 3650 && { publicWithin: within }),
  }
}

/** The search behind the number of a month and type, and behind that of a sender and type. */
export function searchOfMonth(month: string, type: MessageType): RegisterSearch {
  const from = new Date(`${month}-01T00:00:00.000Z`)
  const until = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1))
  return { from: from.toISOString(), until: until.toISOString(), type }
}
