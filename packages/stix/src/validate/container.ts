/** The deprecated observable container of observed data (STIX 2.1, 2.13): observables that name each other by key. */
import { shown } from '../shown.ts'
import { checkTypeName } from '../checks/names.ts'
import { must, should, type Run } from '../checks/run.ts'
import type { Check } from './text.ts'
import { checkCustomProperty, isRecord, mayDescend } from './values.ts'

/** Finds the check of a whole observable by its type. */
export type FindObservable = (type: string) => Check | undefined

export function containerCheck(find: FindObservable): Check {
  return (value, run) => {
    if (!isRecord(value, run) || !mayDescend(run)) return
    if (run.container !== null) return must(run, 'container', 'a container cannot hold one', '2.13')
    const keys = Object.keys(value)
    if (keys.length === 0) must(run, 'empty-dictionary', 'an empty dictionary is prohibited', '2.3')
    run.container = value
    for (const key of keys) {
      run.path.push(key)
      if (!/^\d+$/.test(key))
        should(run, 'container-key', 'a key should be a whole number from 0', '2.9')
      checkMember(value[key], run, find)
      run.path.pop()
    }
    run.container = null
  }
}

function checkMember(value: unknown, run: Run, find: FindObservable): void {
  if (!isRecord(value, run)) return
  const type = Object.hasOwn(value, 'type') ? value['type'] : undefined
  if (typeof type !== 'string')
    return must(run, 'required', `${shown(type)} is not a type`, '2.13', 'type')
  const check = find(type)
  if (check !== undefined) return check(value, run)
  checkTypeName(type, run)
  should(
    run,
    'custom-object',
    `${shown(type)} is no observable of the specification`,
    '11.2',
    'type',
  )
  for (const name of Object.keys(value))
    if (name !== 'type' && name !== 'id') checkCustomProperty(name, value[name], run)
}
