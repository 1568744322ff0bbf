import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Id, Instant, Line } from './scalars.ts'

/**
 * Knowledge: frameworks of techniques (DISARM, ATT&CK) that an operator loads from a STIX 2.1 file and members browse. None comes
 * with the exchange.
 */

/** Types of STIX objects that a framework is made of; others of a file are left out, counted by type. */
const FRAMEWORK_TYPES = [
  'attack-pattern',
  'identity',
  'marking-definition',
  'relationship',
  'x-mitre-collection',
  'x-mitre-matrix',
  'x-mitre-tactic',
] as const
/** Relationships of techniques with each other that are read; others are left out, counted. */
const FRAMEWORK_TIES = ['subtechnique-of', 'revoked-by'] as const
type Loose = Record<string, unknown>

/** Whether an object of a file is one that a framework is made of. Ties between other things than techniques are none of it. */
export function isOfFramework({
  type,
  relationship_type: tie,
  source_ref: source,
}: Loose): boolean {
  if (type === 'relationship')
    return (
      FRAMEWORK_TIES.some((one) => one === tie) && String(source).startsWith('attack-pattern--')
    )
  return FRAMEWORK_TYPES.some((one) => one === type)
}

const NAME_OF_TYPE = /^[a-z0-9-]{3,250}$/

/** How many objects there are of each type (STIX 2.1, 3.5: how types are named), and of none. */
export function countTypes(objects: readonly Loose[]): Record<string, number> {
  return addCounts(
    objects.map(({ type }) => [NAME_OF_TYPE.test(String(type)) ? String(type) : 'no STIX type', 1]),
  )
}

/** Counts by name in one; a name may be one that every object of the language has. */
export function addCounts(
  counts: readonly (readonly [name: string, count: number])[],
): Record<string, number> {
  const sum = new Map<string, number>()
  for (const [name, count] of counts) sum.set(name, (sum.get(name) ?? 0) + count)
  return Object.fromEntries(sum)
}

/** Objects of one framework at most, those that are left out not counted, and bytes that they are sent as. */
export const MOST_FRAMEWORK_OBJECTS = 10_000
export const FRAMEWORK_BYTES = 24 * 2 ** 20

/**
 * Whether a technique may still be named: `current`; `deprecated` and `revoked` as its framework says; `absent` where the newest
 * version of the framework that was loaded does not hold it any more.
 */
export const TECHNIQUE_STATES = ['current', 'deprecated', 'revoked', 'absent'] as const
export const TechniqueState = Type.Enum(TECHNIQUE_STATES)
export type TechniqueState = Static<typeof TechniqueState>

export const Tactic = Type.Object({
  /** By which techniques name it. */
  shortname: Type.String(),
  name: Type.String(),
  /** As its framework numbers it, such as TA01; absent where it does not. */
  code: Type.Optional(Type.String()),
  description: Type.Optional(Type.String()),
})
export type Tactic = Static<typeof Tactic>

export const Framework = Type.Object({
  id: Id,
  /** The id of its matrix, by which a newer version is known to be one. */
  stixId: Type.String(),
  name: Type.String(),
  /** As it states it; absent where it states none. */
  version: Type.Optional(Type.String()),
  /** The newest `modified` of its objects. */
  modified: Type.String(),
  /** Statements of its markings: who holds rights in it, and on which licence. */
  terms: Type.Array(Type.String()),
  /** In the order of its matrix. */
  tactics: Type.Array(Tactic),
  /** Techniques by state; what is 0 is there too. */
  counts: Type.Object({
    current: Type.Integer(),
    deprecated: Type.Integer(),
    revoked: Type.Integer(),
    absent: Type.Integer(),
  }),
  /** What its file held that is not read, by type. */
  leftOut: Type.Record(Type.String(), Type.Integer()),
  loadedAt: Instant,
  /** SHA-256 of the file in hex, as whoever loaded it stated. */
  sha256: Type.String(),
})
export type Framework = Static<typeof Framework>

