import Type, { type Static } from 'typebox'
import { defineRoute } from './route.ts'
import { Instant } from './scalars.ts'

/** SHA-256 over schema and policies, hex, as records of acts name it. */
const PolicyVersion = Type.String({ pattern: '^[0-9a-f]{64}$' })

/** A set of policies that is or was in force on this exchange. */
const PolicySetRef = Type.Object({
  version: PolicyVersion,
  /** When this exchange first ran with it. */
  firstUsedAt: Instant,
  current: Type.Boolean(),
})

/** The text that a version stands for: `version` is the SHA-256 of schema and files, joined by NUL characters. */
export const PolicyTexts = Type.Object({
  ...PolicySetRef.properties,
  schema: Type.String(),
  policies: Type.Array(Type.String()),
})
export type PolicyTexts = Static<typeof PolicyTexts>

export const listPolicySets = defineRoute({
  name: 'listPolicySets',
  method: 'GET',
  path: '/api/policies',
  access: 'public',
  summary: 'Every set of policies that was in force here, newest first.',
  reply: Type.Object({ items: Type.Array(PolicySetRef) }),
})

export const getPolicySet = defineRoute({
  name: 'getPolicySet',
  method: 'GET',
  path: '/api/policies/:version',
  access: 'public',
  summary: 'The text of a set of policies by the hash that records name.',
  params: Type.Object({ version: PolicyVersion }),
  reply: PolicyTexts,
})
