import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { isWithin } from '../selector.ts'
import { placeIn, toTree } from './selector-tree.ts'

const selector = fc
  .array(fc.constantFrom('a', 'b', '[0]', ''), { minLength: 1, maxLength: 4 })
  .map((steps) => steps.join('.'))

test('a walk tells what comparing with each selector would', () => {
  fc.assert(
    fc.property(fc.array(selector, { minLength: 1 }), selector, (list, one) => {
      const others = list.filter((other) => other !== one)
      expect(placeIn(toTree(list), one)).toEqual({
        isOne: list.includes(one),
        isWithin: others.some((other) => isWithin(one, other)),
        isAround: others.some((other) => isWithin(other, one)),
      })
    }),
  )
})
