import Type, { type Static } from 'typebox'
import { TEXT_CHANNELS } from './notice-targets.ts'
import { Instant } from './scalars.ts'

/**
 * What a gateway said that belongs to nothing here: words from a number that no message went to, or from a sender that is no number; a receipt that
 * cannot be read, or of no message that is known; the same again; and what was set aside and not mended in time.
 */
export const STRAY_KINDS = [
  'unknown-number',
  'no-number',
  'unreadable-receipt',
  'unknown-receipt',
  'repeated',
  'given-up',
] as const
export type StrayKind = (typeof STRAY_KINDS)[number]

/** What came in over the gateways and answers no notice. Of a number only the last two digits are kept, and empty where there was none. */
export const StrayTexts = Type.Object({
  strays: Type.Array(
    Type.Object({
      channel: Type.Enum(TEXT_CHANNELS),
      kind: Type.Enum(STRAY_KINDS),
      ending: Type.String(),
      count: Type.Integer(),
      lastAt: Instant,
    }),
  ),
  /** What could not be taken in: tried again, or set aside. The oldest, at most 100, and how many there are in all. */
  failing: Type.Array(
    Type.Object({
      id: Type.Integer(),
      channel: Type.Enum(TEXT_CHANNELS),
      kind: Type.Enum(['receipt', 'reply']),
      ending: Type.String(),
      cameAt: Instant,
      tries: Type.Integer(),
      fault: Type.String(),
      /** Absent while it is tried again by itself. */
      setAsideAt: Type.Optional(Instant),
    }),
  ),
  failingTotal: Type.Integer(),
})
export type StrayTexts = Static<typeof StrayTexts>
