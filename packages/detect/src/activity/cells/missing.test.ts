import { expect, test } from 'vitest'
import { openReader } from '../read/database.ts'
import { ROLES, type Role } from '../presets/roles.ts'
import { isMissing, missingSql } from './missing.ts'

test.each([
  'NA',
  'N/A',
  'NaN',
  'NULL',
  'None',
  '-',
  '\\N',
  '(null)',
  '<NA>',
  '[deleted]',
  '(empty)',
  '<blank>',
  "'none'",
  '[null]',
  '#N/A',
  '#NAME?',
  '#VALUE!',
  '#REF!',
  '#DIV/0!',
  '#WERT!',
  '#BEZUG!',
  '#####',
  '########################',
])('"%s" is nobody’s account', (cell) => {
  expect(isMissing('account', cell)).toBe(true)
  expect(isMissing('text', cell)).toBe(false)
})

test.each(['blank', 'deleted', '#vote', '0', 'nano', '(a)', '{x}', '#VALUE'])(
  '"%s" may be an account',
  (cell) => expect(isMissing('account', cell)).toBe(false),
)

test('a table is asked the same as a stream', async () => {
  const cells = [
    'NA',
    ' null ',
    '(Empty)',
    '<blank>',
    '"none"',
    "''",
    '[]',
    '#####',
    '# # #',
    '#NAME?',
    '#vote',
    '0',
    '-1',
    'false',
    '(a)',
    '{x}',
    '',
    ' ',
    '[nonesuch]',
    'nano',
    '#',
    '####################',
    `#${' '.repeat(30)}`,
    "it's",
    'deleted account',
  ]
  const reader = await openReader([])
  const values = cells.map((cell) => `('${cell.replaceAll("'", "''")}')`).join(', ')
  for (const role of ROLES as readonly Role[]) {
    const read = await reader.connection.runAndReadAll(
      `select cell, ${missingSql(role, 'cell')} from (values ${values}) as t(cell)`,
    )
    for (const [cell, missing] of read.getRows() as [string, boolean][])
      expect({ role, cell, missing }).toEqual({ role, cell, missing: isMissing(role, cell) })
  }
  reader.close()
})
