import { wordsForPattern } from '@tocsin/api'

/** A fault as the schema compiler tells it. */
export type SchemaFault = { keyword?: string; message?: string; params?: object }

const KINDS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object of fields',
  null: 'empty',
}

/** What is wrong with a value, in words for whoever filled it in: none of the schema's own. */
export function toSchemaWords({ keyword = '', params = {} }: SchemaFault = {}): string {
  const told = params as Record<string, unknown>
  const limit = Number(told['limit'])
  switch (keyword) {
    case 'required':
      return `lacks ${listOf(told['requiredProperties'])}`
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return 'holds a field that is not known here'
    case 'type':
      return `must be ${[told['type']].flat().map(kindOf).join(' or ')}`
    case 'minLength':
      return limit === 1 ? 'is empty' : `is shorter than ${limit} characters`
    case 'maxLength':
      return `is longer than ${limit} characters`
    case 'minItems':
      return limit === 1 ? 'is an empty list' : `has fewer than ${limit} entries`
    case 'maxItems':
      return `has more than ${limit} entries`
    case 'uniqueItems':
      return 'has an entry twice'
    case 'minimum':
      return `is below ${limit}`
    case 'maximum':
      return `is above ${limit}`
    case 'exclusiveMinimum':
      return `must be above ${limit}`
    case 'exclusiveMaximum':
      return `must be below ${limit}`
    case 'enum':
      return 'is none of the choices there are'
    case 'pattern':
      return wordsForPattern(String(told['pattern'])) ?? 'is not written as it must be'
    case '~refine':
      return String(told['message'])
    default:
      return 'is not what can be taken here'
  }
}

function kindOf(type: unknown): string {
  return KINDS[String(type)] ?? 'another kind of value'
}

function listOf(names: unknown): string {
  return Array.isArray(names) ? names.join(', ') : 'a field'
}
