/** WindowsRegistryKey (STIX 2.1, 6.17). */
import { Type, type Static } from 'typebox'
import { part } from '../schema/common.ts'
import { atLeastOne, rule } from '../schema/constraints.ts'
import { integer, listOf, observableReference, oneOf, text, timestamp } from '../schema/kinds.ts'
import { observableObject } from '../schema/object.ts'
import { must } from '../checks/run.ts'

const DATA_TYPES = [
  'REG_NONE',
  'REG_SZ',
  'REG_EXPAND_SZ',
  'REG_BINARY',
  'REG_DWORD',
  'REG_DWORD_BIG_ENDIAN',
  'REG_DWORD_LITTLE_ENDIAN',
  'REG_LINK',
  'REG_MULTI_SZ',
  'REG_RESOURCE_LIST',
  'REG_FULL_RESOURCE_DESCRIPTION',
  'REG_RESOURCE_REQUIREMENTS_LIST',
  'REG_QWORD',
  'REG_INVALID_TYPE',
] as const

const registryValue = part(
  '6.17.2',
  {
    name: Type.Optional(text()),
    data: Type.Optional(text()),
    data_type: Type.Optional(oneOf(DATA_TYPES, '10.29')),
  },
  [atLeastOne('name', 'data', 'data_type')],
)

const wholeHive = rule(({ key }, run) => {
  if (typeof key === 'string' && /^(?:HKLM|HKCC|HKCR|HKCU|HKU)(?:\\|$)/i.test(key))
    must(
      run,
      'registry-hive',
      'the hive must be written out, as HKEY_LOCAL_MACHINE',
      undefined,
      'key',
    )
})

export const windowsRegistryKey = observableObject(
  'windows-registry-key',
  '6.17',
  {
    key: Type.Optional(text()),
    values: Type.Optional(listOf(registryValue)),
    modified_time: Type.Optional(timestamp()),
    creator_user_ref: Type.Optional(observableReference('user-account')),
    number_of_subkeys: Type.Optional(integer()),
  },
  [
    atLeastOne('key', 'values', 'modified_time', 'creator_user_ref', 'number_of_subkeys'),
    wholeHive,
  ],
)
export type WindowsRegistryKey = Static<typeof windowsRegistryKey>
