/** Constants compared with a hash (STIX 2.1, 2.7): they must be able to be one. */
import { algorithmNamed, isHashValue } from '../hash-value.ts'
import type { Constant, ObjectPath, Test } from './ast.ts'
import { refuse } from './cursor.ts'
import { printConstant } from './print.ts'
import type { Scanner } from './scanner.ts'

/** The algorithm the path asks for, null where it leads to no hash. */
export function hashAlgorithm({ steps }: ObjectPath): string | null {
  const last = steps[steps.length - 1]
  if (steps.length < 2 || last?.type !== 'property') return null
  const isHash = steps.some((step) => step.type === 'property' && step.name === 'hashes')
  return isHash ? algorithmNamed(last.name) : null
}

/** Throws `bad-hash` at the offset if a constant is no value of the algorithm; of unknown algorithms anything may be. */
export function verifyHashes(
  scanner: Scanner,
  algorithm: string,
  value: Test['value'],
  offset: number,
): void {
  const constants = Array.isArray(value) ? (value as readonly Constant[]) : [value as Constant]
  for (const constant of constants) {
    const text = constant.type === 'string' ? constant.value : ''
    if (!isHashValue(algorithm, text))
      refuse(
        scanner,
        'bad-hash',
        `${printConstant(constant).slice(0, 80)} is not a ${algorithm} hash`,
        offset,
      )
  }
}
