import { generateTraffic, trafficCsv } from '@tocsin/detect'
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

const SHARED = process.env['TOCSIN_SHARED'] ?? resolve(import.meta.dirname, '../../../shared')

/** Posts to look at: the real ones where they are, else generated ones with a planted operation. */
export type Posts = { path: string; real: boolean; control?: string }

/** Finds the published posts beside the checkout, or writes generated ones into `dir`. */
export async function findPosts(dir: string): Promise<Posts> {
  const path = join(SHARED, 'data/ira-2016h2.parquet')
  const control = join(SHARED, 'data/organic-2016h2.parquet')
  if (existsSync(path) && existsSync(control)) return { path, real: true, control }
  console.warn(
    `scenario S2: the published posts are not in ${SHARED}; generated ones are used instead`,
  )
  const traffic = generateTraffic({
    seed: 's2',
    start: Date.UTC(2016, 9, 20),
    days: 10,
    accounts: 600,
    operations: [
      { name: 'planted', size: 40, traces: ['hashtag', 'link'], actsPerDay: 12, jitter: 25 },
    ],
  })
  const generated = join(dir, 'posts.csv')
  await writeFile(generated, [...trafficCsv(traffic)].join(''))
  return { path: generated, real: false }
}
