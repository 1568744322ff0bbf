/**
 * What stands between the callers' values and the functions: values of the wrong kind, getters and proxies that throw,
 * cycles and nesting deeper than the stack come out as a StixError that says what could not be read.
 */
import { StixError } from './errors.ts'
import { PatternError } from './pattern-error.ts'
import { isList, messageOf, shown } from './shown.ts'

/**
 * The result of `read`, once every input (by the name of its parameter) is known to be an object.
 * Throws StixError: `invalid` for an input that is none, `unreadable` (with the cause) where `read` fails in any way that
 * is not a refusal of this package.
 */
export function reading<T>(inputs: Readonly<Record<string, unknown>>, read: () => T): T {
  for (const name in inputs) verifyObject(inputs[name], name)
  try {
    return read()
  } catch (cause) {
    if (isRefusal(cause)) throw cause
    const which = Object.keys(inputs).join(' and ') || 'value'
    throw new StixError('unreadable', `the ${which} cannot be read: ${messageOf(cause)}`, { cause })
  }
}

function verifyObject(value: unknown, name: string): void {
  if (typeof value !== 'object' || value === null || isList(value))
    throw new StixError('invalid', `the ${name} is ${shown(value)}, where an object is needed`)
}

/** Whatever can be thrown may be a proxy that cannot even be asked what it is. */
function isRefusal(cause: unknown): boolean {
  try {
    return cause instanceof StixError || cause instanceof PatternError
  } catch {
    return false
  }
}
