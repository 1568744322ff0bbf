/** What we use of the library `smpp`, which brings no types. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events'
  import type { Server as NetServer, Socket } from 'node:net'

  export type Text = { udh?: Uint8Array | Uint8Array[]; message?: string | Uint8Array }
  export type Pdu = {
    command: string
    command_status: number
    sequence_number: number
    message_id?: string
    receipted_message_id?: string
    message_state?: number
    source_addr?: string
    source_addr_ton?: number
    destination_addr?: string
    system_id?: string
    password?: string
    esm_class?: number
    data_coding?: number
    short_message?: Text
    message_payload?: Text
    response: (fields?: object) => Pdu
  }
  export type Session = EventEmitter & {
    socket: Socket
    /** False where the line takes nothing any more. */
    send: (pdu: Pdu, answered?: (pdu: Pdu) => void) => boolean
    submit_sm: (fields: object, answered?: (pdu: Pdu) => void) => boolean
    deliver_sm: (fields: object, answered?: (pdu: Pdu) => void) => boolean
    bind_transceiver: (fields: object, answered?: (pdu: Pdu) => void) => boolean
    enquire_link: (fields: object, answered?: (pdu: Pdu) => void) => boolean
    unbind: (answered?: (pdu: Pdu) => void) => boolean
    close: (done?: () => void) => void
    destroy: (done?: () => void) => void
  }
  export type Server = NetServer & { sessions: Session[] }

  const smpp: {
    connect: (options: object) => Session
    createServer: (options: object, listener: (session: Session) => void) => Server
  }
  export default smpp
}
