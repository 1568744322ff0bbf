/** Pictures known again: a way in that loads nothing else of this package. */
export { DetectError } from '../errors.ts'
export { pdqTurns, type Turn } from './dihedral.ts'
export { readHashList, type HashList, type ListedHash } from './hash-list.ts'
export { distance256, formatHash256, parseHash256, SAME_PICTURE, type Hash256 } from './hash256.ts'
export { PdqIndex, type PdqHit } from './pdq-index.ts'
export { pdqHash, type PdqHash, type Picture } from './pdq.ts'
export { MOST_PIXELS, readPicture } from './read-picture.ts'
