/** Lines before the body of a mail, and whom they say that it was sent to. Pure. */

/** The lines before a mail's body, of its first `most` bytes, in signs of one byte each. */
export function headOf(bytes: Uint8Array, most: number): string {
  const text = Buffer.from(bytes.subarray(0, most)).toString('latin1')
  const end = text.search(/\r?\n\r?\n/)
  return end < 0 ? text : text.slice(0, end)
}

/** Lines that say to whom a mail was sent, with those that go on below them. */
const RECIPIENTS =
  /^(?:(?:resent-)?(?:to|cc|bcc)|(?:apparently|delivered|envelope)-to|original-recipient|x-(?:(?:original|envelope|delivered|rcpt)-to|forwarded-\w+))[ \t]*:.*(?:\r?\n[ \t].*)*/gim
const RECEIVED = /^received[ \t]*:.*(?:\r?\n[ \t].*)*/gim
const FOR = /(\sfor\s+)(?:<[^<>]{1,320}>|[^\s;<>]{1,320}@[^\s;<>]{1,320})/gi
/** The same in the words of a mail that was sent on within another, in the languages that offices write. */
const QUOTED = /^[>\s*]{0,8}(?:to|cc|bcc|para|cco|destinatarios?|à|cci)[ \t]?\*?[ \t]?:.*$/gimu
const MAILBOX =
  /[^\s<>"'(),:;\\[\]]{1,64}@[^\s<>"'(),:;\\[\]@]{1,255}\.[^\s<>"'(),:;\\[\]@]{2,63}/gu

/** The lines before a mail's body without those that say to whom it was sent; servers on its way write that down too. */
export function shownHead(bytes: Uint8Array, most: number): string {
  return headOf(bytes, most)
    .replace(RECIPIENTS, (line) => `${line.slice(0, line.indexOf(':'))}: (left out)`)
    .replace(RECEIVED, (line) => line.replace(FOR, '$1(left out)'))
}

/** Mailboxes that a text, or a mail within it, says something was sent to; each once, in small letters. Cost: linear. */
export function addresseesIn(text: string): string[] {
  const lines = [
    ...(text.match(RECIPIENTS) ?? []),
    ...(text.match(QUOTED) ?? []),
    ...(text.match(RECEIVED) ?? []).flatMap((line) => line.match(FOR) ?? []),
  ]
  return mailboxesIn(lines.join('\n'))
}

/** Mailboxes in a text, each once, in small letters. */
export function mailboxesIn(text: string): string[] {
  return [...new Set((text.match(MAILBOX) ?? []).map((one) => one.toLowerCase()))]
}
