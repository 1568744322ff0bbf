/** Names that imitate others: a way in that loads nothing else of this package. */
export { DetectError } from '../errors.ts'
export { findLookalikes, type LookalikeOptions, type Lookalikes } from './find.ts'
export type { LookalikeFinding } from './lookalike-finding.ts'
