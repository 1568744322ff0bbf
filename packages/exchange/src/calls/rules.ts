import type { CallContact } from '@tocsin/api'

/** How long one person may be on the phone with an office before another may call it. */
export const CALL_MINUTES = 30
/** Wrong codes read back before a call is ended. */
export const TRIES = 3

/**
 * Whom to call next: of the contacts with a number that was not found wrong, those called least, and of these the first from
 * the one whose turn it is, around the chain.
 */
export function decideNext(contacts: readonly CallContact[], turn: number): number | undefined {
  const [next] = contacts
    .filter(({ phone, wrongNumber }) => phone !== undefined && !wrongNumber)
    .toSorted((a, b) => a.calls - b.calls || order(a.rank, turn) - order(b.rank, turn))
  return next?.rank
}

function order(rank: number, turn: number): number {
  return rank >= turn ? rank - turn : rank + 1000
}

/** The digits of a code: those that the caller reads, and those that the clerk reads back. */
export function halvesOf(code: string): { caller: string; clerk: string } {
  const digits = code.replace(/\D/g, '')
  return { caller: digits.slice(0, 6), clerk: digits.slice(6) }
}

/** Whether what was read back is the clerk's half, however it was spaced. */
export function isReadBack(code: string, said: string): boolean {
  return said.replace(/\D/g, '') === halvesOf(code).clerk
}
