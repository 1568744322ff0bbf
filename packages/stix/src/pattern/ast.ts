/**
 * The syntax tree of a STIX pattern (STIX 2.1, section 9). Chains of one operator are kept flat, in the order
 * written: no operand is a chain of its parent's type (all three operators are associative), and every chain has
 * two operands or more. Brackets leave no other trace.
 */

/** An observation expression (9.5): what is looked for among the observations. */
export type Pattern =
  | { readonly type: 'observation'; readonly test: Comparison }
  | { readonly type: 'and' | 'or' | 'followedby'; readonly operands: readonly Pattern[] }
  | { readonly type: 'qualified'; readonly pattern: Pattern; readonly qualifier: Qualifier }

/** What a qualifier asks of the matching observations (9.5.1). */
export type Qualifier =
  | { readonly type: 'repeats'; readonly times: number }
  | { readonly type: 'within'; readonly seconds: number }
  | { readonly type: 'start-stop'; readonly start: string; readonly stop: string }

/** A comparison expression (9.6): what one observation's objects must be. */
export type Comparison =
  | { readonly type: 'all' | 'any'; readonly operands: readonly Comparison[] }
  | Test
  | { readonly type: 'exists'; readonly path: ObjectPath; readonly negated: boolean }

/** A path, an operator and what to compare with; only `in` has a set of constants, of any length. */
export type Test = {
  readonly type: 'test'
  readonly path: ObjectPath
  readonly operator: Operator
  readonly negated: boolean
  readonly value: Constant | readonly Constant[]
}

/** The comparison operators (9.6.1). */
export type Operator =
  '=' | '!=' | '>' | '<' | '>=' | '<=' | 'IN' | 'LIKE' | 'MATCHES' | 'ISSUBSET' | 'ISSUPERSET'

/**
 * A constant (9.3), such that JSON can carry it. Strings are without their escapes. An integer is its decimal digits,
 * for it may be of any size, with no plus and no zero before it. Timestamps, binary and hex are kept as written between
 * their quotes; the form is right, but a timestamp may name no day of the calendar (30 February). The `text` of a
 * float is as written, without a plus.
 */
export type Constant =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'integer'; readonly value: string }
  | { readonly type: 'float'; readonly value: number; readonly text: string }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'timestamp'; readonly value: string }
  | { readonly type: 'binary'; readonly value: string }
  | { readonly type: 'hex'; readonly value: string }

/** An object path (9.7): the type of the object, then at least one step into it. */
export type ObjectPath = { readonly objectType: string; readonly steps: readonly Step[] }

/** A property by its name, an element of a list by its place, or any element. */
export type Step =
  | { readonly type: 'property'; readonly name: string }
  | { readonly type: 'index'; readonly index: number | '*' }
