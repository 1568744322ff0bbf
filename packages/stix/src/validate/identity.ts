/** Which UUID an id should hold (STIX 2.1, 2.9). */
import { deterministicId } from '../id.ts'
import { must, should, type Run } from '../checks/run.ts'

/** `isSound`: no MUST is broken yet, so that the contributing properties have a canonical form. */
export function checkUuid(
  object: Readonly<Record<string, unknown>>,
  isObservable: boolean,
  isSound: boolean,
  run: Run,
): void {
  const id = object['id']
  if (typeof id !== 'string' || id.length < 38) return
  const version = id[id.length - 22]
  if (!isObservable) {
    if (version !== '4') should(run, 'uuid-version', 'the UUID should be of version 4', '2.9', 'id')
    return
  }
  if (object['type'] === 'process') {
    if (version !== '4')
      must(run, 'uuid-version', 'a process has a UUID of version 4', '6.13', 'id')
    return
  }
  if (!isSound) return
  const expected = deterministicId(object)
  if (expected === null) {
    if (version !== '4')
      must(
        run,
        'uuid-version',
        'without contributing properties the UUID is of version 4',
        '2.9',
        'id',
      )
  } else if (version !== '5')
    should(run, 'uuid-version', 'the UUID should be of version 5', '2.9', 'id')
  else if (id !== expected)
    should(run, 'deterministic-id', `by its properties the id would be ${expected}`, '2.9', 'id')
}
