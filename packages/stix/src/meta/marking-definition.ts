/** Marking Definition (STIX 2.1, 7.2.1). */
import { Type, type Static } from 'typebox'
import { TLP_1 } from '../tlp.ts'
import { extensions, MARKING } from '../schema/common.ts'
import { rule } from '../schema/constraints.ts'
import { dictionary, text, vocabulary } from '../schema/kinds.ts'
import { metaObject } from '../schema/object.ts'
import { must, should } from '../checks/run.ts'

const defined = rule(
  (object, run) => {
    if (Object.hasOwn(object, 'extensions')) return
    for (const name of ['definition_type', 'definition'])
      if (!Object.hasOwn(object, name))
        must(run, 'required', `needs ${name}, or extensions`, '7.2.1', name)
  },
  { anyOf: [{ required: ['extensions'] }, { required: ['definition_type', 'definition'] }] },
)

const statement = rule(({ definition_type: type, definition }, run) => {
  if (typeof definition !== 'object' || definition === null) return
  const has = (name: string) => typeof (definition as Record<string, unknown>)[name] === 'string'
  if (type === 'statement' && !has('statement'))
    must(run, 'statement', 'a statement marking needs a statement', '7.2.1.3', 'definition')
  else if (type !== undefined && type !== 'statement' && type !== 'tlp')
    should(
      run,
      'extensions-use',
      'other markings should use an extension',
      '7.2.1',
      'definition_type',
    )
})

/** Only the four published TLP objects may exist, to the letter. */
const onlyPublishedTlp = rule((object, run) => {
  const published = Object.values(TLP_1).find(({ id }) => id === object['id'])
  if (object['definition_type'] !== 'tlp' && published === undefined) return
  if (published === undefined || !isSame(published, object))
    must(
      run,
      'tlp',
      'is not one of the four TLP marking definitions of the specification',
      '7.2.1.4',
    )
})

function isSame(published: object, given: object): boolean {
  const expected = Object.entries(published)
  if (Object.keys(given).length !== expected.length) return false
  return expected.every(([name, value]) => {
    const other = Object.hasOwn(given, name) ? (given as Record<string, unknown>)[name] : undefined
    if (typeof value !== 'object') return value === other
    return typeof other === 'object' && other !== null && isSame(value as object, other)
  })
}

/** No marking definition may mark itself (3.2). */
const noCircle = rule((object, run) => {
  const { id, object_marking_refs: refs, granular_markings: granular } = object
  if (Array.isArray(refs) && refs.includes(id))
    must(run, 'circular-marking', 'a marking cannot mark itself', '3.2', 'object_marking_refs')
  if (!Array.isArray(granular)) return
  if (granular.some((entry: { marking_ref?: unknown } | null) => entry?.marking_ref === id))
    must(run, 'circular-marking', 'a marking cannot mark itself', '3.2', 'granular_markings')
})

export const markingDefinition = metaObject(
  'marking-definition',
  '7.2.1',
  { ...MARKING, extensions: Type.Optional(extensions({})) },
  {
    name: Type.Optional(text()),
    definition_type: Type.Optional(vocabulary('marking-definition-type')),
    definition: Type.Optional(dictionary()),
  },
  [defined, statement, onlyPublishedTlp, noCircle],
)
export type MarkingDefinition = Static<typeof markingDefinition>
