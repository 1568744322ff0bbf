import { createHash } from 'node:crypto'
import type { PolicySet } from '../policy/policies.ts'
import type { VersionRow } from './store.ts'
import type { Last, Read } from './work-out.ts'

/** Stands for all that who gains or loses what depends on: the rules, both charters, their ends, and from when. Hex. */
export function seenOf(
  version: Pick<VersionRow, 'sha256' | 'in_force_from'>,
  { number, side }: Last,
  read: Pick<Read, 'side' | 'law'>,
  policies: PolicySet,
): string {
  const before = [number, side.law.sha256, side.purposes, side.maxTlp, side.expiresAt]
  const after = [version.sha256, read.law.sha256, read.side.expiresAt, version.in_force_from]
  return createHash('sha256')
    .update(JSON.stringify([policies.version, before, after]))
    .digest('hex')
}
