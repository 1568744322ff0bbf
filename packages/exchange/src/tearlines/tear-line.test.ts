import { tlpMarking } from '@tocsin/stix'
import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { tearDown } from './cut.ts'
import { firstSeenIn } from './first-seen.ts'
import { findSourceWords } from '../sharing/source-words.ts'

const note = (content: string) => ({ id: `note--${randomUUID()}`, type: 'note', content })

test.each([
  ['A confidential source inside the agency said so', 'a human source'],
  ['It was collected by SIGINT', 'interception'],
  ['We have access to their panel', 'access to a system'],
  ['A partner service told us', 'a partner'],
  ['Seen by our sensors in May', 'surveillance'],
])('words on sources and methods are flagged: %s', (content, form) => {
  const { flags, moreFlags } = findSourceWords([note(content)])
  expect(flags.map((one) => one.form)).toContain(form)
  expect(moreFlags).toBe(0)
})

test('sentences that tell of none are not flagged', () => {
  const said = [
    'The page copies the site of a newspaper',
    'Open source reports agree',
    'The domain was registered in May and answers from two addresses',
  ]
  expect(findSourceWords(said.map(note)).flags).toEqual([])
})

test('the first sighting is the earliest that an object of the matter says, and else the release', () => {
  const at = new Date('2026-10-01T00:00:00.000Z')
  const created = '2026-09-30T00:00:00.000Z'
  const first_observed = '2026-09-29T00:00:00.000Z'
  const objects = [
    { id: 'a', type: 'identity', created: '2017-01-01T00:00:00.000Z' },
    { id: 'b', type: 'campaign', created, first_seen: '2015-01-01T00:00:00.000Z' },
    { id: 'c', type: 'observed-data', created, first_observed },
  ]
  expect(firstSeenIn(objects, at)).toEqual({ at: new Date(first_observed), by: 'first_observed' })
  expect(firstSeenIn([objects[0]!], at)).toEqual({ at, by: 'release' })
  const later = [{ id: 'd', type: 'note', created: '2027-01-01T00:00:00.000Z' }]
  expect(firstSeenIn(later, at)).toEqual({ at, by: 'release' })
})

test('a long chain in which each speaks of the one before falls with its first, and a list loses what is left out', async () => {
  const green = { object_marking_refs: [tlpMarking('green').id] }
  const head = { type: 'note', spec_version: '2.1', content: 'x', ...green }
  const dated = { created: '2026-09-30T00:00:00.000Z', modified: '2026-09-30T00:00:00.000Z' }
  const ids = Array.from({ length: 2000 }, () => `note--${randomUUID()}`)
  const chain = ids.map((id, i) => ({
    ...head,
    ...dated,
    id,
    object_refs: [i === 0 ? `identity--${randomUUID()}` : ids[i - 1]!],
  }))
  const stays = { ...chain[0]!, id: `note--${randomUUID()}` }
  const list = { ...chain[0]!, id: `note--${randomUUID()}`, object_refs: [...ids, stays.id] }
  const cutting = {
    from: 'amber' as const,
    tlp: 'green' as const,
    chosen: undefined,
    foreign: new Set([ids[0]!]),
    meaningOf: () => null,
    newId: () => randomUUID() as string,
  }
  const { objects, parts } = await tearDown([list, stays, ...chain], cutting, async () => undefined)
  expect(objects).toHaveLength(2)
  expect(objects[0]!['object_refs']).toEqual([stays.id])
  expect(parts.filter(({ left }) => left !== undefined)).toHaveLength(2000)
})

test('what is cut of an object, by its markings or by choice, is cut of its translations, and one that says nothing else is left out', async () => {
  const green = { object_marking_refs: [tlpMarking('green').id] }
  const dated = { created: '2026-09-30T00:00:00.000Z', modified: '2026-09-30T00:00:00.000Z' }
  const head = { spec_version: '2.1', ...dated, ...green }
  const report = {
    ...head,
    type: 'report',
    id: `report--${randomUUID()}`,
    name: 'What was seen',
    description: 'Told by somebody inside',
    published: dated.created,
    object_refs: [`identity--${randomUUID()}`],
    granular_markings: [{ marking_ref: tlpMarking('amber').id, selectors: ['description'] }],
  }
  const translated = (contents: Record<string, object>) => ({
    ...head,
    type: 'language-content',
    id: `language-content--${randomUUID()}`,
    object_ref: report.id,
    contents,
  })
  const both = translated({
    es: { name: 'Lo que se vio', description: 'Dicho por alguien de dentro' },
    'pt-BR': { description: 'Dito por alguém de dentro' },
  })
  const secret = translated({ es: { description: 'Dicho por alguien de dentro' } })
  const cutting = {
    from: 'amber' as const,
    tlp: 'green' as const,
    chosen: undefined,
    foreign: new Set<string>(),
    meaningOf: () => null,
    newId: () => randomUUID() as string,
  }
  const source = [both, secret, report]
  const pause = async () => undefined
  const { objects, parts } = await tearDown(source, cutting, pause)
  expect(JSON.stringify(objects)).not.toMatch(/inside|dentro/)
  expect(objects.map((one) => one['contents'])).toContainEqual({ es: { name: 'Lo que se vio' } })
  expect(parts.map(({ left }) => left === undefined)).toEqual([true, false, true])
  const { granular_markings: _, ...plain } = report
  const chosen = [
    { id: both.id, cut: [] },
    { id: report.id, cut: ['description'] },
  ]
  const byChoice = await tearDown([both, plain], { ...cutting, chosen }, pause)
  expect(byChoice.objects).toHaveLength(2)
  expect(JSON.stringify(byChoice.objects)).not.toMatch(/inside|dentro/)
})
