/** What types and properties may be called (STIX 2.1, 3.1). */
import { shown } from '../shown.ts'
import { must, type Run } from './run.ts'

const TYPE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*-?$/
const PROPERTY = /^[a-z][a-z0-9_]{2,249}$/

export function isTypeName(name: string): boolean {
  return name.length >= 3 && name.length <= 250 && TYPE.test(name)
}

export function isPropertyName(name: string): boolean {
  return PROPERTY.test(name)
}

/** Whether only its length keeps it from being a property name. */
export function isShortName(name: string): boolean {
  return /^[a-z][a-z0-9_]?$/.test(name)
}

/** The name of a type the specification does not have. */
export function checkTypeName(type: string, run: Run): void {
  if (!isTypeName(type))
    must(
      run,
      'type-name',
      `${shown(type)} is no type: 3-250 of a-z, 0-9 and single hyphens`,
      '3.1',
      'type',
    )
  if (type === 'action') must(run, 'reserved-type', 'this type is reserved', '3.1', 'type')
}
