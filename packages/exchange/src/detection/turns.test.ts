import { setImmediate as breathe } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openTurns } from './turns.ts'

test('turns go round over those who wait, however many works one of them brings', async () => {
  const turns = openTurns(1)
  const done: string[] = []
  const work = (name: string) => async () => {
    await breathe()
    done.push(name)
  }
  const greedy = Array.from({ length: 60 }, (_, i) => turns.take('greedy', work(`greedy ${i}`)))
  await Promise.all([turns.take('other', work('other')), turns.take('third', work('third'))])
  expect(done).toEqual(
    ['greedy 0', 'greedy 1', 'other', 'third'].filter((name) => done.includes(name)),
  )
  expect(done.indexOf('third')).toBeLessThanOrEqual(3)
  await Promise.all(greedy)
  expect(done.filter((name) => name.startsWith('greedy'))).toEqual(
    Array.from({ length: 60 }, (_, i) => `greedy ${i}`),
  )
})

test('a work that fails gives its turn back and tells only who asked for it', async () => {
  const turns = openTurns(1)
  const failing = turns.take('a', () => Promise.reject(new Error('broken')))
  const after = turns.take('a', async () => 'done')
  await expect(failing).rejects.toThrow('broken')
  expect(await after).toBe('done')
})

test('no more go on at a time than are let', async () => {
  const turns = openTurns(2)
  let now = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, ++now)
    await breathe()
    now--
  }
  await Promise.all(Array.from({ length: 9 }, (_, i) => turns.take(String(i), work)))
  expect(most).toBe(2)
})
