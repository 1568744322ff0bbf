import { expect, test } from 'vitest'
import type { PersonViewer } from '../http/viewer.ts'
import { verifySaid, verifySettles } from './settles.ts'

const by = { personId: 'second' } as PersonViewer
const waiting = { state: 'proposed', proposed_by: 'first' }

test('what waits is settled by another person than proposed it, once', () => {
  expect(verifySettles(waiting, by)).toBe(waiting)
  expect(() => verifySettles({ ...waiting, proposed_by: 'second' }, by)).toThrow(/another person/)
  expect(() => verifySettles({ ...waiting, state: 'applied' }, by)).toThrow(/settled already/)
  expect(() => verifySettles(undefined, by)).toThrow(/no such change/)
})

test('whoever refuses says why, and whoever lets it stand need not', () => {
  expect(() => verifySaid({ stands: false })).toThrow(/say why/)
  expect(() => verifySaid({ stands: false, reason: 'it is wrong' })).not.toThrow()
  expect(() => verifySaid({ stands: true })).not.toThrow()
})
