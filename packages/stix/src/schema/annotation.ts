/**
 * What a STIX schema says beyond JSON Schema. Every schema node carries one annotation under the key
 * `stix`; the validator is compiled from it, the published JSON Schema drops it.
 */
import type { Run } from '../checks/run.ts'
import type { VocabularyName } from './vocabulary.ts'

/** A rule over several properties of one object, with its JSON Schema form where there is one. */
export type Rule = {
  readonly check: (object: Readonly<Record<string, unknown>>, run: Run) => void
  readonly jsonSchema?: object
}

/** Which family an object belongs to; it decides the common properties (3.2). Bundles and parts are no STIX objects. */
export type ObjectClass = 'sdo' | 'sco' | 'sro' | 'meta' | 'bundle' | 'part'

/** Forms of text that a string must have. */
export type Format =
  | 'url'
  | 'hex'
  | 'binary'
  | 'language'
  | 'ipv4'
  | 'ipv6'
  | 'mac'
  | 'domain'
  | 'email'
  | 'cpe'
  | 'charset'
  | 'media-type'
  | 'media-type-advice'
  | 'relationship-type'
  | 'phrase'
  | 'product'
  | 'protocol'
  | 'selector'

export type Annotation =
  | { readonly kind: 'text'; readonly format?: Format; readonly section?: string }
  | { readonly kind: 'timestamp'; readonly fraction?: 'milliseconds' | 'none' }
  | { readonly kind: 'identifier'; readonly type: string }
  | {
      readonly kind: 'reference'
      readonly to?: readonly string[]
      readonly not?: readonly string[]
      /** References inside the deprecated observable container name its keys (2.13). */
      readonly observable?: boolean
    }
  | { readonly kind: 'vocabulary'; readonly name: VocabularyName }
  | { readonly kind: 'enum'; readonly values: readonly string[]; readonly section?: string }
  | { readonly kind: 'boolean' }
  | {
      readonly kind: 'number'
      readonly integer: boolean
      readonly min?: number
      readonly max?: number
    }
  | { readonly kind: 'list'; readonly mayBeEmpty?: boolean }
  | { readonly kind: 'hashes'; readonly closed?: boolean }
  | { readonly kind: 'dictionary'; readonly keys?: RegExp; readonly value?: DictionaryValue }
  | {
      readonly kind: 'extensions'
      /** The schemas of the extensions the specification itself defines for this type, by name. */
      readonly predefined: Readonly<Record<string, object>>
    }
  | { readonly kind: 'container' }
  | { readonly kind: 'any' }
  | {
      readonly kind: 'object'
      readonly class: ObjectClass
      readonly section: string
      readonly rules: readonly Rule[]
      /** No property beyond those listed. */
      readonly closed?: boolean
    }

/** What the values of a dictionary must be; `any` when not given. */
export type DictionaryValue = 'text' | 'text-or-integer' | 'integer' | 'text-list' | 'text-or-list'

/** The annotation of a schema node, `any` where it has none. */
export function annotationOf(schema: object): Annotation {
  return (schema as { stix?: Annotation }).stix ?? { kind: 'any' }
}
