/**
 * Comparison expressions (STIX 2.1, 9.6) as functions of one object. AND asks it all of one and the same object of an
 * observation, so that an observation passes where one of its objects does.
 */
import type { Comparison, Test } from '../pattern/ast.ts'
import type { Meter } from './meter.ts'
import { compileExists, compilePath, type ObjectTest } from './path.ts'
import type { Refuse } from './refuse.ts'
import { compileTest } from './test.ts'

/** What is known while a pattern is compiled. */
export type Compilation = {
  /** Instructions that its regular expressions may still take. */
  readonly room: Meter
  /** How a constant is refused: asked for each test in the order of the text. */
  readonly refuseNext: () => Refuse
}

export function compileComparison(comparison: Comparison, compilation: Compilation): ObjectTest {
  switch (comparison.type) {
    case 'test':
      return compileLeaf(comparison, compilation)
    case 'exists':
      return compilePresence(comparison.path, comparison.negated)
    default:
      return comparison.type === 'all'
        ? compileAll(compileEach(comparison.operands, compilation))
        : compileAny(compileEach(comparison.operands, compilation))
  }
}

function compileEach(operands: readonly Comparison[], compilation: Compilation): ObjectTest[] {
  return operands.map((operand) => compileComparison(operand, compilation))
}

function compileLeaf(test: Test, { room, refuseNext }: Compilation): ObjectTest {
  return compilePath(test.path, compileTest(test, room, refuseNext()))
}

function compilePresence(path: Test['path'], negated: boolean): ObjectTest {
  const exists = compileExists(path)
  if (!negated) return exists
  return (object, observation, meter) =>
    object['type'] === path.objectType && !exists(object, observation, meter)
}

function compileAll(tests: readonly ObjectTest[]): ObjectTest {
  return (object, observation, meter) => {
    for (const test of tests) if (!test(object, observation, meter)) return false
    return true
  }
}

function compileAny(tests: readonly ObjectTest[]): ObjectTest {
  return (object, observation, meter) => {
    for (const test of tests) if (test(object, observation, meter)) return true
    return false
  }
}
