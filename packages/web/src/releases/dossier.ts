import { toReceived, type Received } from '@tocsin/api'
import { toSeenAll } from '../words/seen.ts'

export type Dossier = Received

/** What was received, with every text in it as it may be shown. */
export function toDossier(objects: readonly unknown[], releaseId: string): Dossier {
  return toSeenAll(toReceived(objects, releaseId))
}
