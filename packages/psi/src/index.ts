export { PSI_ERROR_CODES, PsiError, type PsiErrorCode } from './errors.ts'
export {
  IDENTIFIER_KINDS,
  isIdentifierKind,
  KINDS,
  type IdentifierKind,
} from './identifiers/kinds.ts'
export { normalise, readList, type Normalised, type ReadList } from './identifiers/normalise.ts'
export { bitsLeft, mostQueries, stateOf, type Budget, type BudgetState } from './budget.ts'
export { findProbe, type Probe } from './probing.ts'
export { digestContext, PROTOCOL, type Lane, type Learns, type MatchContext } from './context.ts'
export { isPaddedSize, LARGEST_SIZE, paddedSize, shuffledPlaces, SMALLEST_SIZE } from './padding.ts'
export { answerBulk, askBulk, finishBulk, prepareBulk } from './bulk/match.ts'
export type { BulkAsked, BulkHolding } from './bulk/match.ts'
export type { Outcome } from './table.ts'
export type { Work } from './bulk/pool.ts'
export { answerLookUps, askLookUps, finishLookUps, prepareLookUps } from './look-up/match.ts'
export type { LookUpHolding, LookUpsAsked } from './look-up/match.ts'
export { fingerprintOf, makePartyKeys, type PartyKeys } from './party.ts'
export { digestBody, digestMessage, signMessage, verifyMessage } from './transcript.ts'
export type { MessageHead, Received, Step } from './transcript.ts'
export { openHits, sealHits } from './hits.ts'
