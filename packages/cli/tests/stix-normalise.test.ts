import { programOf } from '@tocsin/testkit/programs'
import { spawnSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'

function run(args: string[], input: string) {
  const tocsin = programOf('tocsin')
  return spawnSync(process.execPath, [...tocsin.args, 'stix', 'normalise', ...args], {
    env: tocsin.env,
    input,
    encoding: 'utf8',
  })
}

const tactic = {
  type: 'x-tactic',
  id: 'x-tactic--5d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b10',
  created: '2026-01-02T03:04:05.678901Z',
  external_references: [{ source_name: 'other', external_id: 'T1' }],
}

describe('tocsin stix normalise', () => {
  test('prints the usual form as a bundle, and what deviated beside it', () => {
    const { stdout, stderr, status } = run(['-', '--rename', 'other=OURS'], JSON.stringify(tactic))
    expect(status).toBe(0)
    expect(JSON.parse(stdout).objects).toEqual([
      {
        ...tactic,
        created: '2026-01-02T03:04:05.678Z',
        external_references: [{ source_name: 'OURS', external_id: 'T1' }],
      },
    ])
    expect(stderr.trim().split('\n')).toEqual([
      'time-precision /created once, as in "2026-01-02T03:04:05.678901Z" -> "2026-01-02T03:04:05.678Z"',
      'catalogue-name /external_references/N/source_name once, as in "other" -> "OURS"',
    ])
  })

  test.each([
    ['[{"type":"note"}]', 'entry 0 is no STIX object'],
    ['5', 'entry 0 is no STIX object'],
    ['', 'unreadable: not JSON'],
    ['\u001b[31m', '\\u001b[31m'],
    [JSON.stringify(Array(20).fill(null)), '20 such entries'],
  ])('refuses %j with status 2 and one line, printing nothing', (input, reason) => {
    const { stdout, stderr, status } = run(['-'], input)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toContain(reason)
    expect(stderr).not.toMatch(/^ *at /m)
  })

  test('says that a file is missing', () => {
    const { stderr, status } = run(['/nonexistent.json'], '')
    expect(status).toBe(2)
    expect(stderr).toContain('/nonexistent.json: unreadable: ENOENT')
  })
})
