/** The pattern of an indicator (STIX 2.1, 4.7 and 9). */
import type { Comparison, ObjectPath, Pattern } from '../pattern/ast.ts'
import { PatternError } from '../pattern-error.ts'
import { parsePattern } from '../pattern/parse.ts'
import { shown } from '../shown.ts'
import { isPropertyName, isTypeName } from './names.ts'
import { must, type Run } from './run.ts'

/** A pattern in the STIX language must be one; patterns in other languages are theirs to check. */
export function checkPattern(object: Readonly<Record<string, unknown>>, run: Run): void {
  const { pattern, pattern_type: type } = object
  if (type !== 'stix' || typeof pattern !== 'string') return
  try {
    checkObservation(parsePattern(pattern), run)
  } catch (error) {
    if (!(error instanceof PatternError)) throw error
    must(run, 'pattern', error.message, '9', 'pattern')
  }
}

function checkObservation(pattern: Pattern, run: Run): void {
  if (pattern.type === 'observation') checkComparison(pattern.test, run)
  else if (pattern.type === 'qualified') checkObservation(pattern.pattern, run)
  else for (const operand of pattern.operands) checkObservation(operand, run)
}

function checkComparison(comparison: Comparison, run: Run): void {
  if ('operands' in comparison)
    for (const operand of comparison.operands) checkComparison(operand, run)
  else checkPath(comparison.path, run)
}

/** The grammar takes any identifier, but no object can have a type or a property of a name that 3.1 forbids. */
function checkPath({ objectType, steps }: ObjectPath, run: Run): void {
  if (!isTypeName(objectType))
    must(run, 'pattern-name', `no object has the type ${shown(objectType)}`, '9.7', 'pattern')
  const [property] = steps
  if (property?.type === 'property' && !isPropertyName(property.name))
    must(
      run,
      'pattern-name',
      `no object has the property ${shown(property.name)}`,
      '9.7',
      'pattern',
    )
}
