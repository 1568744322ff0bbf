/** What both forms of a seed file are read with. */

export type Json = Record<string, unknown>

/** What an API root is where its seed does not say. */
export const ROOT_DEFAULTS = {
  title: 'TAXII test server',
  versions: ['application/taxii+json;version=2.1'],
  max_content_length: 104_857_600,
}

/** The rights on a collection where its seed does not say. */
export const RIGHTS_DEFAULT = { can_read: true, can_write: true }

/** The value as an object; throws Error naming where it stands. */
export function toRecord(value: unknown, where: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json
  throw new Error(`seed: ${where} must be an object`)
}

/** The value as a list; throws Error naming where it stands. */
export function toList(value: unknown, where: string): unknown[] {
  if (Array.isArray(value)) return value
  throw new Error(`seed: ${where} must be a list`)
}
