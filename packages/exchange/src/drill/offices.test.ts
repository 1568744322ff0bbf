import { expect, test } from 'vitest'
import { temperOf } from './offices.ts'

test('the tempers of a thousand offices come in the stated proportions and repeat with the seed', () => {
  const tempers = Array.from({ length: 1000 }, (_, i) =>
    temperOf('seed', `clerk.0@${i}.office.example`),
  )
  const silent = tempers.filter((temper) => temper.kind === 'silent').length
  const answers = tempers.filter((temper) => temper.kind === 'answers').length
  expect(silent).toBeGreaterThan(150)
  expect(silent).toBeLessThan(250)
  expect(answers).toBeGreaterThan(640)
  expect(temperOf('seed', 'clerk.0@1.office.example')).toEqual(tempers[1])
})

test('an office understands after it was told and acts after it understood', () => {
  for (let i = 0; i < 500; i++) {
    const temper = temperOf('order', `${i}`)
    if (temper.kind !== 'answers') continue
    expect(temper.understood).toBeGreaterThan(temper.told)
    if (temper.acted !== undefined) expect(temper.acted).toBeGreaterThan(temper.understood)
  }
})
