/** Comparison expressions (STIX 2.1, 9.6): what stands between square brackets. AND binds closer than OR. */
import type { Comparison, ObjectPath, Operator, Test } from './ast.ts'
import { enter, parseChain, type Parse } from './chain.ts'
import { parseConstant, parseOrderable, parseSet, parseString } from './constant.ts'
import { accept, expect, fail } from './cursor.ts'
import { hashAlgorithm, verifyHashes } from './hash.ts'
import { parsePath } from './path.ts'
import { nextToken, type Scanner } from './scanner.ts'

const all = (operands: Comparison[]): Comparison => ({ type: 'all', operands })
const any = (operands: Comparison[]): Comparison => ({ type: 'any', operands })

export function parseComparison(parse: Parse): Comparison {
  return parseChain(parse, 'OR', 'any', parseAll, any)
}

function parseAll(parse: Parse): Comparison {
  return parseChain(parse, 'AND', 'all', parseTerm, all)
}

function parseTerm(parse: Parse): Comparison {
  const { scanner } = parse
  if (scanner.kind === '(') return parseBracketed(parse)
  const negated = accept(scanner, 'NOT')
  if (negated && scanner.kind !== 'EXISTS') fail(scanner, 'EXISTS')
  if (accept(scanner, 'EXISTS')) return { type: 'exists', path: parsePath(scanner), negated }
  return parseTest(scanner)
}

function parseBracketed(parse: Parse): Comparison {
  enter(parse)
  const inner = parseComparison(parse)
  parse.depth--
  expect(parse.scanner, ')', 'AND, OR or )')
  return inner
}

function parseTest(scanner: Scanner): Comparison {
  const path = parsePath(scanner)
  const negated = accept(scanner, 'NOT')
  const operator = scanner.kind
  switch (operator) {
    case '=':
    case '!=':
      nextToken(scanner)
      return test(path, operator, negated, parseWhole(scanner, path, parseConstant))
    case '<':
    case '<=':
    case '>':
    case '>=':
      nextToken(scanner)
      return test(path, operator, negated, parseWhole(scanner, path, parseOrderable))
    case 'IN':
      nextToken(scanner)
      return test(path, operator, negated, parseWhole(scanner, path, parseSet))
    case 'LIKE':
    case 'MATCHES':
    case 'ISSUBSET':
    case 'ISSUPERSET':
      nextToken(scanner)
      return test(path, operator, negated, parseString(scanner))
    default:
      fail(scanner, negated ? 'a comparison operator' : 'a comparison operator, . or [')
  }
}

function test(path: ObjectPath, operator: Operator, negated: boolean, value: Test['value']): Test {
  return { type: 'test', path, operator, negated, value }
}

/** What is compared as a whole with what the path leads to, so that for a hash it must be one. */
function parseWhole<T extends Test['value']>(
  scanner: Scanner,
  path: ObjectPath,
  parse: (scanner: Scanner) => T,
): T {
  const { start } = scanner
  const value = parse(scanner)
  const algorithm = hashAlgorithm(path)
  if (algorithm !== null) verifyHashes(scanner, algorithm, value, start)
  return value
}
