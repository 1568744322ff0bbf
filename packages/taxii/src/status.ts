import type { Status, StatusDetails } from './resources.ts'

/** The status resource (section 4.3.1) of a finished request. */
export function toStatus(
  id: string,
  received: string,
  successes: StatusDetails[],
  failures: StatusDetails[],
): Status {
  return {
    id,
    status: 'complete',
    request_timestamp: received,
    total_count: successes.length + failures.length,
    success_count: successes.length,
    ...(successes.length > 0 && { successes }),
    failure_count: failures.length,
    ...(failures.length > 0 && { failures }),
    pending_count: 0,
  }
}

/** What a status says of an object that was there already, byte for byte or in other notation. */
export const ALREADY_PRESENT = 'already in the collection, unchanged'

/** What a status says of an object whose id and version are taken by other content. */
export const VERSION_TAKEN =
  'this id and version are in the collection with other content; send a new version'
