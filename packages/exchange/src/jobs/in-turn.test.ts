import { expect, test } from 'vitest'
import { inTurn } from './in-turn.ts'

test('all have their turn, whichever fails, and every failure is told', async () => {
  const done: number[] = []
  const act = (one: number) => {
    done.push(one)
    return one % 2 === 0 ? Promise.reject(new Error(`no ${one}`)) : Promise.resolve()
  }
  await inTurn([1, 3], act)
  await expect(inTurn([1, 2, 3], act)).rejects.toThrow('no 2')
  await expect(inTurn([2, 3, 4, 5], act)).rejects.toMatchObject({
    message: '2 of 4 failed',
    errors: [new Error('no 2'), new Error('no 4')],
  })
  expect(done).toEqual([1, 3, 1, 2, 3, 2, 3, 4, 5])
})