export const TechniqueBrief = Type.Object({
  id: Id,
  /** As its framework numbers it, such as T0049.002; absent where it does not. */
  code: Type.Optional(Type.String()),
  name: Type.String(),
  state: TechniqueState,
  /** Shortnames of tactics. */
  tactics: Type.Array(Type.String()),
  /** Of a sub-technique the technique that it is part of. */
  parentId: Type.Optional(Id),
})
export type TechniqueBrief = Static<typeof TechniqueBrief>

export const Technique = Type.Object({
  ...TechniqueBrief.properties,
  stixId: Type.String(),
  framework: Type.Object({ id: Id, name: Type.String(), version: Type.Optional(Type.String()) }),
  description: Type.String(),
  /** Where its framework describes it; absent where it names no address. */
  url: Type.Optional(Type.String()),
  /** The version of the technique itself, where it states one. */
  version: Type.Optional(Type.String()),
  modified: Type.String(),
  /** Names of its tactics in the order of the matrix; one that the matrix does not hold by its shortname. */
  tacticNames: Type.Array(Type.String()),
  parent: Type.Optional(TechniqueBrief),
  subs: Type.Array(TechniqueBrief),
  /** Of a revoked one what stands in its place, the last where that was revoked too; absent where nothing is named. */
  successor: Type.Optional(TechniqueBrief),
})
export type Technique = Static<typeof Technique>

export const FrameworkFault = Type.Object({
  /** The id of the object, or its place in the file (`objects/12`) where it has none. */
  object: Type.String(),
  message: Type.String(),
})
export type FrameworkFault = Static<typeof FrameworkFault>

export const importFramework = defineRoute({
  name: 'importFramework',
  method: 'POST',
  path: '/api/knowledge/frameworks',
  access: 'role:operator',
  summary:
    'Loads a framework of techniques from the objects of its STIX 2.1 file. One with a fault writes nothing; a newer version takes the place of an older one, and what it no longer holds is kept and marked.',
  body: Type.Object({
    objects: Type.Array(Type.Record(Type.String(), Type.Unknown()), {
      minItems: 1,
      maxItems: MOST_FRAMEWORK_OBJECTS,
    }),
    /** What of the file was left out before it was sent, by type. */
    leftOut: Type.Record(Type.String({ maxLength: 250 }), Type.Integer({ minimum: 1 })),
    /** Of the file. */
    sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  }),
  maxBody: FRAMEWORK_BYTES,
  reply: Type.Object({
    /** Absent where there is a fault. */
    framework: Type.Optional(Framework),
    /** Techniques that came, that changed, and that the version before held and this does not. */
    added: Type.Integer(),
    changed: Type.Integer(),
    gone: Type.Integer(),
    faults: Type.Array(FrameworkFault),
    /** How many faults there are; `faults` names the first. */
    faulty: Type.Integer(),
  }),
})

export const listFrameworks = defineRoute({
  name: 'listFrameworks',
  method: 'GET',
  path: '/api/knowledge/frameworks',
  access: 'member',
  summary: 'The frameworks of techniques that were loaded, by name.',
  reply: Type.Object({ items: Type.Array(Framework) }),
})

export const listTechniques = defineRoute({
  name: 'listTechniques',
  method: 'GET',
  path: '/api/knowledge/frameworks/:id/techniques',
  access: 'member',
  summary: 'All techniques of a framework, by code and name.',
  params: Type.Object({ id: Id }),
  reply: Type.Object({ items: Type.Array(TechniqueBrief) }),
})

/** Techniques that one search answers with at most. */
export const TECHNIQUES_FOUND = 50

export const findTechniques = defineRoute({
  name: 'findTechniques',
  method: 'GET',
  path: '/api/knowledge/techniques',
  access: 'member',
  summary:
    'Techniques of all frameworks whose number, name or text holds each of the words, those by number or name first.',
  query: Type.Object({ words: Line }),
  reply: Type.Object({
    items: Type.Array(Type.Object({ ...TechniqueBrief.properties, framework: Type.String() })),
    total: Type.Integer(),
  }),
})

export const getTechnique = defineRoute({
  name: 'getTechnique',
  method: 'GET',
  path: '/api/knowledge/techniques/:id',
  access: 'member',
  summary:
    'One technique with its text, what it is part of, its sub-techniques, and what stands in its place where it was revoked.',
  params: Type.Object({ id: Id }),
  reply: Technique,
})
