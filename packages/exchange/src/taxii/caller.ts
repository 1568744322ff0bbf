import type { Caller } from '@tocsin/taxii'
import type { Reader } from '../db/as-member.ts'
import type { Viewer } from '../http/viewer.ts'

/** A member's machine at the TAXII exit. Cursors are bound to `id`, the member's; `enterAgain` throws once its key lets it in no more. */
export type TaxiiCaller = Caller & { viewer: Viewer; enterAgain: () => Promise<void> }

/** As row-level security knows it: a machine, which carries nothing that is for people's eyes only. */
export function toMachineReader({ viewer }: TaxiiCaller): Reader {
  return { memberId: viewer.memberId, jurisdiction: viewer.jurisdiction, machine: true }
}

/** Posting is releasing, and deleting is recalling: a person's key needs the role that does both on the screen. */
export function mayPost({ viewer }: TaxiiCaller): boolean {
  const isAnalyst = viewer.personId === undefined || viewer.roles.includes('analyst')
  return viewer.canWrite && isAnalyst
}
