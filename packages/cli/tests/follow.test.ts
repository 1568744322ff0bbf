import { programOf } from '@tocsin/testkit/programs'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-follow-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

type Line = {
  kind: string
  event?: string
  id?: string
  members?: string[]
  posts?: number
  weight?: number
}

function follow(lines: readonly (object | string)[], args: string[] = []) {
  const input = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)))
  const tocsin = programOf('tocsin')
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...tocsin.args, 'follow', '--object', 'hashtag', ...args],
    { env: tocsin.env, input: `${input.join('\n')}\n`, encoding: 'utf8' },
  )
  const printed = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line)
  return { status, printed, stderr, of: (kind: string) => printed.filter((l) => l.kind === kind) }
}

/** Four accounts that use a new hashtag within seconds of each other, every minute from `from` to `to`. */
function minutes(from: number, to: number) {
  return Array.from({ length: to - from }, (_, k) => from + k).flatMap((minute) =>
    ['a', 'b', 'c', 'd'].map((account, k) => ({
      account,
      posted_at: `2024-05-01T10:${String(minute).padStart(2, '0')}:0${k}Z`,
      text: `look #tag${minute}`,
    })),
  )
}

describe('tocsin follow', () => {
  test('prints pairs that stand and networks that are born', () => {
    const { status, of } = follow(minutes(10, 20))
    expect(status).toBe(0)
    expect(of('edge').every(({ weight }) => weight! >= 5)).toBe(true)
    expect(of('network').map(({ event, members }) => [event, members])).toEqual([
      ['born', ['a', 'b', 'c', 'd']],
    ])
  })

  test('refuses a mapping file whose preset it would pass over', () => {
    const mapping = join(folder, 'preset.json')
    writeFileSync(mapping, JSON.stringify({ preset: 'bluesky' }))
    const { status, stderr } = follow(minutes(10, 11), ['--mapping', mapping])
    expect(status).toBe(1)
    expect(stderr).toContain('"preset" is for tables')
  })

  test('says at once what to do with a document that is no stream', () => {
    const document = ['{', '"messages": [', JSON.stringify(minutes(10, 11)[0]), ']', '}']
    const { status, stderr } = follow(document)
    expect(status).toBe(1)
    expect(stderr).toContain('jq -c ".messages[]"')
  })

  test('asks how times are written that are none by themselves, and takes the answer', () => {
    const serial = minutes(10, 20).map(({ posted_at, ...post }) => ({
      ...post,
      posted_at: Date.parse(posted_at) / 86_400_000 + 25_569,
    }))
    expect(follow(serial).stderr).toContain('--time-format spreadsheet')
    const { of } = follow(serial, ['--time-format', 'spreadsheet'])
    expect(of('network')).toHaveLength(1)
  })

  test('goes on from its state after a restart, where the same network keeps its name', () => {
    const state = join(folder, 'state')
    const before = follow(minutes(10, 20), ['--state', state])
    expect(before.of('saved').at(-1)!.posts).toBe(40)
    const more = minutes(20, 30).flatMap((post) =>
      post.account === 'd' ? [post, { ...post, account: 'e' }] : [post],
    )
    const after = follow(more, ['--state', state])
    expect(after.of('network')).toMatchObject([
      { event: 'grew', id: before.of('network')[0]!.id, members: ['a', 'b', 'c', 'd', 'e'] },
    ])
  })

  test('tells of faulty lines and times in the future, and takes the others', () => {
    const future = { account: 'x', posted_at: '2098-01-01T00:00:00Z', text: '#tag' }
    const { status, of, stderr } = follow(['{"account":', future, ...minutes(10, 20)])
    expect(status).toBe(0)
    expect(stderr).toContain('line 1:')
    expect(stderr).toContain('line 2: the time lies in the future')
    expect(of('network')).toHaveLength(1)
  })

  test('takes the posts around one that is too long or nested too deeply', () => {
    const deep = `{"account":${'['.repeat(5e5)}${']'.repeat(5e5)},"posted_at":5,"text":"#x"}`
    const { status, stderr, of } = follow([
      ...minutes(10, 14),
      'x'.repeat(17 * 2 ** 20),
      deep,
      ...minutes(14, 20),
    ])
    expect(status).toBe(0)
    expect(stderr).toContain('line 17: longer than 16 MB; left out')
    expect(stderr).toContain('line 18: nested too deeply; left out')
    expect(of('network')).toHaveLength(1)
  })

  test('says before the first post that the state cannot be kept', () => {
    const { status, stderr } = follow(minutes(10, 11), ['--state', join(folder, 'no', 'state')])
    expect(status).toBe(1)
    expect(stderr).toContain('--state cannot be written there: there is no such folder')
  })

  test('refuses a state that was changed or made with other settings, and leaves it as it is', () => {
    const state = join(folder, 'other')
    follow(minutes(10, 12), ['--state', state])
    const kept = readFileSync(state)
    expect(follow([], ['--state', state, '--window', '30s'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('other settings') as string,
    })
    expect(readFileSync(state).equals(kept)).toBe(true)
    writeFileSync(state, kept.subarray(0, 100))
    expect(follow([], ['--state', state]).status).toBe(1)
  })

  test('asks for the fields it cannot place', () => {
    const { status, stderr } = follow([{ name: 'a', when: 1 }])
    expect(status).not.toBe(0)
    expect(stderr).toContain('--columns')
  })

  test('does not end in peace where not one line was a post', () => {
    const { status, stderr } = follow(['account,time,text', 'a,2026-10-05,words'])
    expect(status).toBe(1)
    expect(stderr).toContain('0 posts taken in')
    expect(stderr).toContain('no post was taken: each line was left out')
  })
})
