import { describe, expect, test } from 'vitest'
import { generateTraffic } from './generate.ts'
import { SLICE } from './calendar.ts'

const small = { accounts: 2000, days: 4, seed: 'test' }

describe('generated traffic', () => {
  test('is the same for the same seed and different for another', () => {
    const a = generateTraffic(small).columns()
    const b = generateTraffic(small).columns()
    const c = generateTraffic({ ...small, seed: 'other' }).columns()
    expect(b.length).toBe(a.length)
    expect(b.textSeed.subarray(0, b.length)).toEqual(a.textSeed.subarray(0, a.length))
    expect(c.textSeed.subarray(0, 100)).not.toEqual(a.textSeed.subarray(0, 100))
  })

  test('comes in order of time, slice by slice, within the run', () => {
    const traffic = generateTraffic(small)
    const from = traffic.options.start / 1000
    let last = from
    let slices = 0
    for (const slice of traffic.slices()) {
      slices++
      for (let i = 0; i < slice.length; i++) {
        expect(slice.time[i]).toBeGreaterThanOrEqual(last)
        last = slice.time[i]!
      }
    }
    expect(last).toBeLessThan(from + 4 * 86_400)
    expect(slices).toBe((4 * 86_400) / SLICE)
  })

  test('follows the published shares: the top tenth writes most, replies, links and hashtags as cited', () => {
    const options = { accounts: 20_000, days: 10, benign: NOTHING_BENIGN }
    const posts = generateTraffic(options).columns()
    const n = posts.length
    const counts = new Float64Array(20_000)
    for (let i = 0; i < n; i++) counts[posts.account[i]!]!++
    const top =
      counts
        .sort()
        .subarray(18_000)
        .reduce((sum, count) => sum + count, 0) / n
    expect(top).toBeGreaterThan(0.74)
    expect(top).toBeLessThan(0.86)
    expect(share(posts.kind, n, (kind) => kind === 1)).toBeCloseTo(0.31, 1)
    expect(share(posts.kind, n, (kind) => kind === 2)).toBeCloseTo(0.13, 1)
    expect(share(posts.link, n, (link) => link >= 0)).toBeCloseTo(0.21, 1)
    expect(share(posts.hashtag, n, (tag) => tag >= 0)).toBeCloseTo(0.11, 1)
  })

  test('posts most in the evening and least before dawn, by the zones', () => {
    const posts = generateTraffic({ ...small, accounts: 20_000, benign: NOTHING_BENIGN }).columns()
    const hours = new Float64Array(24)
    for (let i = 0; i < posts.length; i++) hours[Math.floor(posts.time[i]! / 3600) % 24]!++
    expect(hours[1]! / hours[9]!).toBeGreaterThan(3)
  })

  test('refuses options that make no sense, naming them', () => {
    expect(() => generateTraffic({ accounts: 0 })).toThrow('accounts')
    expect(() => generateTraffic({ days: -1 })).toThrow('days')
    expect(() => generateTraffic({ operations: [{ name: 'x', size: 1 }] })).toThrow('x: size')
  })
})

describe('a planted operation', () => {
  test('shares its links within the jitter and keeps its coordinated share', () => {
    const traffic = generateTraffic({
      ...small,
      days: 10,
      operations: [
        {
          name: 'a',
          size: 20,
          jitter: 30,
          traces: ['link'],
          coordinatedShare: 0.5,
          popularObjects: 0,
        },
      ],
    })
    const posts = traffic.columns()
    const members = new Set(traffic.sources[0]!.accounts)
    const acts = new Map<number, number[]>()
    let all = 0
    for (let i = 0; i < posts.length; i++) {
      if (!members.has(posts.account[i]!)) continue
      all++
      if (posts.source[i] !== 0) continue
      const times = acts.get(posts.link[i]!) ?? []
      acts.set(posts.link[i]!, [...times, posts.time[i]!])
    }
    expect(members.size).toBe(20)
    expect(acts.size).toBeGreaterThan(25)
    for (const times of acts.values())
      expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(30)
    const planted = [...acts.values()].reduce((sum, times) => sum + times.length, 0)
    expect(planted / all).toBeGreaterThan(0.35)
    expect(planted / all).toBeLessThan(0.65)
  })

  test('relays one after the other when told to', () => {
    const traffic = generateTraffic({
      ...small,
      operations: [
        {
          name: 'r',
          size: 5,
          style: 'relay',
          step: 600,
          jitter: 0,
          participation: 1,
          traces: ['link'],
          popularObjects: 0,
        },
      ],
    })
    const posts = traffic.columns()
    const byLink = new Map<number, number[]>()
    for (let i = 0; i < posts.length; i++)
      if (posts.source[i] === 0)
        byLink.set(posts.link[i]!, [...(byLink.get(posts.link[i]!) ?? []), posts.time[i]!])
    for (const times of byLink.values())
      for (let k = 1; k < times.length; k++) expect(times[k]! - times[k - 1]!).toBeCloseTo(600, -1)
  })
})

const NOTHING_BENIGN = {
  breakingNews: 0,
  televised: 0,
  newsletters: 0,
  shareButtons: 0,
  pressOffices: 0,
  declaredBots: 0,
  sameOwners: 0,
  scheduled: 0,
}

function share(column: Int32Array, n: number, is: (value: number) => boolean): number {
  return column.subarray(0, n).filter(is).length / n
}
