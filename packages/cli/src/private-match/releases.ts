import {
  ApiError,
  type Client,
  getReleaseObjects,
  listReleases,
  type ReleaseSummary,
} from '@tocsin/api'
import { DetectError, type Hit, LogScan, Matcher } from '@tocsin/detect/match'
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { IndicatorFiles } from '../indicator-files.ts'
import { memberClient } from '../operator-client.ts'
import { openLog } from '../packed-log.ts'
import { appendLines } from './files.ts'

export type ReleaseFlags = {
  readonly url: string
  readonly state: string
  readonly platform?: string
}

type Telling = {
  readonly say: (words: string) => void
  readonly onHit: (release: string, list: string, hit: Hit) => void
}

/**
 * Matches each release that this member received, and that these lists as they stand were not matched with, against them on this machine.
 * A release is fetched whether anything hits or not, so that the fetching says nothing. Gives how many were matched, and how many could
 * not be read: those are tried again.
 */
export async function matchReleases(
  lists: readonly string[],
  flags: ReleaseFlags,
  telling: Telling,
): Promise<{ matched: number; failed: number }> {
  const client = memberClient(flags.url)
  mkdirSync(flags.state, { recursive: true, mode: 0o700 })
  const done = openDone(flags.state, lists)
  let matched = 0
  let failed = 0
  for (const release of await received(client)) {
    if (release.recalledAt !== undefined || done.has(release.id)) continue
    try {
      await matchOne(client, release, lists, flags, telling)
      done.add(release.id)
      matched++
    } catch (error) {
      if (!(error instanceof ApiError || isReadError(error))) throw error
      telling.say(`release ${release.id} was not matched: ${error.message}`)
      failed++
    }
  }
  telling.say(`${matched} releases were matched${failed > 0 ? `, ${failed} could not be` : ''}`)
  return { matched, failed }
}

/** Oldest first, so that hits come in the order of what was told. */
async function received(client: Client): Promise<ReleaseSummary[]> {
  const all: ReleaseSummary[] = []
  let after: string | undefined
  do {
    const query = { direction: 'in' as const, ...(after === undefined ? {} : { after }) }
    const page = await client(listReleases, { query })
    all.push(...page.items)
    after = page.next
  } while (after !== undefined)
  return all.toReversed()
}

/** Which releases were matched with these lists as they stand: a list that changed is matched anew. */
function openDone(folder: string, lists: readonly string[]) {
  const file = join(folder, 'releases.done')
  const stamp = lists
    .map((list) => {
      const { size, mtimeMs } = statSync(list)
      return `${list} ${size} ${mtimeMs}`
    })
    .join('|')
  const known = new Set(existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [])
  const lineOf = (id: string) => `${id} ${stamp}`
  return {
    has: (id: string) => known.has(lineOf(id)),
    add: (id: string) => appendLines(file, [lineOf(id)]),
  }
}

async function matchOne(
  client: Client,
  { id, title }: ReleaseSummary,
  lists: readonly string[],
  { state, platform }: ReleaseFlags,
  { say, onHit }: Telling,
): Promise<void> {
  const bundle = await client(getReleaseObjects, { params: { id } })
  const file = join(state, `release-${id}.json`)
  writeFileSync(file, JSON.stringify(bundle), { mode: 0o600 })
  try {
    const files = await loadOrNothing(file, platform)
    if (!files) {
      say(`“${title}” holds nothing to look for`)
      return
    }
    for (const words of [...files.words, ...files.faults]) say(`“${title}”: ${words}`)
    for (const list of lists) {
      const count = await scan(list, files, platform, (hit) => onHit(id, list, hit))
      say(`“${title}” against ${list}: ${count} hits`)
    }
  } finally {
    // What was given under terms is not kept here.
    rmSync(file, { force: true })
  }
}

async function loadOrNothing(
  file: string,
  platform: string | undefined,
): Promise<IndicatorFiles | undefined> {
  try {
    return await IndicatorFiles.load([file], [], platform === undefined ? {} : { platform })
  } catch (error) {
    if (error instanceof DetectError && error.code === 'EMPTY') return undefined
    throw error
  }
}

async function scan(
  list: string,
  files: IndicatorFiles,
  platform: string | undefined,
  onHit: (hit: Hit) => void,
): Promise<number> {
  const matcher = new Matcher(files.indicators, { now: Date.now, platform })
  let count = 0
  const scanning = new LogScan(matcher, {
    now: Date.now,
    onFormat: () => undefined,
    onHits: (hits) => {
      count += hits.length
      for (const hit of hits) onHit(hit)
    },
  })
  for await (const chunk of openLog(list)) scanning.push(chunk)
  scanning.end()
  return count
}

/** What the system or the unpacking refuses. */
function isReadError(error: unknown): error is Error {
  return error instanceof DetectError || (error instanceof Error && 'code' in error)
}
