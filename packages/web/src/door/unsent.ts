import type { OfficeNotice } from '@tocsin/api'
import { STEPS, type Step } from '../notices/steps.ts'

/** An answer that was given while no network was there: kept in this browser until it is sent, without the secret of the link. */
export type Unsent = { step: Step; who: string | undefined; pressedAt: string }

/** A network that is back is not always announced. */
const TRY_EVERY_MS = 20_000

/** Whose link it was given by: that of a contact, or one of nobody known, as on paper. One browser may open the links of several. */
export type GivenBy = Pick<OfficeNotice, 'targetId' | 'contact'>

const keyOf = ({ targetId, contact }: GivenBy) =>
  `unsent-answer ${targetId} ${contact?.rank ?? 'paper'}`

export function keepUnsent(by: GivenBy, unsent: Unsent): void {
  localStorage.setItem(keyOf(by), JSON.stringify(unsent))
}

export function dropUnsent(by: GivenBy): void {
  localStorage.removeItem(keyOf(by))
}

/** What was kept on an earlier visit; nothing where it cannot be read. */
export function readUnsent(by: GivenBy): Unsent | undefined {
  const text = localStorage.getItem(keyOf(by))
  if (text === null) return undefined
  try {
    const { step, who, pressedAt } = JSON.parse(text) as Partial<Unsent>
    const isStep = STEPS.some((one) => one === step)
    if (!isStep || typeof pressedAt !== 'string') return undefined
    return { step: step!, who: typeof who === 'string' ? who : undefined, pressedAt }
  } catch {
    return undefined
  }
}

/** Calls when the network may be back; returns what ends that. */
export function whenBack(again: () => void): () => void {
  const timer = setInterval(again, TRY_EVERY_MS)
  addEventListener('online', again)
  return () => {
    clearInterval(timer)
    removeEventListener('online', again)
  }
}
