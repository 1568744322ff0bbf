import { expect, test } from 'vitest'
import { deskOf, homeOf, navOf } from './desks.ts'

test('each kind of person lands on the desk of what they are there to do', () => {
  expect(deskOf({ roles: ['operator', 'analyst'], kind: 'hub' })).toBe('operator')
  expect(deskOf({ roles: ['analyst'], kind: 'agency' })).toBe('agency')
  expect(deskOf({ roles: ['analyst'], kind: 'platform' })).toBe('platform')
  expect(deskOf({ roles: ['analyst'], kind: 'researcher' })).toBe('researcher')
  expect(deskOf({ roles: ['clerk'], kind: 'office' })).toBe('office')
  expect(deskOf({ roles: ['official'], kind: 'office' })).toBe('office')
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

test('only an exercise offers the drill', () => {
  const who = { roles: ['operator'], kind: 'hub' }
  const links = (exercise: boolean) =>
    navOf(who, exercise).flatMap((group) => group.items.map((item) => item.to))
  expect(links(true)).toContain('/drill')
  expect(links(false)).not.toContain('/drill')
})
