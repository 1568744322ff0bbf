/** Rules over several properties of one object: the "exactly one of", "not before" and the like of the property tables. */
import { compareTimestamps, isTimestamp } from '../timestamp.ts'
import { must, should, type Run } from '../checks/run.ts'
import type { Rule } from './annotation.ts'

type Properties = Readonly<Record<string, unknown>>

const required = (name: string) => ({ required: [name] })
const has = (object: Properties, name: string) => Object.hasOwn(object, name)

/** At least one of the properties is there. */
export function atLeastOne(...names: string[]): Rule {
  return {
    check: (object, run) => {
      if (!names.some((name) => has(object, name)))
        must(run, 'at-least-one', `needs at least one of ${names.join(', ')}`)
    },
    jsonSchema: { anyOf: names.map(required) },
  }
}

/** Exactly one of the two properties is there. */
export function exactlyOne(a: string, b: string, section?: string): Rule {
  return {
    check: (object, run) => {
      if (has(object, a) === has(object, b))
        must(run, 'exactly-one', `needs exactly one of ${a} and ${b}`, section)
    },
    jsonSchema: { oneOf: [required(a), required(b)] },
  }
}

/** Where the first property stands, the others must stand too. */
export function dependsOn(name: string, ...needed: string[]): Rule {
  return {
    check: (object, run) => {
      if (!has(object, name)) return
      for (const other of needed)
        if (!has(object, other)) must(run, 'depends-on', `${name} needs ${other}`, undefined, name)
    },
    jsonSchema: { dependentRequired: { [name]: needed } },
  }
}

/** `later` is not before `earlier`, or strictly after it. Says nothing of malformed timestamps. */
export function inOrder(earlier: string, later: string, order: '<=' | '<', section?: string): Rule {
  return {
    check: (object, run) => {
      const a = object[earlier]
      const b = object[later]
      if (typeof a !== 'string' || typeof b !== 'string') return
      if (!isTimestamp(a) || !isTimestamp(b)) return
      const sign = compareTimestamps(a, b)
      if (sign < 0 || (sign === 0 && order === '<=')) return
      const word = order === '<' ? 'later than' : 'not earlier than'
      must(run, 'timestamp-order', `${later} must be ${word} ${earlier}`, section, later)
    },
  }
}

/** The property SHOULD be there. */
export function shouldHave(...names: string[]): Rule {
  return {
    check: (object, run) => {
      for (const name of names)
        if (!has(object, name)) should(run, 'recommended-property', `${name} should be present`)
    },
  }
}

/** A rule that has no JSON Schema form. */
export function rule(check: (object: Properties, run: Run) => void, jsonSchema?: object): Rule {
  return jsonSchema ? { check, jsonSchema } : { check }
}
