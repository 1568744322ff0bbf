import { programOf } from '@tocsin/testkit/programs'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const note = {
  type: 'note',
  spec_version: '2.1',
  id: 'note--5d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b10',
  created: '2024-03-05T10:00:00.000Z',
  modified: '2024-03-05T10:00:00.000Z',
  content: 'Two precincts opened late.',
  object_refs: ['identity--5d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b11'],
}
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tocsin-stix-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function run(args: string[], input = '') {
  const tocsin = programOf('tocsin')
  const command = [...tocsin.args, 'stix', 'validate', ...args]
  const { status, stdout } = spawnSync(process.execPath, command, {
    env: tocsin.env,
    input,
    encoding: 'utf8',
  })
  return { status, lines: stdout.trim().split('\n') }
}

function file(name: string, text: string): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

describe('tocsin stix validate', () => {
  test('checks each object of a list', () => {
    const { status, lines } = run(['-'], JSON.stringify([note, { ...note, content: 5 }]))
    expect(status).toBe(1)
    expect(lines[0]).toContain('MUST /1/content')
    expect(lines.at(-1)).toContain('2 objects, 1 MUST')
  })

  test('a valid object from standard input gives status 0', () => {
    const { status, lines } = run(['-'], JSON.stringify(note))
    expect(status).toBe(0)
    expect(lines).toEqual(['-: 1 objects, 0 MUST and 0 SHOULD faults'])
  })

  test('each fault is a line with file, line, level, place, rule, section and id', () => {
    const path = file(
      'notes.jsonl',
      [note, { ...note, content: 7, x_mood: 'calm' }].map((o) => JSON.stringify(o)).join('\n'),
    )
    const { status, lines } = run([path])
    expect(status).toBe(1)
    expect(lines).toEqual([
      `${path}:2: MUST /content 7 is not a string [type, STIX 2.1 2.15] ${note.id}`,
      `${path}:2: SHOULD /x_mood a property of your own should come by an extension [custom-property, STIX 2.1 11.1] ${note.id}`,
      `${path}: 2 objects, 1 MUST and 1 SHOULD faults`,
    ])
  })

  test('recommendations count only when asked', () => {
    const path = file('custom.json', JSON.stringify({ ...note, x_mood: 'calm' }))
    expect(run([path]).status).toBe(0)
    expect(run(['--strict', path]).status).toBe(1)
  })

  test('bundles are taken apart, and a fault names the object it is in', () => {
    const bundle = {
      type: 'bundle',
      id: 'bundle--5d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b12',
      objects: [note, { ...note, id: 'note--5d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b13', content: '' }],
    }
    const { status, lines } = run([file('bundle.json', JSON.stringify(bundle, null, 2))])
    expect(status).toBe(0)
    expect(lines.at(-1)).toContain('2 objects, 0 MUST and 0 SHOULD')
  })

  test('an envelope is taken apart like a bundle; of one that more follows it is said', () => {
    const objects = [note, { ...note, content: 5 }]
    const whole = run(['-'], JSON.stringify({ more: false, objects }))
    expect(whole.lines[0]).toMatch(/MUST \/objects\/1\/?content/)
    expect(whole.lines.at(-1)).toContain('2 objects, 1 MUST')
    expect(whole.status).toBe(1)
    const cut = run(['-'], JSON.stringify({ more: true, next: '2', objects }))
    expect(cut.lines[0]).toContain('what follows it is not in this file')
    expect(cut.status).toBe(2)
  })

  test('what cannot be read gives status 2 and does not stop the rest', () => {
    const path = file('broken.jsonl', `${JSON.stringify(note)}\n${JSON.stringify(note)}\n{"type":`)
    const { status, lines } = run([path, join(folder, 'missing.json')])
    expect(status).toBe(2)
    expect(lines[0]).toMatch(/broken\.jsonl: unreadable: line 3: not JSON/)
    expect(lines[1]).toContain('2 objects')
    expect(lines[2]).toMatch(/missing\.json: unreadable: ENOENT/)
  })

  test('a hostile name cannot move the cursor', () => {
    const { lines } = run(['-'], JSON.stringify({ ...note, '\u001b[2J': 1 }))
    expect(lines.join('\n')).not.toContain('\u001b')
  })
})
