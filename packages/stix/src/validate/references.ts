/** Identifiers and references to them (STIX 2.1, 2.9 and 3.3). */
import type { Annotation } from '../schema/annotation.ts'
import { typeOfId } from '../id.ts'
import { shown } from '../shown.ts'
import { must, type Run } from '../checks/run.ts'
import { isText, type Check } from './text.ts'

/** The type of a well-formed id with an RFC 4122 version and variant, else null with a fault. */
function typeIn(id: string, run: Run): string | null {
  const type = typeOfId(id)
  if (type === null) {
    must(run, 'identifier', `${shown(id)} is not of the form type--UUID`, '2.9')
    return null
  }
  const version = id.charCodeAt(id.length - 22) - 48
  const variant = id[id.length - 17]!
  if (version < 1 || version > 5 || !'89abAB'.includes(variant)) {
    must(run, 'identifier', `the UUID of ${shown(id)} is not of RFC 4122 (version 1 to 5)`, '2.9')
    return null
  }
  return type
}

export function identifierCheck(expected: string): Check {
  return (value, run) => {
    if (!isText(value, run)) return
    const type = typeIn(value, run)
    if (type !== null && type !== expected)
      must(
        run,
        'identifier',
        `the id of ${shown(expected)} cannot start with ${shown(type)}`,
        '2.9',
      )
  }
}

/** The id of an object whose type no schema names: its prefix must be the object's own type. */
export function checkOwnId(value: unknown, ownType: string, run: Run): void {
  identifierCheck(ownType)(value, run)
}

export function referenceCheck(annotation: Extract<Annotation, { kind: 'reference' }>): Check {
  const to = annotation.to && new Set(annotation.to)
  const not = annotation.not && new Set(annotation.not)
  return (value, run) => {
    if (!isText(value, run)) return
    const type =
      annotation.observable && run.container !== null
        ? typeInContainer(value, run.container, run)
        : typeIn(value, run)
    if (type === null) return
    if (to !== undefined && !to.has(type))
      must(run, 'reference-type', `must refer to ${[...to].join(' or ')}, not to ${shown(type)}`)
    else if (not?.has(type)) must(run, 'reference-type', `cannot refer to ${shown(type)}`)
  }
}

function typeInContainer(key: string, container: Readonly<Record<string, unknown>>, run: Run) {
  const target = Object.hasOwn(container, key) ? container[key] : undefined
  if (typeof target !== 'object' || target === null) {
    must(run, 'reference', `${shown(key)} is no key of this container`, '2.13')
    return null
  }
  const type: unknown = (target as { type?: unknown }).type
  return typeof type === 'string' ? type : null
}
