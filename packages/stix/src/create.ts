/** Making objects and bundles: what STIX demands of every one is filled in, the rest is checked. */
import type { Bundle } from './bundle.ts'
import { StixError } from './errors.ts'
import { deterministicId, isObservableType, newId } from './id.ts'
import { reading } from './reading.ts'
import { isList } from './shown.ts'
import { toTimestamp } from './timestamp.ts'
import type { KnownObject, ObjectOf, StixObject } from './types.ts'
import { validate } from './validate/validate.ts'

type Filled = 'type' | 'id' | 'spec_version' | 'created' | 'modified'

/** What is left to say about an object of this type. */
export type PropertiesOf<T extends KnownObject['type']> = Omit<ObjectOf<T>, Filled> &
  Partial<Pick<ObjectOf<T>, Filled & keyof ObjectOf<T>>> & { readonly [custom: string]: unknown }

export type CreateOptions = {
  /** What `created` and `modified` say; default: the time of the call. */
  readonly now?: Date | number
  /** Where random ids come from; default: `crypto.randomUUID`. */
  readonly randomUUID?: () => string
}

/**
 * A valid object of a STIX 2.1 type: `type`, `spec_version`, `created`, `modified` and `id` (deterministic
 * for observables, random otherwise) are filled in unless given.
 * Throws StixError `invalid`, whose message names the first broken rule, and `unreadable` where a property cannot be read.
 */
export function createObject<T extends KnownObject['type']>(
  type: T,
  properties: PropertiesOf<T>,
  options: CreateOptions = {},
): ObjectOf<T> {
  return reading({ properties, options }, () => create(type, properties, options))
}

function create<T extends KnownObject['type']>(
  type: T,
  properties: PropertiesOf<T>,
  { now = Date.now(), randomUUID }: CreateOptions,
): ObjectOf<T> {
  const content: { readonly [name: string]: unknown } = { type, ...properties }
  const time = toTimestamp(now)
  const times =
    type === 'marking-definition' ? { created: time } : { created: time, modified: time }
  const object = {
    type,
    spec_version: '2.1',
    id: deterministicId(content) ?? newId(type, randomUUID),
    ...(isObservableType(type) ? {} : times),
    ...properties,
  }
  const fault = validate(object).faults.find(({ level }) => level === 'must')
  if (fault !== undefined) {
    const { path, message, section } = fault
    const where = path.length > 400 ? `${path.slice(0, 400)}…` : path || '/'
    throw new StixError('invalid', `${where}: ${message} (STIX 2.1, ${section})`)
  }
  return object as unknown as ObjectOf<T>
}

/**
 * A bundle of the objects, with a random id. They are taken as they are: `validate` judges the bundle with all it carries.
 * Throws StixError `invalid` where there is none, since a bundle without objects leaves the list out.
 */
export function createBundle<O extends StixObject>(
  objects: readonly O[],
  options: Pick<CreateOptions, 'randomUUID'> = {},
): Bundle<O> {
  return reading({ options }, () => {
    if (!isList(objects) || objects.length === 0)
      throw new StixError('invalid', 'a bundle is made of a list of objects, at least one')
    return { type: 'bundle', id: newId('bundle', options.randomUUID), objects }
  })
}
