/** Checks of values of any kind: what custom content may be, dictionaries, hashes, numbers. */
import { isHashValue } from '../hash-value.ts'
import type { Annotation, DictionaryValue } from '../schema/annotation.ts'
import { VOCABULARIES } from '../schema/vocabulary.ts'
import { shown } from '../shown.ts'
import { isBase64, isHex } from './formats.ts'
import { isPropertyName, isShortName } from '../checks/names.ts'
import { exhaust, MAX_DEPTH, must, should, spend, type Run } from '../checks/run.ts'
import { isText, type Check } from './text.ts'

const DICTIONARY_KEY = /^[A-Za-z0-9_-]{1,250}$/

/** Whether the value is an object that JSON could have held (no list, no null); says so if not. */
export function isRecord(value: unknown, run: Run): value is Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return true
  must(run, 'type', `${shown(value)} is not an object`)
  return false
}

/** Whether a further level may be entered; a cycle ends here too. */
export function mayDescend(run: Run): boolean {
  if (run.path.length < MAX_DEPTH) return spend(run)
  exhaust(run, 'too-deep', `more than ${MAX_DEPTH} levels or a cycle, the rest is not checked`)
  return false
}

/**
 * Whatever STIX lets stand anywhere: no null, no empty list or dictionary, no half characters, no strange numbers. Deep
 * in a value that its producer alone defines an empty one is advised against only: ATT&CK is published with them.
 */
export function checkAny(value: unknown, run: Run): void {
  checkValue(value, run, must)
}

const checkInner: Check = (value, run) => checkValue(value, run, should)

function checkValue(value: unknown, run: Run, onEmpty: typeof must): void {
  if (!spend(run)) return
  if (typeof value === 'string') isText(value, run)
  else if (typeof value === 'number') isNumber(value, run)
  else if (value === null)
    must(run, 'null', 'null is not a STIX value: leave the property out', '2')
  else if (typeof value === 'object') checkNested(value, run, onEmpty)
  else if (typeof value !== 'boolean') must(run, 'type', `${shown(value)} is not a JSON value`, '2')
}

function checkNested(value: object, run: Run, onEmpty: typeof must): void {
  if (!mayDescend(run)) return
  if (Array.isArray(value)) {
    if (value.length === 0) onEmpty(run, 'empty-list', 'an empty list is prohibited', '2.12')
    for (let i = 0; i < value.length && !run.exhausted; i++) step(i, value[i], run, checkInner)
    return
  }
  const keys = Object.keys(value)
  if (keys.length === 0)
    onEmpty(run, 'empty-dictionary', 'an empty dictionary is prohibited', '2.3')
  for (const key of keys) {
    if (run.exhausted) return
    if (!key.isWellFormed())
      must(
        run,
        'dictionary-key',
        'holds half of a surrogate pair, which UTF-8 cannot carry',
        '2.15',
      )
    step(key, (value as Record<string, unknown>)[key], run, checkInner)
  }
}

/** Runs a check one level down. */
export function step(at: string | number, value: unknown, run: Run, check: Check): void {
  run.path.push(at)
  check(value, run)
  run.path.pop()
}

/**
 * The rules for a property no specification names (3.1, 7.3.2); its value by the suffix of its name. In an extension a
 * short name is advised against only: the tables of the specification have such names themselves (`id`), and widely
 * used extensions too.
 */
export function checkCustomProperty(
  name: string,
  value: unknown,
  run: Run,
  isExtending = false,
): void {
  run.path.push(name)
  const report = isExtending && isShortName(name) ? should : must
  if (!isPropertyName(name))
    report(
      run,
      'property-name',
      'a property name is 3-250 of a-z, 0-9 and _, a letter first',
      '3.1',
    )
  if (name.endsWith('_bin') && !(typeof value === 'string' && isBase64(value)))
    must(run, 'binary', `${shown(value)} is not base64`, '2.1')
  else if (name.endsWith('_hex') && !(typeof value === 'string' && isHex(value)))
    must(run, 'hex', `${shown(value)} is not an even number of hexadecimal digits`, '2.8')
  checkAny(value, run)
  run.path.pop()
}

function isNumber(value: unknown, run: Run): value is number {
  if (typeof value === 'number' && Number.isFinite(value)) return true
  must(run, 'type', `${shown(value)} is not a number`, '2.6')
  return false
}

export function numberCheck(annotation: Extract<Annotation, { kind: 'number' }>): Check {
  const { integer, min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = annotation
  return (value, run) => {
    if (!isNumber(value, run)) return
    if (integer && !Number.isSafeInteger(value))
      must(run, 'integer', `${value} is not a whole number of at most 53 bits`, '2.10')
    else if (value < min || value > max) must(run, 'range', `${value} is outside ${min} to ${max}`)
  }
}

export function booleanCheck(value: unknown, run: Run): void {
  if (typeof value !== 'boolean') must(run, 'type', `${shown(value)} is not true or false`, '2.2')
}

/** The keys of a non-empty dictionary that are well formed; faults for the rest. */
function* entries(value: unknown, run: Run, pattern: RegExp): Generator<[string, unknown]> {
  if (!isRecord(value, run) || !mayDescend(run)) return
  const keys = Object.keys(value)
  if (keys.length === 0) must(run, 'empty-dictionary', 'an empty dictionary is prohibited', '2.3')
  for (const key of keys) {
    if (!pattern.test(key))
      must(run, 'dictionary-key', `${shown(key)} is not a key allowed here`, '2.3', key)
    else yield [key, value[key]]
  }
}

export function dictionaryCheck(annotation: Extract<Annotation, { kind: 'dictionary' }>): Check {
  const check = annotation.value === undefined ? checkAny : DICTIONARY_VALUES[annotation.value]
  return (value, run) => {
    for (const [key, item] of entries(value, run, annotation.keys ?? DICTIONARY_KEY))
      step(key, item, run, check)
  }
}

const textList: Check = (value, run) => {
  if (!Array.isArray(value)) return must(run, 'type', `${shown(value)} is not a list`, '2.12')
  if (value.length === 0) must(run, 'empty-list', 'an empty list is prohibited', '2.12')
  for (let i = 0; i < value.length; i++) step(i, value[i], run, isText)
}

const DICTIONARY_VALUES: Record<DictionaryValue, Check> = {
  text: isText,
  integer: numberCheck({ kind: 'number', integer: true }),
  'text-list': textList,
  'text-or-integer': (value, run) => {
    if (typeof value === 'string') isText(value, run)
    else if (!Number.isSafeInteger(value))
      must(run, 'type', `${shown(value)} is neither a string nor an integer`, '2.3')
  },
  'text-or-list': (value, run) => {
    if (typeof value === 'string') isText(value, run)
    else textList(value, run)
  },
}

export function hashesCheck(closed: boolean): Check {
  const known = VOCABULARIES.get('hash-algorithm-ov')!
  return (value, run) => {
    for (const [name, hash] of entries(value, run, /^[A-Za-z0-9_-]{3,250}$/)) {
      run.path.push(name)
      if (closed && !known.has(name))
        must(run, 'hash-algorithm', `${shown(name)} is not in hash-algorithm-ov`, '2.5')
      else if (!known.has(name) && !name.startsWith('x_'))
        should(run, 'open-vocabulary', `${shown(name)} is not in hash-algorithm-ov`, '2.7')
      if (isText(hash, run) && !isHashValue(name, hash))
        must(run, 'hash-value', `${shown(hash)} is not a ${name} value`, '2.7')
      run.path.pop()
    }
  }
}
