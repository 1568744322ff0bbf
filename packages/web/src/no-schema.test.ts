import { expect, test, vi } from 'vitest'

vi.mock('typebox', () => import('./no-schema.ts'))

test('every route of the contract is there for a browser, which has no schemas', async () => {
  const { ALL_ROUTES } = await import('@tocsin/api')
  expect(ALL_ROUTES.length).toBeGreaterThan(50)
  expect(ALL_ROUTES.filter(({ method, path }) => !method || !path)).toEqual([])
})
