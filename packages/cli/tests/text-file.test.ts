import { programOf } from '@tocsin/testkit/programs'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const IDENTITY =
  '{"type":"identity","spec_version":"2.1","id":"identity--00000000-0000-4000-8000-000000000070",' +
  '"created":"2026-10-05T08:00:00.000Z","modified":"2026-10-05T08:00:00.000Z",' +
  '"name":"Comité électoral","identity_class":"organization"}'
const PLAN = '[{"name":"a","size":5}]'
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-text-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function tocsin(...args: string[]) {
  const program = programOf('tocsin')
  const run = spawnSync(process.execPath, [...program.args, ...args], {
    env: program.env,
    cwd: folder,
    encoding: 'utf8',
  })
  return { status: run.status, out: run.stdout, err: run.stderr }
}

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content)
  return name
}

const doors: [name: string, text: string, args: (file: string) => string[]][] = [
  ['stix validate', IDENTITY, (name) => ['stix', 'validate', '--strict', name]],
  ['stix normalise', IDENTITY, (name) => ['stix', 'normalise', name]],
  ['stix match', IDENTITY, (name) => ['stix', 'match', "[url:value = 'é']", name]],
  [
    'generate --operations',
    PLAN,
    (name) => ['generate', 'o.csv', '--days', '1', '--operations', name],
  ],
  [
    'detect --mapping',
    '{"columns":{"é":"x"}}',
    (name) => ['detect', 'none.csv', '--mapping', name],
  ],
  ['verify --key', '# clé', (name) => ['verify', 'none', '--key', name]],
]

describe('text files', () => {
  test.each(doors)(
    '%s names the byte that is not UTF-8, and UTF-16 by its name',
    (_, text, args) => {
      const latin1 = tocsin(
        ...args(file('latin1', Buffer.from(text.replace(PLAN, '[{"é":1}]'), 'latin1'))),
      )
      expect(latin1.status).toBeGreaterThan(0)
      expect(latin1.out + latin1.err).toMatch(/byte \d+ \(0xE9, line 1\)/)
      expect(latin1.err).not.toContain('    at ')
      const wide = tocsin(...args(file('wide', Buffer.from(`\uFEFF${text}`, 'utf16le'))))
      expect(wide.status).toBeGreaterThan(0)
      expect(wide.out + wide.err).toContain('UTF-16')
    },
  )

  test('a byte-order mark is skipped', () => {
    const marked = file('marked.json', `\uFEFF${IDENTITY}`)
    expect(tocsin('stix', 'validate', marked)).toMatchObject({ status: 0 })
    const plan = file('plan.json', `\uFEFF${PLAN}`)
    const args = ['generate', 'made.csv', '--accounts', '50', '--days', '1', '--operations', plan]
    expect(tocsin(...args)).toMatchObject({ status: 0, err: '' })
  })

  test('what a command writes is for its owner alone', () => {
    const args = ['generate', 'own.csv', '--accounts', '50', '--days', '1', '--truth', 'own.json']
    expect(tocsin(...args)).toMatchObject({ status: 0 })
    for (const name of ['own.csv', 'own.json'])
      expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
  })

  test('a plan that is no plan is refused in words', () => {
    const plan = file('bad.json', '{"name":"a"}')
    const { status, err } = tocsin('generate', 'x.csv', '--operations', plan)
    expect(status).toBe(1)
    expect(err).toContain('a JSON array of operations is expected')
    expect(err).not.toContain('    at ')
  })
})
