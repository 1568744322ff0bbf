import { getNoAsk } from '@tocsin/api'
import type { Http } from '../http/server.ts'
import { NO_ASK } from '../policy/no-ask.ts'

/** Messages of government bodies to platforms and campaigns. */
export function messageRoutes(http: Http): void {
  http.route(getNoAsk, async () => NO_ASK)
}
