/** What objects of a framework say of themselves. Pure. */
import { isLine } from '@tocsin/api'

/** An object that stands in the file with an id, and is valid. */
export type Source = { id: string; type: string; [property: string]: unknown }

/** A property that is text and says something. */
export function textOf(object: Source | undefined, property: string): string | undefined {
  const value = object?.[property]
  return typeof value === 'string' && value.trim() !== '' ? value : undefined
}

/** The same where it is one line that can be seen, as numbers and versions are. */
export function lineOf(object: Source | undefined, property: string): string | undefined {
  const text = textOf(object, property)
  return text !== undefined && text.length <= 100 && isLine(text) ? text : undefined
}

type Reference = { code: string | undefined; source: string; url: string | undefined }

/** The reference by which its framework numbers it: that of a kill chain of its own, or the first with a number. */
export function referenceOf(object: Source): Reference | undefined {
  const references = listOf(object['external_references'])
  const chains = listOf(object['kill_chain_phases']).map((one) => one['kill_chain_name'])
  const numbered = references.filter(
    ({ external_id: code }) => typeof code === 'string' && code.length <= 100 && isLine(code),
  )
  const own = numbered.find((one) => chains.includes(one['source_name'])) ?? numbered[0]
  if (!own) return undefined
  return {
    code: String(own['external_id']),
    source: String(own['source_name']).slice(0, 250),
    url: httpAddress(own['url']),
  }
}

/** An address that a browser may be led to. */
function httpAddress(value: unknown): string | undefined {
  if (typeof value !== 'string' || value.length > 2000 || !URL.canParse(value)) return undefined
  return ['http:', 'https:'].includes(new URL(value).protocol) ? value : undefined
}

/** The records of a list. */
export function listOf(value: unknown): Record<string, unknown>[] {
  if (!Array.isArray(value)) return []
  return value.filter((one): one is Record<string, unknown> => typeof one === 'object' && !!one)
}
