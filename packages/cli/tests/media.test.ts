import { pdqHash, formatHash256 } from '@tocsin/detect/media'
import { readObjects, validate } from '@tocsin/stix'
import { greyPng, greySpots } from '@tocsin/testkit'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runTocsin } from './child.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-media-'))
afterAll(() => rmSync(folder, { recursive: true }))

const SIDE = 120
const spots = greySpots(SIDE)
const mirrored = spots.map((_, at) => spots[at - (at % SIDE) + (SIDE - 1 - (at % SIDE))]!)
const plain = new Uint8Array(SIDE * SIDE).fill(90)

function write(name: string, pixels: Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, greyPng(SIDE, SIDE, pixels))
  return path
}

const poster = write('poster.png', spots)
const other = write('other way.png', mirrored)
const blank = write('blank.png', plain)
const hash = formatHash256(pdqHash({ width: SIDE, height: SIDE, channels: 1, pixels: spots }).hash)

test('pictures are hashed into a table, and what is no picture is named', async () => {
  const broken = join(folder, 'broken.png')
  writeFileSync(broken, readFileSync(poster).subarray(0, 200))
  const missing = join(folder, 'missing.png')
  const { code, text } = await runTocsin(['media', 'hash', poster, broken, blank, missing])
  const sha256 = createHash('sha256').update(readFileSync(poster)).digest('hex')
  expect(text).toContain('pdq,quality,sha256,bytes,file')
  expect(text).toContain(`${hash},100,${sha256},${readFileSync(poster).length},"${poster}"`)
  expect(text).toContain('broken.png: no picture that can be decoded')
  expect(text).toMatch(/missing\.png: ENOENT/)
  expect(text).toContain('2 hashed, 2 could not be; 1 of a quality below 50')
  expect(code).toBe(2)
})

test('the table is a list to match against, and a mirrored copy is found where it is asked for', async () => {
  const list = join(folder, 'list.csv')
  writeFileSync(list, (await runTocsin(['media', 'hash', poster])).text)
  const args = ['media', 'match', poster, other, blank, '--hashes', list]
  const once = await runTocsin(args)
  expect(once.text).toContain(`${poster}: 0 bits from ${list}, line 2`)
  expect(once.text).not.toContain('other way.png:')
  expect(once.text).toContain('1 of 3 pictures near one of 1 hashes; 1 not looked for')
  const turned = await runTocsin([...args, '--turned', '--json'])
  const hits = turned.text.split('\n').filter((line) => line.startsWith('{'))
  expect(hits.map((line) => (JSON.parse(line) as { turn: string }).turn)).toEqual([
    'as it is',
    'mirrored',
  ])
})

test('entries of a list that are no hash are named and make the status 2; a list of none is refused', async () => {
  const list = join(folder, 'mixed.txt')
  writeFileSync(list, `${hash}\nnonsense\n`)
  const mixed = await runTocsin(['media', 'match', poster, '--hashes', list])
  expect(mixed.text).toContain('line 2: left out: no hash of 64 hexadecimal digits: "nonsense"')
  expect(mixed.code).toBe(2)
  writeFileSync(list, 'nonsense\n')
  const none = await runTocsin(['media', 'match', poster, '--hashes', list])
  expect(none.text).toContain('nothing could be found')
  expect(none.code).toBe(1)
})

test('pictures become valid STIX without the names of folders, two of the same bytes one object', async () => {
  const out = join(folder, 'pictures.json')
  await runTocsin(['media', 'hash', poster, poster, blank, '--stix', out])
  const text = readFileSync(out, 'utf8')
  const objects = readObjects(text).map(({ value }) => value)
  const faults = objects.flatMap((one) => validate(one).faults)
  // PDQ is not among the kinds of hash that STIX names, and may stand beside them (2.7).
  expect(new Set(faults.map(({ level, path }) => `${level} ${path}`))).toEqual(
    new Set(['should /hashes/PDQ']),
  )
  expect(objects).toHaveLength(2)
  expect(objects[0]).toMatchObject({ type: 'file', name: 'poster.png', hashes: { PDQ: hash } })
  expect(text).not.toContain(folder)
})
