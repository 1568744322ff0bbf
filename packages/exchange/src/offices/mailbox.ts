/** Whether two addresses are one mailbox as far as anybody but its own server can tell: capitals make no difference. */
export function isSameMailbox(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase()
}
