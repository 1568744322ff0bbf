/** Makes the schema of one object type from its own properties and the common ones of its family. */
import { Type, type TProperties, type TSchema } from 'typebox'
import type { Rule } from './annotation.ts'
import { DOMAIN, extensions, head, objectAnnotation, OBSERVABLE } from './common.ts'
import { inOrder } from './constraints.ts'

const VERSION_ORDER = inOrder('created', 'modified', '<=', '3.2')

/** A STIX Domain Object (section 4). */
export function domainObject<const T extends string, P extends TProperties>(
  type: T,
  section: string,
  properties: P,
  rules: readonly Rule[] = [],
) {
  return Type.Object(
    { ...head(type), ...DOMAIN, extensions: Type.Optional(extensions({})), ...properties },
    objectAnnotation('sdo', section, [VERSION_ORDER, ...rules]),
  )
}

/** A STIX Relationship Object (section 5). */
export function relationshipObject<const T extends string, P extends TProperties>(
  type: T,
  section: string,
  properties: P,
  rules: readonly Rule[] = [],
) {
  return Type.Object(
    { ...head(type), ...DOMAIN, extensions: Type.Optional(extensions({})), ...properties },
    objectAnnotation('sro', section, [VERSION_ORDER, ...rules]),
  )
}

/** A STIX Cyber-observable Object (section 6) with the extensions the specification defines for it. */
export function observableObject<
  const T extends string,
  P extends TProperties,
  E extends Record<string, TSchema> = Record<never, TSchema>,
>(type: T, section: string, properties: P, rules: readonly Rule[] = [], predefined: E = {} as E) {
  return Type.Object(
    {
      ...head(type),
      ...OBSERVABLE,
      extensions: Type.Optional(extensions(predefined)),
      ...properties,
    },
    objectAnnotation('sco', section, rules),
  )
}

/** A STIX Meta Object (section 7); its common properties differ from type to type. */
export function metaObject<const T extends string, C extends TProperties, P extends TProperties>(
  type: T,
  section: string,
  common: C,
  properties: P,
  rules: readonly Rule[] = [],
) {
  return Type.Object(
    { ...head(type), ...common, ...properties },
    objectAnnotation('meta', section, rules),
  )
}

export { VERSION_ORDER }
