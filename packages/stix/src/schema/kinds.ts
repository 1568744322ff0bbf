/** The common data types of STIX 2.1, section 2, as schema nodes: static type, JSON Schema and annotation in one. */
import { Type, type TSchema, type TUnsafe } from 'typebox'
import type { Annotation, DictionaryValue, Format } from './annotation.ts'
import type { VocabularyName } from './vocabulary.ts'

export const UUID_PATTERN =
  '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-5][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}'
const TYPE_PATTERN = '[a-z][a-z0-9]*(?:-[a-z0-9]+)*-?'
const TIME = '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d'

function node<T>(jsonSchema: object, stix: Annotation): TUnsafe<T> {
  return Type.Unsafe<T>({ ...jsonSchema, stix } as TSchema)
}

const PATTERNS: Partial<Record<Format, string>> = {
  hex: '^(?:[0-9a-fA-F]{2})+$',
  binary: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
  mac: '^[0-9a-f]{2}(?::[0-9a-f]{2}){5}$',
  'relationship-type': '^[a-z0-9-]+$',
}
const JSON_FORMATS: Partial<Record<Format, string>> = { url: 'uri', domain: 'idn-hostname' }

/** A string, optionally in one of the forms the validator knows; `section` says where the form is demanded. */
export function text(format?: Format, section?: string): TUnsafe<string> {
  const pattern = format && PATTERNS[format]
  const jsonFormat = format && JSON_FORMATS[format]
  return node<string>(
    { type: 'string', ...(pattern && { pattern }), ...(jsonFormat && { format: jsonFormat }) },
    { kind: 'text', ...(format && { format }), ...(section && { section }) },
  )
}

/** A timestamp (2.16); `milliseconds` demands three digits or more, `none` forbids a fraction. */
export function timestamp(fraction?: 'milliseconds' | 'none'): TUnsafe<string> {
  const tail =
    fraction === 'milliseconds' ? '\\.\\d{3,}Z$' : fraction === 'none' ? 'Z$' : '(?:\\.\\d+)?Z$'
  return node<string>(
    { type: 'string', pattern: TIME + tail },
    { kind: 'timestamp', ...(fraction && { fraction }) },
  )
}

/** The `id` of an object of this type (2.9). */
export function identifier(type: string): TUnsafe<string> {
  return node<string>(
    { type: 'string', pattern: `^${type}--${UUID_PATTERN}$` },
    { kind: 'identifier', type },
  )
}

/** A reference to an object of one of these types, or of any type (3.3). */
export function reference(...to: string[]): TUnsafe<string> {
  const types = to.length > 0 ? `(?:${to.join('|')})` : TYPE_PATTERN
  return node<string>(
    { type: 'string', pattern: `^${types}--${UUID_PATTERN}$` },
    { kind: 'reference', ...(to.length > 0 && { to }) },
  )
}

/** A reference to an object of any type but these. */
export function referenceBut(...not: string[]): TUnsafe<string> {
  return node<string>(
    { type: 'string', pattern: `^(?!(?:${not.join('|')})--)${TYPE_PATTERN}--${UUID_PATTERN}$` },
    { kind: 'reference', not },
  )
}

/** A reference from one observable to another; a key of the container inside the deprecated container (2.13). */
export function observableReference(...to: string[]): TUnsafe<string> {
  return node<string>(
    { type: 'string' },
    { kind: 'reference', observable: true, ...(to.length > 0 && { to }) },
  )
}

/** A value that SHOULD come from an open vocabulary (2.14). */
export function vocabulary(name: VocabularyName): TUnsafe<string> {
  return node<string>({ type: 'string' }, { kind: 'vocabulary', name })
}

/** A value that MUST be one of these (2.4). */
export function oneOf<const V extends readonly string[]>(values: V, section?: string) {
  return node<V[number]>(
    { type: 'string', enum: values },
    { kind: 'enum', values, ...(section && { section }) },
  )
}

export function bool(): TUnsafe<boolean> {
  return node<boolean>({ type: 'boolean' }, { kind: 'boolean' })
}

/** A whole number of at most 53 bits (2.10). */
export function integer(min?: number, max?: number): TUnsafe<number> {
  return number('integer', min, max)
}

/** A double-precision number (2.6). */
export function float(min?: number, max?: number): TUnsafe<number> {
  return number('number', min, max)
}

function number(type: 'integer' | 'number', min?: number, max?: number): TUnsafe<number> {
  const bounds = { ...(min !== undefined && { min }), ...(max !== undefined && { max }) }
  return node<number>(
    {
      type,
      ...(min !== undefined && { minimum: min }),
      ...(max !== undefined && { maximum: max }),
    },
    { kind: 'number', integer: type === 'integer', ...bounds },
  )
}

/** A list with at least one value (2.12). */
export function listOf<S extends TSchema>(items: S) {
  return Type.Array(items, { minItems: 1, stix: { kind: 'list' } satisfies Annotation })
}

/** Hash values by algorithm (2.7); `closed` when no algorithm outside the vocabulary may be named. */
export function hashes(closed = false): TUnsafe<Record<string, string>> {
  return node<Record<string, string>>(
    {
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: '^[A-Za-z0-9_-]{3,250}$' },
      additionalProperties: { type: 'string' },
    },
    { kind: 'hashes', closed },
  )
}

const DICTIONARY_VALUES = {
  text: { type: 'string' },
  integer: { type: 'integer' },
  'text-or-integer': { type: ['string', 'integer'] },
  'text-list': { type: 'array', items: { type: 'string' }, minItems: 1 },
  'text-or-list': {
    anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' }, minItems: 1 }],
  },
}

/** A dictionary (2.3), with its values and keys narrowed where the property says so. */
export function dictionary<T = unknown>(
  value?: DictionaryValue,
  keys?: RegExp,
): TUnsafe<Record<string, T>> {
  return node<Record<string, T>>(
    {
      type: 'object',
      minProperties: 1,
      propertyNames: { pattern: keys?.source ?? '^[A-Za-z0-9_-]{1,250}$' },
      ...(value && { additionalProperties: DICTIONARY_VALUES[value] }),
    },
    { kind: 'dictionary', ...(value && { value }), ...(keys && { keys }) },
  )
}

/** The deprecated observable container (2.13): observables by local key. */
export function container(): TUnsafe<
  Record<string, { type: string; [property: string]: unknown }>
> {
  return node(
    {
      type: 'object',
      minProperties: 1,
      additionalProperties: { type: 'object', required: ['type'] },
    },
    { kind: 'container' },
  )
}
