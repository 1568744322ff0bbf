import type { CallOffice } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { renderBriefing } from './briefing.ts'
import { toCallsCsv } from './table.ts'
import { knownWords } from './words.ts'

const office = (more: Partial<CallOffice> = {}): CallOffice => ({
  targetId: randomUUID(),
  noticeId: '00000000-0000-4000-8000-000000000001',
  subject: 'False hours',
  tlp: 'green',
  sentAt: '2026-10-01T12:00:00.000Z',
  jurisdiction: '39049',
  place: 'Franklin County, Ohio',
  role: 'clerk',
  state: 'overdue',
  known: { by: 'mailed', mailed: 1, at: '2026-10-01T12:01:00.000Z' },
  overdueSince: '2026-10-01T13:00:00.000Z',
  contacts: [
    {
      rank: 0,
      title: 'County clerk',
      language: 'en',
      phone: '+1 614 555 0100',
      calls: 0,
      wrongNumber: false,
    },
  ],
  next: 0,
  calls: [],
  ...more,
})
const FACTS = { from: 'Agency', at: new Date('2026-10-01T14:00:00Z'), exercise: false, more: 0 }

test('the briefing is one tagged page with title and language, however many offices there are', async () => {
  for (const count of [0, 1, 400]) {
    const items = Array.from({ length: count }, (_, at) =>
      office({
        noticeId: `00000000-0000-4000-8000-00000000000${at % 7}`,
        subject: `False hours ${'at every polling place '.repeat(at % 9)}`,
      }),
    )
    const pdf = Buffer.from(await renderBriefing({ ...FACTS, items })).toString('latin1')
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1)
    for (const sign of ['/StructTreeRoot', '/Lang (en)', '/H1', '<pdfuaid:part>1</pdfuaid:part>'])
      expect([count, sign, pdf.includes(sign)]).toEqual([count, sign, true])
  }
})

test('no cell of the table is a formula, and a list that was cut short says by how much', () => {
  const csv = toCallsCsv({ items: [office({ place: '=HYPERLINK("https://a.example")' })], more: 3 })
  const [head, row, rest, last] = csv.split('\r\n')
  expect(head!.split(',')).toContain('known')
  expect(row).toContain(`"'=HYPERLINK(""https://a.example"")"`)
  expect(row).toContain(",'+1 614 555 0100,")
  expect([rest, last]).toEqual(['3 more offices are not in this file', ''])
})

test('only of an office that was reached is it said that it did not answer', () => {
  const at = '2026-10-01T12:01:00.000Z'
  const said = (['none', 'mailed', 'spoken', 'opened', 'told'] as const).map((by) =>
    knownWords({ by, mailed: 1, ...(by === 'none' ? {} : { at }) }),
  )
  expect(said.map((words) => /no answer/.test(words))).toEqual([false, false, false, true, false])
  expect(said[1]).toContain('whether anybody read it is not known')
})
