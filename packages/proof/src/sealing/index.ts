export { ENVELOPE_SIZE, HOLDER_SHARE_SIZE, isEnvelope, TEXT_SIZE } from './envelope.ts'
export { isPublicKey, makeDecisionKey, type DecisionKey } from './hpke.ts'
export { formatOpening, isOpening, verifyOpening, type Opening } from './opening.ts'
export {
  aboutOf,
  openByShares,
  openDecision,
  passShareOn,
  sealDecision,
  type OpenedDecision,
  type SealedDecision,
} from './seal.ts'
