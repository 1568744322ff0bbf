/** One message to one number. `id` is ours and the same each time that it is handed over. */
export type TextMessage = { id: string; to: string; text: string; language: string }

/** Whose fault it is that a message did not go out, as of a mail (`mail/faults.ts`). */
export type GatewayFault = {
  kind: 'recipient' | 'later' | 'server'
  /** In the gateway's own words, without secrets; for the operator. */
  words: string
  /** The code alone, for the record. */
  brief: string
  /** The gateway may have taken it, or a part of it. */
  unknown?: true
}

/** `ids`: under which the gateway took it, one for each part. That says nothing of whether it arrived. */
export type HandedOver = { ids: readonly string[]; fault?: undefined } | { fault: GatewayFault }

/** What the network says of a part that a gateway took: `underway` is no end. No machine's word says that anybody read it. */
export type Receipt = {
  kind: 'receipt'
  gatewayId: string
  said: 'delivered' | 'undelivered' | 'underway'
  brief: string
}

/** Words, or digits, that came from a number; `id` where the gateway gives one, by which the same is known again. */
type Reply = { kind: 'reply'; from: string; text: string; id?: string }

/** What can be nothing of ours: words from a sender that is no number, or a receipt that names no message or no state. */
type Stray = { kind: 'stray'; what: 'no-number' | 'unreadable-receipt' }

export type FromGateway = Receipt | Reply | Stray

/** Takes in what came; once it is done the gateway is told so, and where it fails the gateway says it again. */
export type Take = (heard: FromGateway) => Promise<void>

/** Somebody who hands short messages, or texts to be spoken, over to telephones. */
export type Gateway = {
  kind: 'SMPP' | 'HTTP webhook'
  /** Whether the same message under the same id may be handed over again and still goes out once. */
  repeats: boolean
  /** How many it is given at once. */
  window: number
  /** Hands one over, or says whose fault it is that it could not; it never throws. */
  send: (message: TextMessage) => Promise<HandedOver>
  /** Keeps the line open for what comes in, until it is closed. */
  listen: (take: Take) => void
  /** The id of a call that came in, where it is signed by this gateway and new enough; of those that call us. */
  verify?: (body: string, headers: Headers) => string | undefined
  close: () => Promise<void>
}
