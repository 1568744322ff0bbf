import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  isCutEnvelope,
  objectsWithin,
  parseText,
  printText,
  readDocuments,
  readObjects,
} from './text.ts'

describe('STIX as text', () => {
  test('what is read prints byte for byte', () => {
    const text = '{ "type":"note",\r\n "x_score" : 1.50e1, "content":"\\u00e9\\/", "id":"note--1" }'
    expect(printText(parseText(text))).toBe(text)
  })

  test('the objects of a bundle keep their own text', () => {
    const parts = ['{"type":"note", "a":[1,{"b":"]}"}]}', '{"type" : "url","value":"\\"}{"}', '{}']
    const bundle = `{"id":"x","o":{"objects":[7]},"objects" : [${parts.join(' ,\n')}],"type":"bundle"}`
    expect(readObjects(bundle).map(printText)).toEqual(parts)
    expect(readObjects(`[${parts.join(',')}]`).map(printText)).toEqual(parts)
  })

  test('the objects of a TAXII envelope are those it holds; an object with an id is one itself', () => {
    const objects = [{ type: 'note' }, { type: 'url' }]
    const envelope = { more: true, next: 'a', objects }
    expect(readObjects(JSON.stringify(envelope)).map(({ value }) => value)).toEqual(objects)
    expect([isCutEnvelope(envelope), isCutEnvelope({ more: false, objects })]).toEqual([
      true,
      false,
    ])
    for (const other of [
      { type: 'x', objects },
      { id: 'x--1', objects },
      { more: true, objects: 5 },
      { type: 'bundle', more: true },
      null,
      'text',
    ])
      expect([objectsWithin(other), isCutEnvelope(other)]).toEqual([null, false])
  })

  test('JSON Lines are read with their line numbers, blank lines and a byte order mark skipped', () => {
    const text =
      '\uFEFF{"type":"note"}\n\n{"type":"bundle","objects":[{"type":"url"},{"type":"file"}]}\r\n'
    expect(readDocuments(text).map(({ line }) => line)).toEqual([1, 3])
    expect(readObjects(text).map(printText)).toEqual([
      '{"type":"note"}',
      '{"type":"url"}',
      '{"type":"file"}',
    ])
  })

  test('a bad line is named', () => {
    expect(() => readDocuments('{"a":1}\n{"b":2}\n{"c":')).toThrow(/line 3/)
  })

  test.each(['{"type":"note","type":"url"}', '{"a":[{"b":1,"\\u0062":2}]}'])(
    '%s has a key twice and is refused',
    (text) => {
      expect(() => parseText(text)).toThrow(expect.objectContaining({ code: 'duplicate-key' }))
    },
  )

  test('the same key in two objects is no duplicate', () => {
    expect(parseText('{"a":{"b":"b"},"c":[{"b":1},{"b":2}]}').value).toBeDefined()
  })

  test('every list of values comes apart where JSON says', () => {
    const item = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.stringify(value, null, 1))
    fc.assert(
      fc.property(fc.array(item), (items) => {
        const text = `{"type":"bundle","id":"${'x'}","objects":[ ${items.join(' , ')} ]}`
        expect(readObjects(text).map(printText)).toEqual(items)
      }),
    )
  })
})
