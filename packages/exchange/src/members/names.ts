/**
 * What two names share that a reader cannot tell apart: compatibility forms, case, spaces (Unicode TR 15, NFKC).
 * A name is kept in NFC as it was written; it may not stand beside another of the same key.
 */
export function toNameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().normalize('NFKC').replace(/\s+/gu, ' ').trim()
}
