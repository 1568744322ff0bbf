/** Extension Definition (STIX 2.1, 7.3). */
import { Type, type Static } from 'typebox'
import { DEFINITION, EXTENSION_TYPES } from '../schema/common.ts'
import { rule, shouldHave } from '../schema/constraints.ts'
import { listOf, oneOf, text } from '../schema/kinds.ts'
import { metaObject, VERSION_ORDER } from '../schema/object.ts'
import { must, should } from '../checks/run.ts'

const propertiesOnTop = rule((object, run) => {
  const { extension_types: types } = object
  if (!Array.isArray(types)) return
  const onTop = types.includes('toplevel-property-extension')
  const listed = Object.hasOwn(object, 'extension_properties')
  if (listed && !onTop)
    must(
      run,
      'extension-properties',
      'only for a toplevel-property-extension',
      '7.3.1',
      'extension_properties',
    )
  else if (onTop && !listed)
    should(run, 'extension-properties', 'extension_properties should name the properties', '7.3.1')
})

export const extensionDefinition = metaObject(
  'extension-definition',
  '7.3',
  DEFINITION,
  {
    name: text(),
    description: Type.Optional(text()),
    schema: text(),
    version: text(),
    extension_types: listOf(oneOf(EXTENSION_TYPES, '10.5')),
    extension_properties: Type.Optional(listOf(text())),
  },
  [VERSION_ORDER, shouldHave('description'), propertiesOnTop],
)
export type ExtensionDefinition = Static<typeof extensionDefinition>
