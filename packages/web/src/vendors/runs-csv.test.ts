import { expect, test } from 'vitest'
import { assumedOf, guessColumns, readRunTable, toRuns } from './runs-csv.ts'

test('a table with other headings is understood, and kinds and days as lists write them', () => {
  const table = readRunTable(
    'Equipment Type,Make,Model,Jurisdiction,First Year in Use\nHand-Fed Optical Scanner,Maker A,S 200,"Orange County, Florida",2019\nElectronic Poll Book,Maker B,Book,12086,3/7/2024\n',
  )
  const columns = guessColumns(table.head)
  expect(columns).toEqual({ kind: 0, vendor: 1, system: 2, place: 3, since: 4 })
  const { runs, faults } = toRuns(table, columns)
  expect(faults).toEqual([])
  expect(runs).toEqual([
    {
      place: 'Orange County, Florida',
      vendor: 'Maker A',
      kind: 'tabulator',
      system: 'S 200',
      since: '2019-01-01',
    },
    { place: '12086', vendor: 'Maker B', kind: 'poll-book', system: 'Book', since: '2024-03-07' },
  ])
})

test('a row that lacks something is a fault of its own row, and the others are read', () => {
  const table = readRunTable(
    'place,vendor,kind,system,since\n12,A,other,S,soon\n12,,other,S,2020\n12,A,other,S,2020\n',
  )
  const { runs, faults } = toRuns(table, guessColumns(table.head))
  expect(runs).toHaveLength(1)
  expect(faults.map(({ row }) => row)).toEqual([2, 3])
})

test('names that cannot be on file as they stand are faults of their rows: lost signs, hidden ones, and too many', () => {
  const rows = ['Compa\ufffdia', 'A\u202eB', 'A\u0000B', 'x'.repeat(301), '=1+1']
  const table = readRunTable(
    `place,vendor,kind,system,since\n${rows.map((vendor) => `12,${vendor},other,S,2020`).join('\n')}\n`,
  )
  const { runs, faults } = toRuns(table, guessColumns(table.head))
  expect(faults.map(({ row }) => row)).toEqual([2, 3, 4, 5])
  expect(faults[0]!.message).toContain('UTF-8')
  expect(runs.map(({ vendor }) => vendor)).toEqual(['=1+1'])
})

test('one row more than can be proposed at once is a fault, and nothing is read', () => {
  const row = '12,A,other,S,2020\n'
  const table = readRunTable(`place,vendor,kind,system,since\n${row.repeat(20_001)}`)
  expect(toRuns(table, guessColumns(table.head))).toMatchObject({
    runs: [],
    faults: [{ message: '20001 rows; at most 20000 at once' }],
  })
})

test('what the table does not say itself is counted: kinds by what they read like, years alone, and days with slashes', () => {
  const table = readRunTable(
    'place,vendor,kind,system,since,until\n1,A,Optical Scanner,S,2019,\n2,A,Optical Scanner,S,3/7/2024,2025\n3,A,Opener,S,2020-01-02,\n4,A,other,S,2020-01-02,\n',
  )
  expect(assumedOf(table, guessColumns(table.head))).toEqual({
    kinds: [
      { written: 'Optical Scanner', kind: 'tabulator', rows: 2 },
      { written: 'Opener', kind: 'other', rows: 1 },
    ],
    years: 2,
    slashes: 1,
  })
})

test('a day with slashes whose month no year has is a fault of its row', () => {
  const table = readRunTable('place,vendor,kind,system,since\n1,A,other,S,31/12/2024\n')
  expect(toRuns(table, guessColumns(table.head)).faults).toMatchObject([{ row: 2 }])
})
