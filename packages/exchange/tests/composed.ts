/** What was pasted, read into what can be shared, in tests. */
import type { ComposedReading } from '@tocsin/api'
import { readInput } from '../src/composing/read.ts'

/** `text` as it is pasted, or sent as the file of a name. */
export function readText(
  text: string,
  options: Parameters<typeof readInput>[1] = {},
): Promise<ComposedReading> {
  return readInput(new TextEncoder().encode(text), options)
}

/** Kind, value and platform of each thing read, in words. */
export function valuesOf({ items }: ComposedReading): string[] {
  return items.map(({ kind, value, platform }) =>
    [kind, value, ...(platform ? [platform] : [])].join(' '),
  )
}
