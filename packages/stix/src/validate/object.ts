/** Checks an object against its property table: known properties, missing ones, unknown ones, then its own rules. */
import type { Annotation, ObjectClass } from '../schema/annotation.ts'
import { must, should, spend, type Run } from '../checks/run.ts'
import type { Check } from './text.ts'
import { checkCustomProperty, isRecord } from './values.ts'

export type PropertyCheck = {
  readonly check: Check
  readonly required: boolean
}

type ObjectAnnotation = Extract<Annotation, { kind: 'object' }>

/** Names the specification keeps for its own future use. */
const RESERVED = new Set(['action', 'phone_numbers', 'severity', 'username'])

export function objectCheck(
  annotation: ObjectAnnotation,
  properties: ReadonlyMap<string, PropertyCheck>,
): Check {
  const required = [...properties].filter(([, { required }]) => required).map(([name]) => name)
  const { rules, section } = annotation
  return (value, run) => {
    if (!isRecord(value, run) || !spend(run)) return
    const outer = run.section
    run.section = section
    let found = 0
    let isOpen: boolean | undefined
    const opens = () => (isOpen ??= usesExtension(value, ON_TOP))
    for (const name of Object.keys(value)) {
      const property = properties.get(name)
      if (property === undefined) checkUnknown(name, value[name], annotation, run, opens)
      else {
        if (property.required) found++
        run.path.push(name)
        property.check(value[name], run)
        run.path.pop()
      }
    }
    if (found < required.length)
      for (const name of required)
        if (!Object.hasOwn(value, name) && !isKeyed(name, run))
          must(run, 'required', `needs ${name}`, undefined, name)
    for (const rule of rules) rule.check(value, run)
    run.section = outer
  }
}

/** Inside the deprecated container the key is the id, as in STIX 2.0 (2.9, 2.13). */
function isKeyed(name: string, run: Run): boolean {
  return name === 'id' && run.container !== null
}

/** `isOpen`: whether an extension opens the object to properties of its own. */
function checkUnknown(
  name: string,
  value: unknown,
  { class: objectClass, closed }: ObjectAnnotation,
  run: Run,
  isOpen: () => boolean,
): void {
  checkCustomProperty(name, value, run, objectClass === 'part' || isOpen())
  if (closed === true)
    must(run, 'unknown-property', 'no other property may stand here', undefined, name)
  else if (objectClass === 'bundle')
    should(run, 'custom-property', 'a bundle has only type, id and objects', '8', name)
  else if (!checkReserved(name, objectClass, run) && !isOpen())
    should(
      run,
      'custom-property',
      'a property of your own should come by an extension',
      '11.1',
      name,
    )
}

/** Whether the name is one nobody may use here; says so. */
export function checkReserved(name: string, objectClass: ObjectClass, run: Run): boolean {
  if (objectClass === 'part') return false
  if (RESERVED.has(name)) must(run, 'reserved-property', 'this name is reserved', '3.1', name)
  else if (name === 'defanged')
    must(run, 'defanged', 'only observables may be defanged', '3.2', name)
  else return false
  return true
}

const ON_TOP: readonly string[] = ['toplevel-property-extension']

/** Whether the object carries an extension of one of these types. */
export function usesExtension(
  object: Readonly<Record<string, unknown>>,
  types: readonly string[],
): boolean {
  const extensions = Object.hasOwn(object, 'extensions') ? object['extensions'] : undefined
  if (typeof extensions !== 'object' || extensions === null) return false
  return Object.values(extensions).some(
    (extension) =>
      typeof extension === 'object' &&
      extension !== null &&
      types.includes((extension as { extension_type?: string }).extension_type ?? ''),
  )
}
