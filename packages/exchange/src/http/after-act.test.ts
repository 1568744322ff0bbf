import { expect, test } from 'vitest'
import { ExchangeError } from '../errors.ts'
import { afterAct } from './after-act.ts'

const failing = (cause: unknown) =>
  afterAct(() => Promise.reject(cause)).then(
    () => undefined,
    (error: ExchangeError) => ({ code: error.code, message: error.message, cause: error.cause }),
  )

test('what an act has become is replied as it was read', async () => {
  expect(await afterAct(async () => ({ state: 'adopted' }))).toEqual({ state: 'adopted' })
})

test('of an act that is done whoever may not read it any more is told that it is done, and why it is not shown', async () => {
  expect(await failing(new ExchangeError('not-found', 'no such group'))).toEqual({
    code: 'done-unread',
    message: 'this is done and stands; what it is now could not be read back: no such group',
    cause: undefined,
  })
})

test('a database that went away after an act does not make it undone, and is logged', async () => {
  const away = Object.assign(new Error('reset'), { code: 'ECONNRESET' })
  const told = await failing(away)
  expect(told).toMatchObject({ code: 'done-unread', cause: away })
  expect(told!.message).toContain('the database cannot be reached')
})

test('a failure of the exchange itself after an act is logged and tells nothing of itself', async () => {
  const fault = new TypeError('rows is undefined')
  const told = await failing(fault)
  expect(told).toMatchObject({ code: 'done-unread', cause: fault })
  expect(told!.message).not.toContain('rows')
})
