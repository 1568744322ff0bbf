import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'

/** A person who calls, signed in and with no key: a machine has nobody on the phone. */
export type Caller = Viewer & { personId: string }

export function asCaller(viewer: Viewer): Caller {
  const { personId, via } = viewer
  if (personId === undefined || via === 'key')
    throw new ExchangeError('forbidden', 'only a person may call, signed in and with no key')
  return { ...viewer, personId }
}
