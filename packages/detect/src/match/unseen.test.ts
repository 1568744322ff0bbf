import { expect, test } from 'vitest'
import { toShown } from './unseen.ts'

test('of a row that was not read no half of a sign is shown where it is cut', () => {
  for (const before of [158, 159, 160])
    expect(toShown(`${'x'.repeat(before)}🗳🗳🗳`)).toMatch(/^x+(🗳)?…$/u)
})
