/** A pattern as text: one blank between words, keywords in capitals, no bracket more than the grammar needs. */
import type { Comparison, Constant, ObjectPath, Pattern, Qualifier } from './ast.ts'
import { StixError } from '../errors.ts'
import { reading } from '../reading.ts'
import { MAX_QUALIFIERS } from './qualifier.ts'
import { kindOfWord } from './token.ts'

/**
 * The text of a pattern. `parsePattern` of it gives the same tree again.
 * Throws StixError `invalid` or `unreadable` for what is no tree of a pattern.
 */
export function printPattern(pattern: Pattern): string {
  return reading({ pattern }, () => print(pattern))
}

function print(pattern: Pattern): string {
  if (pattern.type === 'observation') return `[${printComparison(pattern.test)}]`
  if (pattern.type === 'qualified') return printQualified(pattern)
  const { type, operands } = pattern
  const texts = operands.map((operand) => {
    const text = print(operand)
    return BINDING[operand.type] > BINDING[type] ? text : `(${text})`
  })
  return texts.join(` ${type.toUpperCase()} `)
}

/** How close an operator binds; an operand that binds no closer than what it stands in needs brackets. */
const BINDING = { followedby: 1, or: 2, and: 3, qualified: 4, observation: 4 } as const

/** Qualifiers follow each other; a second of one kind on a bare observation, or one too many, needs brackets before it. */
function printQualified(pattern: Pattern): string {
  const qualifiers: Qualifier[] = []
  let inner = pattern
  for (; inner.type === 'qualified'; inner = inner.pattern) qualifiers.push(inner.qualifier)
  let isBare = inner.type === 'observation'
  let text = isBare ? print(inner) : `(${print(inner)})`
  let run: Qualifier['type'][] = []
  for (const qualifier of qualifiers.toReversed()) {
    if (run.length === MAX_QUALIFIERS || (isBare && run.includes(qualifier.type))) {
      text = `(${text})`
      isBare = false
      run = []
    }
    run.push(qualifier.type)
    text += ` ${printQualifier(qualifier)}`
  }
  return text
}

function printQualifier(qualifier: Qualifier): string {
  switch (qualifier.type) {
    case 'repeats':
      return `REPEATS ${qualifier.times} TIMES`
    case 'within':
      return `WITHIN ${decimal(qualifier.seconds)} SECONDS`
    case 'start-stop':
      return `START t'${qualifier.start}' STOP t'${qualifier.stop}'`
  }
}

/** A number without an exponent, which the grammar does not know. */
function decimal(value: number): string {
  const [digits = '', exponent] = `${value}`.split('e')
  if (exponent === undefined) return digits
  const [whole = '', fraction = ''] = digits.split('.')
  const power = Number(exponent)
  if (power < 0) return `0.${'0'.repeat(-power - 1)}${whole}${fraction}`
  return `${whole}${fraction.padEnd(power, '0')}`
}

function printComparison(comparison: Comparison): string {
  switch (comparison.type) {
    case 'any':
      return comparison.operands.map(printComparison).join(' OR ')
    case 'all':
      return comparison.operands
        .map((operand) => {
          const text = printComparison(operand)
          return operand.type === 'any' ? `(${text})` : text
        })
        .join(' AND ')
    case 'exists':
      return `${comparison.negated ? 'NOT ' : ''}EXISTS ${printPath(comparison.path)}`
    case 'test': {
      const { path, operator, negated, value } = comparison
      const right = Array.isArray(value)
        ? `(${(value as readonly Constant[]).map(printConstant).join(', ')})`
        : printConstant(value as Constant)
      return `${printPath(path)} ${negated ? 'NOT ' : ''}${operator} ${right}`
    }
    default:
      throw new StixError('invalid', 'the pattern holds what is no comparison')
  }
}

/** The text of an object path; a property is quoted where the grammar would not take it bare. */
export function printPath({ objectType, steps }: ObjectPath): string {
  let text = `${objectType}:`
  steps.forEach((step, i) => {
    if (step.type === 'index') text += `[${step.index}]`
    else text += `${i > 0 ? '.' : ''}${isBareName(step.name) ? step.name : quoted(step.name)}`
  })
  return text
}

function isBareName(name: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && kindOfWord(name, 0, name.length) === 'name'
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, '\\$&')}'`
}

/** The text of a constant, in quotes where it has any. */
export function printConstant(constant: Constant): string {
  switch (constant.type) {
    case 'string':
      return quoted(constant.value)
    case 'timestamp':
      return `t'${constant.value}'`
    case 'hex':
      return `h'${constant.value}'`
    case 'binary':
      return `b'${constant.value}'`
    case 'float':
      return constant.text
    default:
      return `${constant.value}`
  }
}
