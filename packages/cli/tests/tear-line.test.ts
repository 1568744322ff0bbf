import { commitmentOf } from '@tocsin/proof'
import { canonicalize } from '@tocsin/stix'
import { execFile } from 'node:child_process'
import { hash } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const tocsin = resolve(import.meta.dirname, '../bin/tocsin.js')
const TERMS = 'extension-definition--b2a79f75-4384-4ece-b56b-88012cfbe01f'
const source = [{ type: 'note', content: 'The whole of it' }]
const salt = Buffer.alloc(32, 7)
const made = commitmentOf(salt, hash('sha256', canonicalize(source), 'buffer'))
const commitment = Buffer.from(made).toString('base64')

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tocsin-tear-line-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function verify(opening: object, tie: object) {
  const [file, bundle] = [join(folder, 'opening.json'), join(folder, 'lower.json')]
  await writeFile(file, JSON.stringify(opening))
  const terms = { release_id: 'one', ...tie }
  await writeFile(bundle, JSON.stringify({ objects: [{ extensions: { [TERMS]: terms } }] }))
  return new Promise<{ code: number; out: string }>((done) => {
    execFile(
      process.execPath,
      [tocsin, 'verify', file, '--tear-line', bundle],
      (error, stdout, stderr) =>
        done({ code: error ? Number(error.code) : 0, out: stdout + stderr }),
    )
  })
}

test('a lower version is proven to be tied to the source that is opened, however its JSON is written, with no key', async () => {
  const opening = { v: 1, salt: salt.toString('base64'), source }
  const tie = { tear_line: { commitment } }
  const proven = await verify(opening, tie)
  expect(proven).toMatchObject({
    code: 0,
    out: expect.stringContaining('PROVEN: the lower version'),
  })
  const turned = [{ content: 'The whole of it', type: 'note' }]
  expect((await verify({ ...opening, source: turned }, tie)).code).toBe(0)
})

test.each([
  ['another source', { source: [{ type: 'note', content: 'Another' }] }, 'not to this source'],
  ['another salt', { salt: Buffer.alloc(32, 8).toString('base64') }, 'not to this source'],
  ['a salt that is none', { salt: 'AAAA' }, 'has not 32 bytes'],
  ['no source', { source: undefined }, 'holds no salt and source'],
])('with %s it is not proven', async (_, change, why) => {
  const opening = { v: 1, salt: salt.toString('base64'), source, ...change }
  const { code, out } = await verify(opening, { tear_line: { commitment } })
  expect(code).toBe(1)
  expect(out).toContain(why)
})

test('a bundle that says no tie is told so', async () => {
  const { code, out } = await verify({ v: 1, salt: salt.toString('base64'), source }, {})
  expect({ code, out }).toMatchObject({ code: 1, out: expect.stringContaining('says no tie') })
})
