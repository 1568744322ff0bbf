export {
  ANSWER_SLOTS,
  formatAnswerProof,
  isAnswerProof,
  sealAnswers,
  verifyAnswerProof,
  type AnswerProof,
} from './answer-batch.ts'
export { auditLog, type AuditOptions, type LogReader } from './audit.ts'
export {
  formatTreeHead,
  parseTreeHead,
  signCheckpoint,
  verifyCheckpoint,
  type Checkpoint,
  type TreeHead,
} from './checkpoint.ts'
export { commitmentOf, formatLeaf, parseLeaf, type Leaf } from './commitment.ts'
export { signCosignature, verifyCosignature } from './cosignature.ts'
export { fromBase64, toBase64 } from './encoding.ts'
export { ProofError, type ProofErrorCode } from './errors.ts'
export {
  makeKeyPair,
  toSigner,
  toVerifier,
  toVerifiers,
  toVerifierText,
  type KeyPair,
} from './key.ts'
export {
  leafHash,
  makeConsistencyProof,
  makeInclusionProof,
  nodeHash,
  rootHash,
  verifyConsistency,
  verifyInclusion,
} from './merkle.ts'
export {
  commitToIdentifier,
  formatNamedStatement,
  isNamedStatement,
  verifyNamedStatement,
  type NamedStatement,
} from './named-statement.ts'
export {
  formatReceipt,
  leafOf,
  verifyReceipt,
  type Disclosure,
  type ReceiptPolicy,
  type VerifiedReceipt,
} from './receipt.ts'
export { sha256, type Sha256 } from './sha256.ts'
export { formatPacket, isPacket, verifyPacket, type Packet } from './packet.ts'
export {
  formatNote,
  formatSignatureLine,
  parseNote,
  parseSignatureLine,
  signNote,
  verifyNote,
  type Note,
  type Signature,
  type SignatureLine,
  type Signer,
  type VerifiedNote,
  type Verifier,
} from './signed-note.ts'
export {
  edgeRoot,
  edgeTiles,
  growTree,
  toTreeEdge,
  type GrownTile,
  type TreeEdge,
} from './tile-growth.ts'
export {
  consistencyProofFromTiles,
  edgeTilesOf,
  fromEntryBundle,
  inclusionProofFromTiles,
  parseTilePath,
  peaksFromTiles,
  rootFromTiles,
  TILE_WIDTH,
  tilePath,
  tilesOf,
  toEntryBundle,
  type Tile,
  type TileReader,
} from './tiles.ts'
export { formatTlogProof, parseTlogProof, verifyTlogProof, type TlogProof } from './tlog-proof.ts'
