/** Validation against the OASIS STIX 2.1 text: any value in, every fault out, never an exception. */
import { bundle } from '../bundle.ts'
import { SCHEMAS } from '../catalogue.ts'
import { typeOfId } from '../id.ts'
import { annotationOf, type ObjectClass } from '../schema/annotation.ts'
import { messageOf, shown } from '../shown.ts'
import { compile, propertyChecks } from './compile.ts'
import { checkCustomObject } from './custom-object.ts'
import { checkUuid } from './identity.ts'
import { objectCheck } from './object.ts'
import type { KnownObject, ObjectOf, StixObject } from '../types.ts'
import { must, should, startObject, startRun, type Fault, type Run } from '../checks/run.ts'
import { checkSelectors } from './selectors.ts'
import type { Check } from './text.ts'
import { isRecord, step } from './values.ts'

export type Validation = {
  /** No MUST is broken. */
  readonly valid: boolean
  /** Every broken rule, in the order of the properties. */
  readonly faults: readonly Fault[]
}

const checks = new Map<string, { check: Check; class: ObjectClass }>()
for (const [type, schema] of SCHEMAS) {
  const annotation = annotationOf(schema)
  if (annotation.kind === 'object')
    checks.set(type, { check: compile(schema, findObservable), class: annotation.class })
}

function findObservable(type: string): Check | undefined {
  const known = checks.get(type)
  return known?.class === 'sco' ? known.check : undefined
}

/**
 * Validates a STIX 2.1 object or bundle. Takes any value at all: whatever cannot be read is a fault.
 * Cost: linear in the size of the value. An object is looked at to 100 levels and a million nested values,
 * a bundle to ten million; what goes on beyond is invalid.
 */
export function validate(value: unknown): Validation {
  const run = startRun()
  try {
    checkTop(value, run)
  } catch (cause) {
    must(run, 'unreadable', `reading the value failed: ${messageOf(cause)}`, '3')
  }
  return { valid: !run.faults.some(isMust), faults: run.faults }
}

/**
 * Whether `validate` finds no broken MUST, and for TypeScript what the value then is: with `type` an object of that
 * type, without it an object of any type or a bundle.
 */
export function isValid(value: unknown): value is StixObject
export function isValid<T extends KnownObject['type']>(
  value: unknown,
  type: T,
): value is ObjectOf<T>
export function isValid(value: unknown, type?: string): value is StixObject {
  return validate(value).valid && (type === undefined || typeOf(value) === type)
}

function isMust(fault: Fault): boolean {
  return fault.level === 'must'
}

function checkTop(value: unknown, run: Run): void {
  if (typeOf(value) === 'bundle') bundleCheck(value, run)
  else checkObject(value, run)
}

function typeOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'type')
    ? (value as { type: unknown }).type
    : undefined
}

function checkObject(value: unknown, run: Run): void {
  if (!isRecord(value, run)) return
  const type = typeOf(value)
  if (typeof type !== 'string')
    return must(run, 'required', `${shown(type)} is not a type`, '3.2', 'type')
  if (type === 'bundle') return must(run, 'bundle', 'a bundle is no STIX object', '8')
  const before = run.faults.length
  const known = checks.get(type)
  const isObservable =
    known === undefined ? checkCustomObject(value, type, run) : known.class === 'sco'
  known?.check(value, run)
  if (Object.hasOwn(value, 'granular_markings')) checkSelectors(value, run)
  const isSound = run.faults.length === before || !run.faults.slice(before).some(isMust)
  if (known !== undefined || !isObservable) checkUuid(value, isObservable, isSound, run)
}

const bundleCheck = objectCheck(
  annotationOf(bundle) as Parameters<typeof objectCheck>[0],
  propertyChecks(bundle, findObservable).set('objects', { check: checkObjects, required: false }),
)

function checkObjects(objects: unknown, run: Run): void {
  if (!Array.isArray(objects)) return must(run, 'type', `${shown(objects)} is not a list`, '2.12')
  if (objects.length === 0) must(run, 'empty-list', 'an empty list is prohibited', '2.12')
  const seen = new Set<string>()
  for (let i = 0; i < objects.length; i++) {
    const object: unknown = objects[i]
    startObject(run)
    step(i, object, run, checkObject)
    if (typeof object !== 'object' || object === null) continue
    const { id, modified } = object as { id?: unknown; modified?: unknown }
    if (typeof id !== 'string' || typeof modified !== 'string' || typeOfId(id) === null) continue
    const version = `${id} ${modified}`
    if (seen.has(version))
      should(run, 'duplicate-id', 'the same version stands here twice', '3.6', i)
    seen.add(version)
  }
}
