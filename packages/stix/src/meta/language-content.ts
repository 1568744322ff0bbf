/** Language Content (STIX 2.1, 7.1). */
import { Type, type Static } from 'typebox'
import { extensions, TRANSLATION } from '../schema/common.ts'
import { rule } from '../schema/constraints.ts'
import { dictionary, referenceBut, timestamp } from '../schema/kinds.ts'
import { metaObject, VERSION_ORDER } from '../schema/object.ts'
import { isLanguageTag } from '../checks/language.ts'
import { shown } from '../shown.ts'
import { must } from '../checks/run.ts'

const PROPERTY_NAME = /^[a-z][a-z0-9_]{2,249}$/

const translations = rule(({ contents }, run) => {
  if (typeof contents !== 'object' || contents === null || Array.isArray(contents)) return
  run.path.push('contents')
  for (const [tag, translation] of Object.entries(contents)) {
    if (!isLanguageTag(tag))
      must(run, 'language', `${shown(tag)} is no language tag of RFC 5646`, undefined, tag)
    if (typeof translation !== 'object' || translation === null || Array.isArray(translation)) {
      must(run, 'type', 'a translation is an object of the translated properties', undefined, tag)
      continue
    }
    run.path.push(tag)
    for (const name of Object.keys(translation))
      if (!PROPERTY_NAME.test(name))
        must(run, 'property-name', `${shown(name)} is not the name of a property`, undefined, name)
    run.path.pop()
  }
  run.path.pop()
})

export const languageContent = metaObject(
  'language-content',
  '7.1',
  { ...TRANSLATION, extensions: Type.Optional(extensions({})) },
  {
    object_ref: referenceBut('bundle', 'language-content'),
    object_modified: Type.Optional(timestamp()),
    contents: dictionary<Record<string, unknown>>(),
  },
  [VERSION_ORDER, translations],
)
export type LanguageContent = Static<typeof languageContent>
