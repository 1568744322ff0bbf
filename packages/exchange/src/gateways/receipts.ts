/** Delivery receipts of SMPP 3.4 (Appendix B, and the TLVs of 5.3.2.35 and 5.3.2.12). */
import type { Receipt } from './gateway.ts'

type Fields = { receiptedId?: string | undefined; state?: number | undefined; text: string }

const BY_NUMBER: Record<number, string> = {
  1: 'ENROUTE',
  2: 'DELIVRD',
  3: 'EXPIRED',
  4: 'DELETED',
  5: 'UNDELIV',
  6: 'ACCEPTD',
  7: 'UNKNOWN',
  8: 'REJECTD',
}
const SAID: Record<string, Receipt['said']> = {
  DELIVRD: 'delivered',
  EXPIRED: 'undelivered',
  DELETED: 'undelivered',
  UNDELIV: 'undelivered',
  REJECTD: 'undelivered',
}

/** An id as gateways give them. What is longer, or holds what no id does, is of no message of ours, and could not be kept. */
const AN_ID = /^[\x21-\x7e]{1,100}$/

/** What a receipt says, by its TLVs and else by its text; nothing where neither names a message and a state. */
export function readReceipt({ receiptedId, state, text }: Fields): Receipt | undefined {
  const gatewayId = receiptedId || /(?:^|\s)id:\s*(\S+)/i.exec(text)?.[1]
  const stat =
    (state === undefined ? undefined : BY_NUMBER[state]) ??
    /(?:^|\s)stat:\s*([A-Z]+)/i.exec(text)?.[1]?.toUpperCase().slice(0, 7)
  if (!gatewayId || !AN_ID.test(gatewayId) || !stat) return undefined
  const error = /(?:^|\s)err:\s*(\w{1,10})/i.exec(text)?.[1]
  const brief = error && !/^0+$/.test(error) ? `${stat} ${error}` : stat
  return { kind: 'receipt', gatewayId, said: SAID[stat] ?? 'underway', brief }
}
