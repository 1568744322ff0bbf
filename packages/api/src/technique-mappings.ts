import Type, { type Static } from 'typebox'
import { TechniqueBrief } from './knowledge.ts'
import { Confidence } from './parts.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, ShortProse } from './scalars.ts'

/**
 * What analysts of a member map to techniques: their own assertion, for their own member alone until it is put into a release.
 */

/** What is mapped: own findings, reports of offices, members and parties to the own member, releases that it made or was given. */
export const MAPPED_KINDS = ['finding', 'report', 'release'] as const
export const MappedKind = Type.Enum(MAPPED_KINDS)
export type MappedKind = Static<typeof MappedKind>

/** Techniques of one thing, and things that the page of a technique names. */
export const MOST_MAPPINGS = 100
export const MAPPINGS_NAMED = 200

export const MAPPING_STATES = ['stands', 'revoked'] as const
export const MappingState = Type.Enum(MAPPING_STATES)
export type MappingState = Static<typeof MappingState>

/** One version of what was said. */
const Said = {
  state: MappingState,
  /** How much confidence the analyst has, by the words of ICD 203. */
  confidence: Confidence,
  note: Type.Optional(Type.String()),
  by: Type.String(),
  at: Instant,
  /** Counts its changes, from 1. */
  version: Type.Integer(),
  logIndex: Type.Integer(),
  /** What the technique was called, and which version of it, when this was said. */
  techniqueThen: Type.Object({
    code: Type.Optional(Type.String()),
    name: Type.String(),
    modified: Type.String(),
  }),
}

export const TechniqueMapping = Type.Object({
  id: Id,
  kind: MappedKind,
  ref: Id,
  technique: TechniqueBrief,
  framework: Type.Object({ id: Id, name: Type.String() }),
  /** Whether its framework has changed the technique since this was said. */
  isChangedSince: Type.Boolean(),
  ...Said,
})
export type TechniqueMapping = Static<typeof TechniqueMapping>

/** A mapping with what is mapped, as it is called. */
export const NamedMapping = Type.Object({
  ...TechniqueMapping.properties,
  title: Type.String(),
  about: Type.Optional(Type.String()),
})
export type NamedMapping = Static<typeof NamedMapping>

const Saying = {
  confidence: Confidence,
  note: Type.Optional(ShortProse),
}

export const listMappings = defineRoute({
  name: 'listMappings',
  method: 'GET',
  path: '/api/knowledge/mappings',
  access: 'role:analyst',
  summary:
    'What the own member maps of one thing to techniques, also what it revoked. Whoever does not see the thing gets nothing.',
  query: Type.Object({ kind: MappedKind, ref: Id }),
  reply: Type.Object({ items: Type.Array(TechniqueMapping) }),
})

export const listTechniqueMappings = defineRoute({
  name: 'listTechniqueMappings',
  method: 'GET',
  path: '/api/knowledge/techniques/:id/mappings',
  access: 'role:analyst',
  summary:
    'What the own member maps to a technique, the latest first; what the viewer does not see any more is counted.',
  params: Type.Object({ id: Id }),
  reply: Type.Object({
    items: Type.Array(NamedMapping),
    withheld: Type.Integer(),
    /** Beyond those that were looked at. */
    more: Type.Integer(),
  }),
})

export const countMappings = defineRoute({
  name: 'countMappings',
  method: 'GET',
  path: '/api/knowledge/frameworks/:id/mapped',
  access: 'role:analyst',
  summary:
    'How many things the own member maps to each technique of a framework; techniques with none are not there.',
  params: Type.Object({ id: Id }),
  reply: Type.Object({
    items: Type.Array(Type.Object({ techniqueId: Id, count: Type.Integer() })),
  }),
})

export const mapTechnique = defineRoute({
  name: 'mapTechnique',
  method: 'POST',
  path: '/api/knowledge/mappings',
  access: 'role:analyst',
  summary:
    'Maps what the own member sees to a technique that still stands. One that was revoked is said anew by it.',
  body: Type.Object({ techniqueId: Id, kind: MappedKind, ref: Id, ...Saying }),
  reply: TechniqueMapping,
  status: 201,
})

export const changeMapping = defineRoute({
  name: 'changeMapping',
  method: 'PUT',
  path: '/api/knowledge/mappings/:id',
  access: 'role:analyst',
  summary:
    'Says a mapping otherwise, or revokes it. Names the version that it was made from; where somebody else has changed it since, it is refused.',
  params: Type.Object({ id: Id }),
  body: Type.Object({ version: Type.Integer({ minimum: 1 }), state: MappingState, ...Saying }),
  reply: TechniqueMapping,
})

export const listMappingHistory = defineRoute({
  name: 'listMappingHistory',
  method: 'GET',
  path: '/api/knowledge/mappings/:id/history',
  access: 'role:analyst',
  summary: 'Everything that was said by a mapping, the latest first.',
  params: Type.Object({ id: Id }),
  reply: Type.Object({ items: Type.Array(Type.Object(Said)) }),
})

export const draftMappings = defineRoute({
  name: 'draftMappings',
  method: 'POST',
  path: '/api/knowledge/mappings/stix',
  access: 'role:analyst',
  summary:
    'Mappings as STIX objects of the own member, to be put into a release: an attack-pattern that refers to the framework by its number, and a relationship from an object of the draft to it. Nothing leaves by this.',
  body: Type.Object({
    ids: Type.Array(Id, { minItems: 1, maxItems: MOST_MAPPINGS, uniqueItems: true }),
    /** The object of the draft that shows the techniques. */
    source: Type.String({ pattern: '^[a-z0-9-]{3,250}--[0-9a-f-]{36}$' }),
  }),
  reply: Type.Object({ objects: Type.Array(Type.Unknown()) }),
})
