/** Turns an annotated schema into a check: closures over look-up tables, no code generation, so it runs under any CSP. */
import type { TSchema } from 'typebox'
import { annotationOf, type Annotation } from '../schema/annotation.ts'
import { shown } from '../shown.ts'
import { containerCheck, type FindObservable } from './container.ts'
import { extensionsCheck } from './extensions.ts'
import { objectCheck, type PropertyCheck } from './object.ts'
import { identifierCheck, referenceCheck } from './references.ts'
import { must } from '../checks/run.ts'
import {
  enumCheck,
  isText,
  textCheck,
  timestampCheck,
  vocabularyCheck,
  type Check,
} from './text.ts'
import {
  booleanCheck,
  checkAny,
  dictionaryCheck,
  hashesCheck,
  numberCheck,
  step,
} from './values.ts'

type Node = {
  readonly const?: string
  readonly items?: TSchema
  readonly properties?: Readonly<Record<string, TSchema>>
  readonly required?: readonly string[]
}

export function compile(schema: object, find: FindObservable): Check {
  const node = schema as Node
  if (node.const !== undefined) return literalCheck(node.const)
  return compileAnnotated(node, annotationOf(schema), find)
}

function compileAnnotated(node: Node, stix: Annotation, find: FindObservable): Check {
  switch (stix.kind) {
    case 'text':
      return textCheck(stix)
    case 'timestamp':
      return timestampCheck(stix.fraction)
    case 'identifier':
      return identifierCheck(stix.type)
    case 'reference':
      return referenceCheck(stix)
    case 'vocabulary':
      return vocabularyCheck(stix.name)
    case 'enum':
      return enumCheck(stix.values, stix.section)
    case 'boolean':
      return booleanCheck
    case 'number':
      return numberCheck(stix)
    case 'list':
      return listCheck(compile(node.items ?? {}, find))
    case 'hashes':
      return hashesCheck(stix.closed === true)
    case 'dictionary':
      return dictionaryCheck(stix)
    case 'extensions':
      return extensionsCheck(
        new Map(Object.entries(stix.predefined).map(([name, s]) => [name, compile(s, find)])),
      )
    case 'container':
      return containerCheck(find)
    case 'object':
      return objectCheck(stix, propertyChecks(node, find))
    case 'any':
      return checkAny
    default:
      return stix satisfies never
  }
}

/** The checks of a schema's properties, by name. */
export function propertyChecks(schema: object, find: FindObservable): Map<string, PropertyCheck> {
  const node = schema as Node
  const required = new Set(node.required)
  const properties = new Map<string, PropertyCheck>()
  for (const [name, schema] of Object.entries(node.properties ?? {}))
    properties.set(name, { check: compile(schema, find), required: required.has(name) })
  return properties
}

function literalCheck(literal: string): Check {
  return (value, run) => {
    if (value !== literal && isText(value, run))
      must(run, 'type-name', `${shown(value)} should read ${shown(literal)}`)
  }
}

function listCheck(item: Check): Check {
  return (value, run) => {
    if (!Array.isArray(value)) return must(run, 'type', `${shown(value)} is not a list`, '2.12')
    if (value.length === 0) must(run, 'empty-list', 'an empty list is prohibited', '2.12')
    for (let i = 0; i < value.length && !run.exhausted; i++) step(i, value[i], run, item)
  }
}
