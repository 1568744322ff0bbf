/** The schemas of the contract, and bodies that fit them. */
import { randomUUID } from 'node:crypto'

export type Schema = {
  type?: string
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  pattern?: string
  minimum?: number
  exclusiveMinimum?: number
}

export function propertiesOf(schema: unknown): Record<string, Schema> {
  return (schema as Schema | undefined)?.properties ?? {}
}

/** A body of the right shape with `text` wherever free text may stand, and `line` where one line may. */
export function fill(given: unknown, text: string, line = text): unknown {
  const schema = given as Schema
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.anyOf) return fill(schema.anyOf[0], text, line)
  if (schema.properties) {
    return Object.fromEntries(
      Object.entries(schema.properties).map(([name, one]) => [name, fill(one, text, line)]),
    )
  }
  if (schema.type === 'array') return [fill(schema.items, text, line)]
  if (schema.type === 'integer' || schema.type === 'number') {
    return schema.minimum ?? (schema.exclusiveMinimum ?? 0) + 1
  }
  if (schema.type === 'boolean') return true
  if (schema.pattern?.includes('[0-9a-f]{8}')) return randomUUID()
  if (schema.pattern?.includes('@')) return `${randomUUID()}@x.example`
  if (schema.pattern?.startsWith('^\\d{4}')) return '2026-12-01T00:00:00.000Z'
  if (schema.pattern?.startsWith('^(US')) return '12'
  return schema.pattern ? line : text
}
