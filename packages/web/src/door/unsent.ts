import type { OfficeNotice } from '@tocsin/api'
import { STEPS, type Step } from '../notices/steps.ts'

/** What somebody can say on the page of a notice: an answer, that it is not them, or a question. */
export type Said =
  | { act: 'answer'; step: Step; who: string | undefined }
  | { act: 'not-me'; who: string | undefined }
  | { act: 'question'; text: string }

/** What was said while no network was there: kept in this browser until it is sent, without the secret of the link. One of each act. */
export type Unsent = Said & { pressedAt: string }

/** A network that is back is not always announced. */
const TRY_EVERY_MS = 20_000

/** Whose link it was given by: that of a contact, or one of nobody known, as on paper. One browser may open the links of several. */
export type GivenBy = Pick<OfficeNotice, 'targetId' | 'contact'>

const keyOf = ({ targetId, contact }: GivenBy) => `unsent ${targetId} ${contact?.rank ?? 'paper'}`

/** Keeps what is unsent of a link; nothing stays where all is sent. */
export function keepUnsent(by: GivenBy, unsent: readonly Unsent[]): void {
  if (unsent.length === 0) localStorage.removeItem(keyOf(by))
  else localStorage.setItem(keyOf(by), JSON.stringify(unsent))
}

/** What was kept on an earlier visit, without what cannot be read. */
export function readUnsent(by: GivenBy): Unsent[] {
  const text = localStorage.getItem(keyOf(by))
  if (text === null) return []
  try {
    const kept: unknown = JSON.parse(text)
    return Array.isArray(kept) ? kept.filter(isUnsent) : []
  } catch {
    return []
  }
}

function isUnsent(kept: unknown): kept is Unsent {
  if (typeof kept !== 'object' || kept === null) return false
  const { act, step, who, text, pressedAt } = kept as Record<string, unknown>
  if (typeof pressedAt !== 'string') return false
  if (act === 'question') return typeof text === 'string'
  if (who !== undefined && typeof who !== 'string') return false
  return act === 'not-me' || (act === 'answer' && STEPS.some((one) => one === step))
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
