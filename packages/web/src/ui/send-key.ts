/** A key for one sending, of random bytes from where a page has them without TLS too, which `randomUUID` is not. */
export function newSendKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
