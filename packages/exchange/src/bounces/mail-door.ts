/** An address besides return paths that the port for returned mail takes mail to. */
export type MailDoor = {
  address: string
  /** Bytes of one mail. */
  maxBytes: number
  /** Takes a mail in, with all that follows; one whose taking throws comes again. `sender`: of the envelope. */
  take: (bytes: Uint8Array, sender: string) => Promise<void>
}
