import { ProofError, type Checkpoint } from '@tocsin/proof'
import { ownLogFiles, readHead } from '../log/entry-check.ts'

/** How the newest head of the log fared when it was checked here. */
export type Head =
  | { state: 'good'; head: Checkpoint }
  | { state: 'none' }
  | { state: 'unread' | 'insecure' }
  | { state: 'bad'; detail: string }

/** Reads the newest head and checks its signature in this browser. */
export async function checkHead(key: string): Promise<Head> {
  if (!globalThis.crypto?.subtle) return { state: 'insecure' }
  try {
    const head = await readHead(ownLogFiles, key)
    return head ? { state: 'good', head } : { state: 'none' }
  } catch (error) {
    if (error instanceof ProofError && error.code !== 'log-unreadable')
      return { state: 'bad', detail: error.message }
    return { state: 'unread' }
  }
}
