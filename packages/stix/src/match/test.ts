/** One comparison (STIX 2.1, 9.6) as a function of the value that its path leads to. */
import type { Constant, Test } from '../pattern/ast.ts'
import { compileEquals, compileIn } from './equality.ts'
import { compileLike } from './like.ts'
import type { Meter } from './meter.ts'
import { compileOrder } from './order.ts'
import type { ValueTest } from './path.ts'
import { compileMatches } from './regex.ts'
import { compileSubset, compileSuperset } from './subnet.ts'
import type { Refuse } from './refuse.ts'

/** `room` is what the regular expressions of the pattern may still take. Refuses a constant that cannot be compared. */
export function compileTest(test: Test, room: Meter, refuse: Refuse): ValueTest {
  const { operator, negated } = test
  switch (operator) {
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compileOrder(operator, negated, test.value as Constant, refuse)
    case '!=':
      return negate(compilePositive(test, room, refuse), !negated)
    default:
      return negate(compilePositive(test, room, refuse), negated)
  }
}

function compilePositive({ operator, value }: Test, room: Meter, refuse: Refuse): ValueTest {
  if (operator === 'IN') return compileIn(value as readonly Constant[], refuse)
  const constant = value as Constant
  if (operator === '=' || operator === '!=') return compileEquals(constant, refuse)
  const text = String(constant.value)
  if (operator === 'LIKE') return compileLike(text)
  if (operator === 'MATCHES') return compileMatches(text, room, refuse)
  return operator === 'ISSUBSET' ? compileSubset(text, refuse) : compileSuperset(text, refuse)
}

function negate(test: ValueTest, negated: boolean): ValueTest {
  return negated ? (value, meter) => !test(value, meter) : test
}
