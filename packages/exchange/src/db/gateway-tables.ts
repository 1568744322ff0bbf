import type { Generated } from 'kysely'
import type { MaybeTime, Time } from './column-types.ts'

/** What a gateway took of a message, by the id that it gave. */
type GatewayPartTable = {
  channel: string
  gateway_id: string
  delivery_id: string
  state: Generated<string>
  brief: string | null
  at: MaybeTime
}

/** The code in one message, by the number that it went to. */
type ReplyCodeTable = {
  channel: string
  number: string
  code: string
  delivery_id: string
  step: string
  words: string
  made_at: Time
}

/** What a gateway said: a receipt, or words from a number, both gone once it is settled. */
type GatewayInboxTable = {
  id: Generated<number>
  channel: string
  sha256: Uint8Array | null
  kind: string
  gateway_id: string | null
  said: string | null
  brief: string | null
  number: string | null
  words: string | null
  came_at: Time
  settled_at: MaybeTime
  outcome: string | null
  /** How often it could not be taken in, with what, when it is tried again, and since when it is tried no more. */
  tries: Generated<number>
  next_at: MaybeTime
  fault: string | null
  set_aside_at: MaybeTime
}

/** What a gateway said that belongs to nothing here, by what it was and the end of the number that it came from. */
type GatewayStrayTable = {
  channel: string
  kind: string
  ending: string
  count: number
  last_at: Time
}

export type GatewayTables = {
  gateway_parts: GatewayPartTable
  reply_codes: ReplyCodeTable
  gateway_inbox: GatewayInboxTable
  gateway_strays: GatewayStrayTable
}
