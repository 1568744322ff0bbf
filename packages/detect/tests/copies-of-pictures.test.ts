import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { detect } from '../src/index.ts'
import { formatHash256 } from '../src/media/index.ts'
import { createRandom, drawInteger } from '../src/random/random.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-copies-'))
afterAll(() => rmSync(folder, { recursive: true }))

const random = createRandom('copies of pictures')
const anyHash = () => Uint32Array.from({ length: 8 }, () => random.uint())

/** As it is after a copy was saved anew: up to eleven bits differ. */
function copyOf(hash: Uint32Array): Uint32Array {
  const copy = hash.slice()
  for (let n = drawInteger(random, 12); n > 0; n--) {
    const bit = drawInteger(random, 256)
    copy[bit >> 5]! ^= 1 << (bit & 31)
  }
  return copy
}

test('accounts that post copies of the same pictures, each saved anew, are seen to share them', async () => {
  const rows = ['account,time,media']
  const at = (minutes: number) => new Date(Date.UTC(2026, 9, 5, 8, minutes)).toISOString()
  for (let picture = 0; picture < 12; picture++) {
    const shown = anyHash()
    for (let account = 0; account < 5; account++)
      rows.push(`copier${account},${at(picture * 90 + account)},${formatHash256(copyOf(shown))}`)
  }
  for (let post = 0; post < 200; post++)
    rows.push(`other${post % 40},${at(post * 6)},${formatHash256(anyHash())}`)
  const file = join(folder, 'posts.csv')
  writeFileSync(file, rows.join('\n'))
  const { findings } = await detect(file, {
    columns: { account: 'account', time: 'time', media: 'media' },
  })
  expect(findings[0]?.members.map(({ account }) => account).sort()).toEqual(
    Array.from({ length: 5 }, (_, n) => `copier${n}`),
  )
})
