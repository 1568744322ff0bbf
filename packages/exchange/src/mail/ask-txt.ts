import { Resolver } from 'node:dns/promises'
import type { AskTxt } from './own-domain.ts'

const TIMEOUT_MS = 3000
/** What says that there is no such record, rather than that nobody answered. */
const ABSENT: ReadonlySet<unknown> = new Set(['ENOTFOUND', 'ENODATA'])

/** Asks the name servers given, else those of this machine. */
export function openAsking(servers: readonly string[] | undefined): AskTxt {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: 2 })
  if (servers) resolver.setServers(servers)
  return async (name) => (await resolver.resolveTxt(name)).map((parts) => parts.join(''))
}

/** The TXT records of a name, none where there are none; throws where nobody answers. */
export async function findTexts(ask: AskTxt, name: string): Promise<readonly string[]> {
  try {
    return await ask(name)
  } catch (error) {
    if (ABSENT.has((error as NodeJS.ErrnoException).code)) return []
    throw error
  }
}
