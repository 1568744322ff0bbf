import { PsiError } from '../errors.ts'
import { POINT } from './points.ts'

/** p = 2^255 - 19, little-endian: ed ff … ff 7f. */
const LOWEST_PAST = 0xed

/**
 * Refuses what a peer sends before any arithmetic: another length than agreed (`bad-length`), a coordinate that is not written in its one
 * form, so that no point can come twice in two forms (`bad-point`), and a point that stands twice (`duplicate-point`).
 */
export function verifyPoints(points: Buffer, size: number): void {
  if (points.length !== size * POINT)
    throw new PsiError('bad-length', `${points.length} bytes: ${size} points have ${size * POINT}`)
  for (let i = 0; i < size; i++) {
    if (isPastField(points, i * POINT))
      throw new PsiError('bad-point', `point ${i} is not written in its one form`, { index: i })
  }
  const index = findDuplicate(points, size)
  if (index !== undefined)
    throw new PsiError('duplicate-point', `point ${index} stands there twice`, { index })
}

function isPastField(points: Buffer, at: number): boolean {
  const last = points[at + POINT - 1]!
  if (last > 0x7f) return true
  if (last !== 0x7f || points[at]! < LOWEST_PAST) return false
  for (let i = 1; i < POINT - 1; i++) if (points[at + i] !== 0xff) return false
  return true
}

/** Points by their first eight bytes, in order; where two are alike there, the rest tells. */
function findDuplicate(points: Buffer, size: number): number | undefined {
  const firsts = new BigUint64Array(size)
  for (let i = 0; i < size; i++) firsts[i] = points.readBigUInt64LE(i * POINT)
  const sorted = firsts.slice().sort()
  const alike = new Set<bigint>()
  for (let i = 1; i < size; i++) if (sorted[i] === sorted[i - 1]) alike.add(sorted[i]!)
  if (alike.size === 0) return undefined
  const seen = new Set<string>()
  for (let i = 0; i < size; i++) {
    if (!alike.has(firsts[i]!)) continue
    const text = points.toString('latin1', i * POINT, (i + 1) * POINT)
    if (seen.has(text)) return i
    seen.add(text)
  }
  return undefined
}
