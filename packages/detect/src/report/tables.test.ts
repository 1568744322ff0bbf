import { expect, test } from 'vitest'
import { cell } from './tables.ts'

test('a name that a spreadsheet would compute is text, and handles and numbers stay as they are', () => {
  for (const name of [
    '=1+1',
    '=HYPERLINK("http://x.example")',
    '@SUM(1)',
    "-2+3+cmd|' /C calc'!A0",
    ' =A1',
    '\t=A1',
  ])
    expect(cell(name)).toMatch(/^"?'/)
  for (const name of ['@clerk', '@a.b@host.example', '-100123', '+15550100', 'čen', '@_x-1', 'a=b'])
    expect(cell(name)).toBe(name)
  expect(cell('a,"b"')).toBe('"a,""b"""')
})
