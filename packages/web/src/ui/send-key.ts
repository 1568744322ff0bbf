/** A key for one sending, of random bytes from where a page has them without TLS too, which `randomUUID` is not. */
export function newSendKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}

/** An id (UUID 4) of a key for one sending: what is sent twice under it is kept once. */
export function newId(): string {
  return newSendKey().replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5')
}
