/** The properties and embedded types that many objects share (STIX 2.1, 2.5, 2.11, 3.2, 7.2.3). */
import { Type, type Static, type TProperties, type TSchema } from 'typebox'
import { must, should } from '../checks/run.ts'
import type { Annotation, ObjectClass, Rule } from './annotation.ts'
import { atLeastOne, exactlyOne, rule } from './constraints.ts'
import {
  bool,
  hashes,
  identifier,
  integer,
  listOf,
  oneOf,
  reference,
  text,
  timestamp,
  UUID_PATTERN,
} from './kinds.ts'

/** An object type inside another object. */
export function part<P extends TProperties>(
  section: string,
  properties: P,
  rules: readonly Rule[] = [],
  closed = false,
) {
  const stix: Annotation = { kind: 'object', class: 'part', section, rules, closed }
  return Type.Object(properties, { stix })
}

const CVE = /^CVE-\d{4}-(?:0\d{3}|[1-9]\d{3,})$/
const CAPEC = /^CAPEC-\d+$/

/** `source_name` says which form `external_id` has for the two catalogues STIX names. */
const catalogueIds = rule((object, run) => {
  const { source_name: source, external_id: id } = object
  if (typeof id !== 'string' && id !== undefined) return
  if (source === 'cve' && !(id !== undefined && CVE.test(id)))
    must(
      run,
      'cve-id',
      'a reference to cve needs an external_id CVE-YYYY-NNNN',
      '4.19',
      'external_id',
    )
  else if (source === 'capec' && !(id !== undefined && CAPEC.test(id)))
    must(run, 'capec-id', 'a reference to capec needs an external_id CAPEC-N', '4.1', 'external_id')
  else if (id !== undefined && source !== 'cve' && CVE.test(id))
    must(run, 'source-name', 'the source_name of such an id is cve', '4.19', 'source_name')
  else if (id !== undefined && source !== 'capec' && CAPEC.test(id))
    must(run, 'source-name', 'the source_name of such an id is capec', '4.1', 'source_name')
})

const hashOfUrl = rule((object, run) => {
  if (Object.hasOwn(object, 'url') && !Object.hasOwn(object, 'hashes'))
    should(run, 'external-reference-hashes', 'a reference with a url should have hashes', '2.5')
})

const externalReference = part(
  '2.5',
  {
    source_name: text(),
    description: Type.Optional(text()),
    url: Type.Optional(text('url')),
    hashes: Type.Optional(hashes(true)),
    external_id: Type.Optional(text()),
  },
  [atLeastOne('description', 'url', 'external_id'), catalogueIds, hashOfUrl],
)
export type ExternalReference = Static<typeof externalReference>

export const killChainPhase = part('2.11', {
  kill_chain_name: text('phrase'),
  phase_name: text('phrase'),
})
export type KillChainPhase = Static<typeof killChainPhase>

const granularMarking = part(
  '7.2.3',
  {
    lang: Type.Optional(text('language', '7.2.3')),
    marking_ref: Type.Optional(reference('marking-definition')),
    selectors: listOf(text('selector')),
  },
  [exactlyOne('lang', 'marking_ref')],
)
export type GranularMarking = Static<typeof granularMarking>

export const EXTENSION_TYPES = [
  'new-sdo',
  'new-sco',
  'new-sro',
  'property-extension',
  'toplevel-property-extension',
] as const
export type ExtensionType = (typeof EXTENSION_TYPES)[number]

/** What an extension of the extension facility holds besides its own properties (7.3). */
export type Extension = {
  extension_type: ExtensionType
  [property: string]: unknown
}

/** The `extensions` of an object: predefined ones by name, all others by the id of their definition. */
export function extensions<P extends Record<string, TSchema>>(predefined: P) {
  type Predefined = { [K in keyof P]?: Static<P[K]> }
  type Defined = { [id: `extension-definition--${string}`]: Extension }
  const stix: Annotation = { kind: 'extensions', predefined }
  const definition = {
    type: 'object',
    properties: { extension_type: { enum: EXTENSION_TYPES } },
    required: ['extension_type'],
  }
  return Type.Unsafe<Predefined & Defined>({
    type: 'object',
    minProperties: 1,
    properties: predefined,
    patternProperties: { [`^extension-definition--${UUID_PATTERN}$`]: definition },
    stix,
  } as TSchema)
}

const marked = {
  object_marking_refs: Type.Optional(listOf(reference('marking-definition'))),
  granular_markings: Type.Optional(listOf(granularMarking)),
}
const described = { external_references: Type.Optional(listOf(externalReference)) }
const authored = { created_by_ref: Type.Optional(reference('identity')) }
const versioned = {
  created: timestamp('milliseconds'),
  modified: timestamp('milliseconds'),
  revoked: Type.Optional(bool()),
  labels: Type.Optional(listOf(text())),
}
const confidence = { confidence: Type.Optional(integer(0, 100)) }
const language = { lang: Type.Optional(text('language')) }
const version = oneOf(['2.1'], '3.2')

/** Common properties of domain and relationship objects. */
export const DOMAIN = {
  spec_version: version,
  ...authored,
  ...versioned,
  ...confidence,
  ...language,
  ...described,
  ...marked,
}

/** Common properties of cyber-observable objects. */
export const OBSERVABLE = {
  spec_version: Type.Optional(version),
  ...marked,
  defanged: Type.Optional(bool()),
}

/** Common properties of language contents. */
export const TRANSLATION = {
  spec_version: version,
  ...authored,
  ...versioned,
  ...confidence,
  ...described,
  ...marked,
}

/** Common properties of extension definitions, whose creator must be named. */
export const DEFINITION = {
  spec_version: version,
  created_by_ref: reference('identity'),
  ...versioned,
  ...described,
  ...marked,
}

/** Common properties of marking definitions, which have no versions. */
export const MARKING = {
  spec_version: version,
  ...authored,
  created: timestamp('milliseconds'),
  ...described,
  ...marked,
}

/** `type` and `id`, which every object has. */
export function head<const T extends string>(type: T) {
  return { type: Type.Literal(type), id: identifier(type) }
}

/** Assembles the annotation of a top-level object type. */
export function objectAnnotation(
  objectClass: ObjectClass,
  section: string,
  rules: readonly Rule[],
): { stix: Annotation } {
  return { stix: { kind: 'object', class: objectClass, section, rules } }
}
