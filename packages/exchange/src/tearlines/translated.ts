import type { StixObject } from '../sharing/meanings.ts'

/**
 * Where a language-content object (STIX 2.1, 7.1) says in other languages what is cut of the object that it translates, as
 * selectors: of a part of a property all of its translation, since the order of a list need not be the same there. Pure.
 */
export function translationsOf(object: StixObject, cut: readonly string[]): string[] {
  const { type, contents } = object
  if (type !== 'language-content' || typeof contents !== 'object' || contents === null) return []
  const names = new Set(cut.map((selector) => selector.split('.', 1)[0]!))
  return Object.entries(contents as Record<string, object>).flatMap(([language, said]) =>
    Object.keys(said)
      .filter((name) => names.has(name))
      .map((name) => `contents.${language}.${name}`),
  )
}
