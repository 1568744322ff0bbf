import type { SearchReply } from '@tocsin/api'
import { expect, test } from 'vitest'
import { navOf } from '../session/desks.ts'
import { findScreens, screensOf, toSections } from './options.ts'
import { SEARCH_WORDS } from './words.ts'

const PLATFORM = navOf({ roles: ['analyst'], kind: 'platform' }, false)
const CLERK = navOf({ roles: ['clerk'], kind: 'office' }, false)
const OPERATOR = navOf({ roles: ['operator'], kind: 'hub' }, false)
const ID = '00000000-0000-4000-8000-000000000001'

function offered(nav: typeof PLATFORM, found: SearchReply['found']) {
  const paths = new Set(nav.flatMap(({ items }) => items.map(({ to }) => to)))
  return toSections({
    screens: [],
    reply: { found, looked: { objects: 1, all: true } },
    leads: (path) => paths.has(path),
    words: SEARCH_WORDS.en,
    kindNames: { platform: 'platform' },
  })
}
const hrefs = (nav: typeof PLATFORM, found: SearchReply['found']) =>
  offered(nav, found).flatMap(({ options }) => options.map(({ href }) => href))

test('every screen of the own desk is found by its name in the own language, and no other', () => {
  const screens = screensOf(CLERK, { Notices: 'Avisos', Work: 'Trabajo' }, true)
  expect(findScreens(screens, 'aviso').map(({ to }) => to)).toEqual(['/notices'])
  expect(findScreens(screens, 'findings')).toEqual([])
  expect(findScreens(screens, '').length).toBe(new Set(screens.map(({ to }) => to)).size)
})

test('a screen whose name begins with the words stands before one that holds them', () => {
  const screens = screensOf(PLATFORM, {}, true)
  expect(findScreens(screens, 'Ré')[0]!.label).toBe('Received')
  expect(findScreens(screens, 'case').map(({ to }) => to)).toEqual(['/cases', '/cases/new'])
})

test('whoever may only read is offered no beginning', () => {
  expect(findScreens(screensOf(PLATFORM, {}, false), 'open a case')).toEqual([])
})

test('a hit leads to a screen of the own desk, or is left out', () => {
  const found: SearchReply['found'] = [
    { kind: 'member', items: [{ id: ID, title: 'B', of: 'platform' }], more: false },
    { kind: 'person', items: [{ id: ID, title: 'C', of: 'c@b.example', where: 'B' }], more: false },
    { kind: 'place', items: [{ id: '39', title: 'Ohio & more' }], more: false },
    { kind: 'vendor', items: [{ id: ID, title: 'Polls & more' }], more: false },
    { kind: 'election', items: [{ id: ID, title: 'General' }], more: false },
  ]
  expect(hrefs(OPERATOR, found)).toEqual([
    `/members?open=${ID}`,
    `/members?open=${ID}`,
    '/offices?find=Ohio%20%26%20more',
    '/vendors?words=Polls%20%26%20more',
    '/elections',
  ])
  expect(hrefs(PLATFORM, found)).toEqual(['/groups', 'mailto:c@b.example', '/elections'])
  expect(hrefs(CLERK, found)).toEqual(['mailto:c@b.example', '/offices?find=Ohio%20%26%20more'])
})

test('a release that holds the words says how many objects do and whose it is', () => {
  const [section] = offered(PLATFORM, [
    {
      kind: 'holding',
      items: [
        { id: ID, title: 'T', of: 'Lab', objects: { count: 2, types: ['indicator', 'note'] } },
      ],
      more: true,
    },
  ])
  expect(section).toMatchObject({
    note: 'first 1; there are more',
    options: [{ detail: '2 objects: indicator, note · from Lab', href: `/releases/${ID}` }],
  })
})
