/** Patterns of every shape the syntax tree allows, for properties that hold of all of them. */
import type {
  Pattern,
  PatternComparison,
  PatternConstant,
  PatternQualifier,
  PatternTest,
  ObjectPath,
  PathStep,
} from '@tocsin/stix'
import * as fc from 'fast-check'

type Operator = PatternTest['operator']

const property = fc
  .oneof(
    { weight: 4, arbitrary: fc.constantFrom('value', 'name', 'size', 'dst_ref', '_x', 't', 'h') },
    { weight: 1, arbitrary: fc.constantFrom('IN', 'true', '', "it's", 'C:\\', 'a-b', '0') },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  )
  .map((name): PathStep => ({ type: 'property', name }))

const index = fc
  .oneof(fc.constant('*' as const), fc.nat())
  .map((at): PathStep => ({ type: 'index', index: at }))

const path: fc.Arbitrary<ObjectPath> = fc
  .tuple(
    fc.constantFrom('file', 'ipv4-addr', 'x-own-thing', 'AND-x', 't'),
    property,
    fc.array(fc.oneof(property, index), { maxLength: 3 }),
  )
  .map(([objectType, first, rest]) => ({ objectType, steps: [first, ...rest] }))

const timestamp = fc
  .tuple(
    fc.date({
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T00:00:00Z'),
      noInvalidDate: true,
    }),
    fc.constantFrom('', '.5', '.123456789'),
  )
  .map(([date, fraction]) => `${date.toISOString().slice(0, 19)}${fraction}Z`)

const text = fc.oneof(
  fc.constantFrom('', "'", '\\', 'a%', '198.51.100.0/24'),
  fc.string({ unit: 'binary' }),
)
const bytes = fc.uint8Array({ minLength: 1 }).map((octets) => Buffer.from(octets))
const string = text.map((value): PatternConstant => ({ type: 'string', value }))

const orderable = fc.oneof(
  string,
  fc
    .bigInt({ min: -(2n ** 70n), max: 2n ** 70n })
    .map((value): PatternConstant => ({ type: 'integer', value: `${value}` })),
  fc
    .stringMatching(/^-?\d{0,6}\.\d{1,6}$/)
    .map((digits): PatternConstant => ({ type: 'float', value: Number(digits) + 0, text: digits })),
  timestamp.map((value): PatternConstant => ({ type: 'timestamp', value })),
  bytes.map((value): PatternConstant => ({ type: 'binary', value: value.toString('base64') })),
  bytes.map((value): PatternConstant => ({ type: 'hex', value: value.toString('hex') })),
)

const constant = fc.oneof(
  orderable,
  fc.boolean().map((value): PatternConstant => ({ type: 'boolean', value })),
)

function testOf(
  operators: readonly Operator[],
  value: fc.Arbitrary<PatternTest['value']>,
): fc.Arbitrary<PatternTest> {
  return fc.record({
    type: fc.constant('test' as const),
    path,
    operator: fc.constantFrom(...operators),
    negated: fc.boolean(),
    value,
  })
}

const term: fc.Arbitrary<PatternComparison> = fc.oneof(
  testOf(['=', '!='], constant),
  testOf(['<', '<=', '>', '>='], orderable),
  testOf(['LIKE', 'MATCHES', 'ISSUBSET', 'ISSUPERSET'], string),
  testOf(['IN'], fc.array(constant, { maxLength: 3 })),
  fc.record({ type: fc.constant('exists' as const), path, negated: fc.boolean() }),
)

const comparison = fc.letrec<{ any: PatternComparison; all: PatternComparison }>((tie) => ({
  any: fc.oneof({ weight: 3, arbitrary: tie('all') }, chain('any', tie('all'))),
  all: fc.oneof({ weight: 3, arbitrary: term }, chain('all', fc.oneof(term, tie('any')))),
})).any

function chain(
  type: 'any' | 'all',
  operand: fc.Arbitrary<PatternComparison>,
): fc.Arbitrary<PatternComparison> {
  return fc
    .array(operand, { minLength: 2, maxLength: 3 })
    .map((operands) => ({ type, operands: flat(type, operands) }))
}

type Link<T> = {
  readonly type: string
  readonly operands?: readonly T[]
}

/** The operands of operands of the same type become the chain's own, as in a parsed tree. */
function flat<T extends Link<T>>(type: string, operands: readonly T[]): T[] {
  return operands.flatMap((operand) => (operand.type === type ? (operand.operands ?? []) : operand))
}

const qualifier: fc.Arbitrary<PatternQualifier> = fc.oneof(
  fc.integer({ min: 1 }).map((times) => ({ type: 'repeats' as const, times })),
  fc
    .double({ min: 0, minExcluded: true, noDefaultInfinity: true, noNaN: true })
    .map((seconds) => ({ type: 'within' as const, seconds })),
  fc.record({ type: fc.constant('start-stop' as const), start: timestamp, stop: timestamp }),
)

export const pattern: fc.Arbitrary<Pattern> = fc.letrec<{ pattern: Pattern }>((tie) => ({
  pattern: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    comparison.map((test): Pattern => ({ type: 'observation', test })),
    fc.record({ type: fc.constant('qualified' as const), pattern: tie('pattern'), qualifier }),
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const, 'followedby' as const),
        fc.array(tie('pattern'), { minLength: 2, maxLength: 3 }),
      )
      .map(([type, operands]): Pattern => ({ type, operands: flat(type, operands) })),
  ),
})).pattern
