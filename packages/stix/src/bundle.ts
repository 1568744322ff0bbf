/** The bundle (STIX 2.1, 8): a container that carries STIX objects and is none itself. */
import { Type, type Static, type TSchema } from 'typebox'
import { head, objectAnnotation } from './schema/common.ts'
import type { StixObject } from './types.ts'

/** Of the objects only what each must have: which schema an object has to fulfil, its `type` says. */
const content = {
  type: 'object',
  properties: { type: { type: 'string' }, id: { type: 'string' } },
  required: ['type'],
  not: { properties: { type: { const: 'bundle' } } },
}

export const bundle = Type.Object(
  {
    ...head('bundle'),
    objects: Type.Optional(
      Type.Unsafe<readonly StixObject[]>({ type: 'array', minItems: 1, items: content } as TSchema),
    ),
  },
  objectAnnotation('bundle', '8.1', []),
)

/** A bundle, and where known the types of what it carries. */
export type Bundle<O extends StixObject = StixObject> = {
  readonly objects?: readonly O[]
} & Static<typeof bundle>
