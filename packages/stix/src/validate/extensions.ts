/** The `extensions` of an object (STIX 2.1, 3.2, 7.3 and 11.3). */
import { EXTENSION_TYPES } from '../schema/common.ts'
import { shown } from '../shown.ts'
import { identifierCheck } from './references.ts'
import { mayDescend, checkCustomProperty, isRecord } from './values.ts'
import { must, should, type Run } from '../checks/run.ts'
import { enumCheck, type Check } from './text.ts'

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*-ext$/
const typeCheck = enumCheck(EXTENSION_TYPES, '10.5')
const definitionId = identifierCheck('extension-definition')

export function extensionsCheck(predefined: ReadonlyMap<string, Check>): Check {
  return (value, run) => {
    if (!isRecord(value, run) || !mayDescend(run)) return
    const keys = Object.keys(value)
    if (keys.length === 0) must(run, 'empty-dictionary', 'an empty dictionary is prohibited', '2.3')
    for (const key of keys) {
      run.path.push(key)
      const known = predefined.get(key)
      if (known !== undefined) known(value[key], run)
      else checkExtension(key, value[key], run)
      run.path.pop()
    }
  }
}

function checkExtension(key: string, value: unknown, run: Run): void {
  if (!isRecord(value, run) || !mayDescend(run)) return
  const isDefined = key.startsWith('extension-definition--')
  if (isDefined) definitionId(key, run)
  if (isDefined && !Object.hasOwn(value, 'extension_type'))
    must(run, 'required', 'an extension needs its extension_type', '3.2', 'extension_type')
  else if (!isDefined && (!NAME.test(key) || key.length > 250))
    must(
      run,
      'extension-name',
      `${shown(key)} is no extension id and no name ending in -ext`,
      '11.3',
    )
  if (!isDefined)
    should(run, 'extensions-use', 'an extension should be keyed by the id of its definition', '3.2')
  const names = Object.keys(value)
  if (names.length === 0) must(run, 'empty-dictionary', 'an empty dictionary is prohibited', '2.3')
  for (const name of names) {
    if (name !== 'extension_type') checkCustomProperty(name, value[name], run, true)
    else {
      run.path.push(name)
      typeCheck(value[name], run)
      run.path.pop()
    }
  }
}
