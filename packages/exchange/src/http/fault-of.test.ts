import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { expect, test } from 'vitest'
import { faultOf } from './fault-of.ts'

const LINE = Type.Object({ line: Type.String({ maxLength: 9, pattern: '^[a-z ]+$' }) })

test('what a schema says against a value is told with its place, and nothing of a value that stands', () => {
  const validator = Compile(LINE)
  expect(faultOf(validator, { line: 'a line' })).toBeUndefined()
  expect(faultOf(validator, { line: 'A' })).toMatchObject({ path: '/line' })
})

test('a text that uses up the stack of the engine is too long, and anything else that fails is no fault of the value', () => {
  const failing = (error: Error) => ({
    Check: () => false,
    Errors: (): never => {
      throw error
    },
  })
  expect(faultOf(failing(new RangeError('Maximum call stack size exceeded')), {})).toEqual({
    path: '',
    words: 'a text in it is far longer than it may be',
  })
  expect(() => faultOf(failing(new Error('other')), {})).toThrow('other')
})
