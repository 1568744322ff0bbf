/**
 * Object paths (STIX 2.1, 9.7) as functions. A property that ends in `_ref` or `_refs` leads on to the objects it names,
 * one that ends in `_bin` or `_hex` to the bytes it stands for. Of several values, one that passes is enough.
 */
import type { ObjectPath, Step } from '../pattern/ast.ts'
import { fromBase64, fromHex, toBytes } from './bytes.ts'
import { spend, type Meter } from './meter.ts'
import { isProperties, type Observation, type Properties } from './observation.ts'

/** Whether a value passes; undefined never reaches it. */
export type ValueTest = (value: unknown, meter: Meter) => boolean

/** Whether an object of an observation passes. */
export type ObjectTest = (object: Properties, observation: Observation, meter: Meter) => boolean

/** Whether an object is of the path's type and the path leads to a value that passes. */
export function compilePath({ objectType, steps }: ObjectPath, test: ValueTest): ObjectTest {
  const only = steps.length === 1 ? steps[0]! : undefined
  if (only?.type === 'property' && !/_(?:refs?|bin|hex)$/.test(only.name))
    return compileProperty(objectType, only.name, test)
  const walk = steps.some(isFanOut) ? compileFanOut(steps) : compileLine(steps)
  return (object, observation, meter) =>
    object['type'] === objectType && walk(object, observation, test, meter)
}

/** Whether an object is of the path's type and has the property at its end, wherever that may lead. */
export function compileExists({ objectType, steps }: ObjectPath): ObjectTest {
  const end = steps.at(-1)!
  const hasEnd: ValueTest = (value) => takeLiteral(value, end) !== undefined
  if (end.type === 'index' && end.index === '*')
    return compilePath({ objectType, steps: steps.slice(0, -1) }, isFilledList)
  if (steps.length > 1) return compilePath({ objectType, steps: steps.slice(0, -1) }, hasEnd)
  return (object, _, meter) => object['type'] === objectType && hasEnd(object, meter)
}

const isFilledList: ValueTest = (value) => Array.isArray(value) && value.length > 0

const isFanOut = (step: Step) => step.type === 'index' && step.index === '*'

function compileProperty(objectType: string, name: string, test: ValueTest): ObjectTest {
  return (object, _, meter) => {
    if (object['type'] !== objectType || !Object.hasOwn(object, name)) return false
    const value = object[name]
    return value !== undefined && test(value, meter)
  }
}

type Walk = (object: Properties, observation: Observation, test: ValueTest, meter: Meter) => boolean

/** A path that leads to one value at most. */
function compileLine(steps: readonly Step[]): Walk {
  return (object, observation, test, meter) => {
    let value: unknown = object
    for (const step of steps) {
      value = take(value, step, observation, meter)
      if (value === undefined) return false
    }
    return test(value, meter)
  }
}

/** A path with `[*]`: all values of each step together, every one once, so that objects that refer to each other cost no more. */
function compileFanOut(steps: readonly Step[]): Walk {
  return (object, observation, test, meter) => {
    let values: unknown[] = [object]
    for (const step of steps) {
      spend(meter, values.length)
      if (isFanOut(step)) values = unique(values.filter(Array.isArray).flat(1))
      else values = values.map((value) => take(value, step, observation, meter))
      values = values.filter((value) => value !== undefined)
    }
    return values.some((value) => test(value, meter))
  }
}

function unique(values: unknown[]): unknown[] {
  return values.length > 1 ? [...new Set(values)] : values
}

/** What it costs to find an object, in units of work. */
const LOOK_UP = 12

/** The value that a step leads to, undefined where there is none. */
function take(value: unknown, step: Step, observation: Observation, meter: Meter): unknown {
  const literal = takeLiteral(value, step)
  if (step.type === 'index' || literal === undefined) return literal
  const { name } = step
  if (name.endsWith('_ref')) return observation.resolve(literal)
  if (name.endsWith('_refs')) {
    if (!Array.isArray(literal)) return undefined
    spend(meter, LOOK_UP * literal.length)
    return literal.map((reference) => observation.resolve(reference))
  }
  const isBase64 = name.endsWith('_bin')
  if (typeof literal !== 'string' || !(isBase64 || name.endsWith('_hex'))) return literal
  spend(meter, literal.length)
  return toBytes(isBase64 ? fromBase64(literal) : fromHex(literal))
}

/** The value that stands there, with references and encodings as they are. */
function takeLiteral(value: unknown, step: Step): unknown {
  if (step.type === 'index') return Array.isArray(value) ? value[step.index as number] : undefined
  return isProperties(value) && Object.hasOwn(value, step.name) ? value[step.name] : undefined
}
