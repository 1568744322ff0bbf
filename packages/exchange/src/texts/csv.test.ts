import { expect, test } from 'vitest'
import { toCsvRow } from './csv.ts'

test('a cell that a spreadsheet would run is told to be text, and one with commas, quotes or lines stays one cell', () => {
  expect(toCsvRow(['Franklin', '', '12'])).toBe('Franklin,,12\r\n')
  expect(toCsvRow(['=1+1', '+1 614 555 0100', '-2', '@x', ' =1', '\t1'])).toBe(
    "'=1+1,'+1 614 555 0100,'-2,'@x,' =1,'\t1\r\n",
  )
  expect(toCsvRow(['a, b', 'say "no"', 'one\ntwo'])).toBe('"a, b","say ""no""","one\ntwo"\r\n')
})
