/** Objects of types the specification does not name (STIX 2.1, 7.3.2.2 and 11.2). */
import { Type } from 'typebox'
import { DOMAIN, extensions, OBSERVABLE } from '../schema/common.ts'
import { VERSION_ORDER } from '../schema/object.ts'
import { compile } from './compile.ts'
import { checkTypeName } from '../checks/names.ts'
import { checkReserved, usesExtension } from './object.ts'
import { checkOwnId } from './references.ts'
import { must, should, type Run } from '../checks/run.ts'
import { checkCustomProperty } from './values.ts'

const NEW_TYPES = ['new-sdo', 'new-sco', 'new-sro']
const EXTENDING = [...NEW_TYPES, 'toplevel-property-extension']

const common = { extensions: Type.Optional(extensions({})) }
const domain = properties({ ...DOMAIN, ...common })
const observable = properties({ ...OBSERVABLE, ...common })

function properties(table: Record<string, object>) {
  const { required = [] } = Type.Object(table as Parameters<typeof Type.Object>[0])
  const names: readonly string[] = required
  const check = (schema: object) => compile(schema, () => undefined)
  return new Map(
    Object.entries(table).map(([name, schema]) => [
      name,
      { check: check(schema), required: names.includes(name) },
    ]),
  )
}

/** Checks the object and tells whether it is an observable. Its own properties may be anything STIX can hold. */
export function checkCustomObject(
  object: Readonly<Record<string, unknown>>,
  type: string,
  run: Run,
): boolean {
  run.section = '11.2'
  checkTypeName(type, run)
  if (!usesExtension(object, NEW_TYPES))
    should(run, 'custom-object', 'a type of your own should come by an extension', '11.2', 'type')
  const isObservable = looksObservable(object)
  checkProperties(object, type, isObservable, run)
  VERSION_ORDER.check(object, run)
  return isObservable
}

/** A new-sco says so; otherwise only observables have neither `created` nor `modified`. */
function looksObservable(object: Readonly<Record<string, unknown>>): boolean {
  if (usesExtension(object, ['new-sco'])) return true
  if (usesExtension(object, ['new-sdo', 'new-sro'])) return false
  return !Object.hasOwn(object, 'created') && !Object.hasOwn(object, 'modified')
}

function checkProperties(
  object: Readonly<Record<string, unknown>>,
  type: string,
  isObservable: boolean,
  run: Run,
): void {
  const known = isObservable ? observable : domain
  const isExtending = usesExtension(object, EXTENDING)
  for (const name of Object.keys(object)) {
    if (name === 'type') continue
    const property = known.get(name)
    if (name === 'id' || property !== undefined) {
      run.path.push(name)
      if (property === undefined) checkOwnId(object[name], type, run)
      else property.check(object[name], run)
      run.path.pop()
    } else {
      checkCustomProperty(name, object[name], run, isExtending)
      checkReserved(name, isObservable ? 'sco' : 'sdo', run)
    }
  }
  if (!Object.hasOwn(object, 'id')) must(run, 'required', 'needs id', '3.2', 'id')
  for (const [name, { required }] of known)
    if (required && !Object.hasOwn(object, name))
      must(run, 'required', `needs ${name}`, '3.2', name)
}
