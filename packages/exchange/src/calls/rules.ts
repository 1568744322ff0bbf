import type { CallContact, CallOffice, CallOutcome, KnownBy } from '@tocsin/api'

/** How long one person may be on the phone with an office before another may call it. */
export const CALL_MINUTES = 30
/** Wrong codes read back before a call is ended. */
export const TRIES = 3

/**
 * Whom to call next: of the contacts with a number that was not found wrong, those called least, of these those whose hours for calls it
 * is, and of these the first from the one whose turn it is, around the chain. Who cannot wait is called outside them too.
 */
export function decideNext(contacts: readonly CallContact[], turn: number): number | undefined {
  const [next] = contacts
    .filter(({ phone, wrongNumber }) => phone !== undefined && !wrongNumber)
    .toSorted(
      (a, b) =>
        a.calls - b.calls || closed(a) - closed(b) || order(a.rank, turn) - order(b.rank, turn),
    )
  return next?.rank
}

function closed({ hours, callBecause }: CallContact): number {
  return hours?.open === false && callBecause !== 'severe' ? 1 : 0
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

/** What bears on whether an office was reached. Calls are those that ended, oldest first. */
export type Heard = {
  toldAt: Date | undefined
  openedAt: Date | undefined
  mailedAt: Date | undefined
  mailed: number
  calls: readonly { outcome: CallOutcome; at: Date }[]
}

const SPOKEN: readonly CallOutcome[] = ['reached', 'wrong-code', 'told', 'understood']

/** The strongest of what is known, and when it was last so. That a mail was handed over says nothing of whether anybody read it. */
export function whatIsKnown(heard: Heard): CallOffice['known'] {
  const { toldAt, openedAt, mailedAt, mailed, calls } = heard
  const spokenAt = calls.findLast(({ outcome }) => SPOKEN.includes(outcome))?.at
  const steps: [KnownBy, Date | undefined][] = [
    ['told', toldAt],
    ['opened', openedAt],
    ['spoken', spokenAt],
    ['mailed', mailedAt],
  ]
  const [by, at] = steps.find(([, one]) => one !== undefined) ?? (['none', undefined] as const)
  return { by, mailed, ...(at ? { at: at.toISOString() } : {}) }
}
