/** The published JSON Schemas (draft 2020-12): the validator's own schemas without their annotations. */
import { bundle } from './bundle.ts'
import { SCHEMAS } from './catalogue.ts'
import { annotationOf } from './schema/annotation.ts'

/**
 * The JSON Schema of an object type or of `bundle`, null for a type STIX 2.1 does not define. It states what JSON Schema
 * can state; `validate` checks the rest (order of times, selectors, patterns, recommendations).
 */
export function jsonSchema(type: string): Record<string, unknown> | null {
  const schema = type === 'bundle' ? bundle : SCHEMAS.get(type)
  if (schema === undefined) return null
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: type,
    ...(publish(schema) as Record<string, unknown>),
  }
}

function publish(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(publish)
  if (typeof node !== 'object' || node === null) return node
  const out: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(node)) if (key !== 'stix') out[key] = publish(value)
  const annotation = annotationOf(node)
  if (annotation.kind !== 'object') return out
  const rules = annotation.rules.flatMap((rule) => (rule.jsonSchema ? [rule.jsonSchema] : []))
  if (rules.length > 0) out['allOf'] = rules
  if (annotation.closed === true) out['additionalProperties'] = false
  return out
}
