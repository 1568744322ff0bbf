import { toSchemaWords, type SchemaFault } from './schema-words.ts'

/** What is wrong with a value: where in it, as a JSON pointer, and in words. */
export type Fault = { path: string; words: string }

type Checks = {
  Check(value: unknown): boolean
  Errors(value: unknown): (SchemaFault & { instancePath: string })[]
}

/**
 * The first thing that a schema says against a value; undefined where nothing is. A pattern is tried on a text of any length, and one
 * of megabytes can use up the stack of the engine: it is refused as too long, as its bounds would have it.
 */
export function faultOf(validator: Checks, value: unknown): Fault | undefined {
  try {
    if (validator.Check(value)) return undefined
    const [fault] = validator.Errors(value)
    return { path: fault?.instancePath ?? '', words: toSchemaWords(fault) }
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    return { path: '', words: 'a text in it is far longer than it may be' }
  }
}
