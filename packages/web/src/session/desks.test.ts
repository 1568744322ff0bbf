import { expect, test } from 'vitest'
import { DESK_WORDS } from '../words/desk-words.ts'
import { deskOf, homeOf, mayAct, navOf } from './desks.ts'

test('each kind of person lands on the desk of what they are there to do', () => {
  expect(deskOf({ roles: ['operator', 'analyst'], kind: 'hub' })).toBe('operator')
  expect(deskOf({ roles: ['analyst'], kind: 'agency' })).toBe('agency')
  expect(deskOf({ roles: ['analyst'], kind: 'platform' })).toBe('platform')
  expect(deskOf({ roles: ['analyst'], kind: 'researcher' })).toBe('researcher')
  expect(deskOf({ roles: ['clerk'], kind: 'office' })).toBe('office')
  expect(deskOf({ roles: ['official'], kind: 'office' })).toBe('office')
  expect(deskOf({ roles: ['official', 'analyst'], kind: 'office' })).toBe('office')
  expect(deskOf({ roles: ['auditor'], kind: 'agency' })).toBe('auditor')
})

test('a clerk is offered notices first and nothing of the analysts', () => {
  const clerk = { roles: ['clerk'], kind: 'office' }
  const links = navOf(clerk, false).flatMap((group) => group.items.map((item) => item.to))
  expect(links[0]).toBe('/notices')
  expect(links).not.toContain('/findings')
  expect(links).not.toContain('/members')
  expect(homeOf(clerk)).toBe('/notices')
})

test.each(['es', 'fr'] as const)(
  'every screen that a clerk is offered has a name in %s',
  (language) => {
    const { nav } = DESK_WORDS[language]
    const groups = navOf({ roles: ['clerk'], kind: 'office' }, true)
    const labels = groups.flatMap(({ title, items }) => [title, ...items.map(({ label }) => label)])
    expect(labels.filter((label) => nav[label] === undefined)).toEqual([])
  },
)

test('an official who is also an analyst lands on the notices and is offered the work of both', () => {
  const official = { roles: ['official', 'analyst'], kind: 'office' }
  const links = navOf(official, false).flatMap((group) => group.items.map((item) => item.to))
  expect(homeOf(official)).toBe('/notices')
  expect(links.slice(0, 2)).toEqual(['/notices', '/inbox'])
  expect(links).toEqual(expect.arrayContaining(['/findings', '/sent', '/notices/new']))
})

test.each([
  [{ roles: ['analyst'], kind: 'platform' }, ['Detect', 'Share', 'Apprise', 'Respond']],
  [{ roles: ['analyst'], kind: 'researcher' }, ['Detect', 'Share', 'Apprise', 'Respond']],
  [{ roles: ['analyst'], kind: 'agency' }, ['Apprise', 'Detect', 'Share', 'Respond']],
  [{ roles: ['analyst'], kind: 'campaign' }, ['Work', 'Detect', 'Share', 'Apprise', 'Respond']],
  [
    { roles: ['operator', 'analyst'], kind: 'hub' },
    ['Work', 'Detect', 'Share', 'Apprise', 'Respond'],
  ],
  [{ roles: ['reviewer'], kind: 'agency' }, ['Work']],
])(
  'what %j may open stands by what it is for, each once and few under a heading',
  (who, titles) => {
    const groups = navOf(who, false)
    const work = groups.slice(0, -2)
    expect(work.map(({ title }) => title)).toEqual(titles)
    const links = groups.flatMap(({ items }) => items.map(({ to }) => to))
    expect(new Set(links).size).toBe(links.length)
    expect(Math.max(...work.map(({ items }) => items.length))).toBeLessThanOrEqual(10)
    expect(links).toEqual(expect.arrayContaining(['/inbox', '/cases', '/suspicious', '/incidents']))
  },
)

test('no screen of an analyst is without a place', () => {
  for (const roles of [['analyst'], ['analyst', 'reviewer'], ['analyst', 'operator']])
    for (const kind of ['platform', 'agency', 'researcher', 'office', 'campaign', 'hub']) {
      const links = navOf({ roles, kind }, false).flatMap(({ items }) => items.map(({ to }) => to))
      expect(links, `${roles.join()} of ${kind}`).toEqual(
        expect.arrayContaining([
          '/findings',
          '/compose',
          '/inbox',
          '/sent',
          '/messages',
          '/lookback',
          '/appeals',
          '/matchings',
          '/disclosures',
          '/reports',
          '/cases',
          '/meetings',
          '/duty',
          '/knowledge',
        ]),
      )
    }
})

test('a campaign, which no rule lets send a notice, is not offered to write one', () => {
  const campaign = { roles: ['analyst'], kind: 'campaign' }
  const links = navOf(campaign, false).flatMap((group) => group.items.map((item) => item.to))
  expect(links).toEqual(expect.arrayContaining(['/notices', '/findings', '/sent']))
  expect(links).not.toContain('/notices/new')
})

test('an auditor reads what the member sent and received, and does nothing for it', () => {
  const auditor = { roles: ['auditor'], kind: 'agency' }
  const links = navOf(auditor, false).flatMap((group) => group.items.map((item) => item.to))
  expect(links).toEqual(expect.arrayContaining(['/notices', '/inbox', '/sent', '/log']))
  expect(links).not.toContain('/notices/new')
  expect(mayAct(auditor)).toBe(false)
  expect(homeOf(auditor)).toBe(links[0])
  expect(mayAct({ roles: ['auditor', 'clerk'] })).toBe(true)
})

test('an auditor who was invited until a date looks into the record of all first, and no other does', () => {
  const who = { roles: ['auditor'], kind: 'agency', endsAt: '2026-12-01T00:00:00.000Z' }
  const linksOf = (one: Parameters<typeof navOf>[0]) =>
    navOf(one, false).flatMap((group) => group.items.map((item) => item.to))
  expect([linksOf(who)[0], homeOf(who)]).toEqual(['/audit', '/audit'])
  for (const other of [
    { ...who, endsAt: undefined },
    { ...who, roles: ['auditor', 'clerk'] },
  ])
    expect(linksOf(other)).not.toContain('/audit')
})

test('only an exercise offers the drill', () => {
  const who = { roles: ['operator'], kind: 'hub' }
  const links = (exercise: boolean) =>
    navOf(who, exercise).flatMap((group) => group.items.map((item) => item.to))
  expect(links(true)).toContain('/drill')
  expect(links(false)).not.toContain('/drill')
})
