import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Compile } from 'typebox/schema'
import { SCHEMAS } from './catalogue.ts'
import { jsonSchema } from './json-schema.ts'

const samples: { type: string }[] = JSON.parse(
  readFileSync(new URL('../tests/fixtures/objects.json', import.meta.url), 'utf8'),
)

const UUID = '5d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b10'

describe('the published JSON Schema', () => {
  test.each(samples.map((object) => [object.type, object] as const))(
    'of %s takes a full object and refuses one without a required property',
    (type, object) => {
      const schema = jsonSchema(type)!
      const compiled = Compile(schema)
      expect(compiled.Check(object)).toBe(true)
      for (const name of schema['required'] as string[]) {
        const { [name]: _, ...rest } = object as Record<string, unknown>
        expect(compiled.Check(rest)).toBe(false)
      }
    },
  )

  test('is plain JSON without annotations of ours', () => {
    for (const type of SCHEMAS.keys()) {
      const schema = jsonSchema(type)
      expect(JSON.stringify(schema)).not.toContain('"stix"')
      expect(JSON.parse(JSON.stringify(schema))).toEqual(schema)
    }
    expect(jsonSchema('x-office')).toBeNull()
  })

  test('of a bundle takes objects and no other bundle', () => {
    const compiled = Compile(jsonSchema('bundle')!)
    const isBundle = (value: unknown) => compiled.Check(value)
    const of = (...objects: unknown[]) => ({ type: 'bundle', id: `bundle--${UUID}`, objects })
    expect(isBundle(of(...samples))).toBe(true)
    expect([of(), of(of(samples[0])), { type: 'bundle' }].map(isBundle)).toEqual([
      false,
      false,
      false,
    ])
  })

  test('states the co-constraints that JSON Schema can state', () => {
    const artifact = {
      type: 'artifact',
      id: samples.find((o) => o.type === 'artifact')!['id' as 'type'],
    }
    expect(Compile(jsonSchema('artifact')!).Check(artifact)).toBe(false)
  })
})
