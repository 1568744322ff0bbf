/** What is the same of all that key holders open together, whatever it is. Pure. */
import { ExchangeError } from '../errors.ts'

/** So many key holders open something together. */
export const ENOUGH = 2
/** Milliseconds in which they agree, or it lapses. */
export const HOLD_MS = 7 * 86_400_000

/** Where an ask stands by what its key holders answered: `declined` once so few are left that enough can agree no more. */
export function standOf(answers: {
  holders: number
  agreed: number
  declined: number
}): 'asked' | 'agreed' | 'declined' {
  if (answers.agreed >= ENOUGH) return 'agreed'
  return answers.holders - answers.declined < ENOUGH ? 'declined' : 'asked'
}

/** Throws `conflict` for an answer to what waits no longer, or of a key holder that answered before. */
export function refuseAnswer(ask: { dueAt: Date | null; hasAnswered: boolean; now: Date }): void {
  if (ask.dueAt === null || ask.dueAt <= ask.now)
    throw new ExchangeError('conflict', 'this opening is settled')
  if (ask.hasAnswered) throw new ExchangeError('conflict', 'you have answered this before')
}
