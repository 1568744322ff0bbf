export { canonicalize } from './canonical.ts'
export { StixError, type StixErrorCode } from './errors.ts'
export { deterministicId, isObservableType, newId, typeOfId } from './id.ts'
export { compareTimestamps, fromTimestamp, isTimestamp, toTimestamp } from './timestamp.ts'
export {
  joinTlp,
  TLP,
  TLP_1,
  TLP_2_EXTENSION,
  TLP_LEVELS,
  tlpMarking,
  tlpOf,
  tlpOfId,
  tlpRank,
  type Tlp1Marking,
  type TlpLevel,
  type TlpMarking,
} from './markings/tlp.ts'
