/**
 * `npm run bench -- paraphrases [--model FILE.whl] [--posts FILE…]`: how far other words and other languages can be told.
 *
 * First by words: groups of ten that rewrite twenty texts, planted among 2,000 accounts; of the pairs that are proposed, in their
 * order, how many of the first 45 (a group's own pairs) are the group's. Then, with a model: of sentences written for this, which
 * part is alike with its other wording, its translation, its opposite and another one on the topic, at several cuts; and texts a
 * second. Last, with posts: what is proposed of them, and the time beside that of reading them once.
 */
import { writeFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createEncoder } from '../src/paraphrase/model/encoder.ts'
import { readModelFile } from '../src/paraphrase/model/model-file.ts'
import { findParaphrases } from '../src/paraphrase/index.ts'
import { describeSource } from '../src/index.ts'
import { createEvasionSet } from './hard/evasion.ts'
import { hardCsv } from './hard/posts.ts'
import { WRITTEN, type WrittenMeaning } from './paraphrase-corpus.ts'

const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    posts: { type: 'string', multiple: true },
    seed: { type: 'string' },
  },
})

await judgeByWords(values.seed ?? '9301')
if (values.model !== undefined) await judgeByModel(values.model)
else console.log('no --model: meaning was not measured')
for (const path of values.posts ?? []) await timePosts(path, values.model)

async function judgeByWords(seed: string): Promise<void> {
  console.log(`seed ${seed}, 2,000 accounts; groups of ten that rewrite twenty texts`)
  console.log('words replaced  lag    pairs of 45 among the first 45   proposed')
  for (const what of [0.25, 0.5, 0.75])
    for (const [name, lag] of [
      ['5 min', 300],
      ['6 h', 21_600],
    ] as const) {
      const cell = { name: 'group', lag, share: 0.2, size: 10, what }
      const set = createEvasionSet(`${seed} ${what} ${name}`, 2000, [cell])
      const group = new Set(
        set.plants
          .find((plant) => plant.name === 'group')!
          .accounts.map((a) => set.world.accounts[a]!.name),
      )
      const { pairs, counts } = await ofText([...hardCsv(set)].join(''))
      const first = pairs.slice(0, 45).filter(({ accounts }) => accounts.every((a) => group.has(a)))
      console.log(
        `${`${what * 100} %`.padEnd(16)}${name.padEnd(7)}${String(first.length).padEnd(33)}${pairs.length + counts.more}`,
      )
    }
}

async function ofText(csv: string) {
  const folder = await mkdtemp(join(tmpdir(), 'tocsin-paraphrases-'))
  try {
    const path = join(folder, 'posts.csv')
    await writeFile(path, csv)
    return await findParaphrases(path, {})
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function judgeByModel(path: string): Promise<void> {
  const encoder = await createEncoder(await readModelFile(path))
  const said = await encoder.encode(WRITTEN.map((one) => one.said))
  const kinds = ['otherWords', 'otherLanguage', 'opposite', 'sameTopic'] as const
  const cuts = [0.6, 0.65, 0.7, 0.75, 0.8]
  console.log(`${WRITTEN.length} sentences; part at or above a cosine of ${cuts.join(', ')}`)
  for (const kind of kinds) {
    const other = await encoder.encode(WRITTEN.map((one: WrittenMeaning) => one[kind]))
    const cosines = WRITTEN.map((_, k) => product(said, other, k))
    const parts = cuts.map((cut) =>
      (cosines.filter((x) => x >= cut).length / WRITTEN.length).toFixed(2),
    )
    console.log(`${kind.padEnd(16)}${parts.join('  ')}`)
  }
  const many = Array.from({ length: 40 }, () => WRITTEN.map((one) => one.said)).flat()
  const before = process.cpuUsage()
  await encoder.encode(many)
  const { user, system } = process.cpuUsage(before)
  console.log(
    `${Math.round((many.length / (user + system)) * 1e6)} sentences a second of processor time`,
  )
  await encoder.close()
}

function product(a: Float32Array, b: Float32Array, row: number): number {
  let sum = 0
  for (let k = row * 512; k < row * 512 + 512; k++) sum += a[k]! * b[k]!
  return sum
}

async function timePosts(path: string, model: string | undefined): Promise<void> {
  const start = performance.now()
  await describeSource(path)
  const read = performance.now()
  const { pairs, counts, settings } = await findParaphrases(path, { model })
  const seconds = (performance.now() - read) / 1000
  console.log(`${path}: ${JSON.stringify({ ...counts, ...settings, proposed: pairs.length })}`)
  console.log(
    `${seconds.toFixed(1)} s, ${((read - start) / 1000).toFixed(1)} s to read its columns`,
  )
}
