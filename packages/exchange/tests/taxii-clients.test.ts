/** The exchange's TAXII exit read and written by ordinary clients from PyPI; needs Python and its registry. */
import { freePort, freshPglite } from '@tocsin/testkit'
import { listen, post, testDomain, testIndicator } from '@tocsin/testkit/taxii'
import { execFile, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { startTaxiiHarness } from './taxii-harness.ts'

const VENV = resolve(import.meta.dirname, '../../../.cache/taxii-clients')
const PACKAGES = ['taxii2-client==2.3.0', 'stix2==3.0.2']
/** What the poller reads, in pages of 500. */
const OBJECTS = 5000
const why = whyNot()
if (why) console.warn(`SKIPPED: TAXII clients from PyPI: ${why}`)

/** Why the clients can not be run here, or nothing. */
function whyNot(): string | undefined {
  if (process.env['CI'] === 'true') return 'CI has no Python registry'
  if (spawnSync('python3', ['-m', 'venv', '--help']).status !== 0) return 'no python3 with venv'
  return undefined
}

function run(command: string, args: string[], input = ''): Promise<string> {
  return new Promise((done, reject) => {
    const child = execFile(command, args, (error, stdout, stderr) => {
      if (error) reject(new Error(`${command}: ${stderr}`, { cause: error }))
      else done(stdout)
    })
    child.stdin?.end(input)
  })
}

/** A virtual environment with the clients, made once and kept in the cache. */
async function pythonWithClients(): Promise<string> {
  const python = join(VENV, 'bin/python')
  if (!existsSync(join(VENV, 'bin/pip'))) {
    await mkdir(VENV, { recursive: true })
    await run('python3', ['-m', 'venv', VENV])
  }
  await run(python, ['-m', 'pip', 'install', '-q', ...PACKAGES])
  return python
}

describe.skipIf(why !== undefined)('TAXII clients from PyPI', () => {
  let python: string

  beforeAll(async () => {
    python = await pythonWithClients()
  }, 300_000)

  test('taxii2-client and stix2 discover, add, page, query and delete', async () => {
    const port = await freePort()
    const origin = `http://127.0.0.1:${port}`
    const harness = await startTaxiiHarness(await freshPglite(), origin)
    const listener = await listen(harness.handle, port)
    try {
      const collection = await harness.collection()
      const objects = [...Array.from({ length: 7 }, (_, n) => testIndicator(n)), testDomain(1)]
      const key = harness.authorization.a.replace('Bearer ', '')
      const script = join(import.meta.dirname, 'taxii_clients.py')
      const args = [script, `${origin}/taxii2/`, collection, 'any', key]
      expect(JSON.parse(await run(python, args, JSON.stringify(objects)))).toEqual({
        title: 'Test exchange',
        root: 'Test exchange',
        canWrite: true,
        added: 8,
        failed: 0,
        pages: [3, 3, 2],
        manifest: 7,
        versions: [objects[0]!['modified']],
        one: objects[0]!.id,
        stored: "[domain-name:value = 'stix2-library.example']",
        queried: [objects[0]!.id],
        left: 8,
      })
    } finally {
      await listener.stop()
      await harness.stop()
    }
  }, 300_000)

  test('a poller that signs in with Token and follows next alone reads every object once', async () => {
    const port = await freePort()
    const origin = `http://127.0.0.1:${port}`
    const harness = await startTaxiiHarness(await freshPglite(), origin)
    const listener = await listen(harness.handle, port)
    try {
      const collection = await harness.collection()
      for (let from = 0; from < OBJECTS; from += 500) {
        const objects = Array.from({ length: 500 }, (_, n) => testIndicator(from + n))
        expect((await post(harness, collection, objects)).json.success_count).toBe(500)
      }
      const key = harness.authorization.b.replace('Bearer ', '')
      const script = join(import.meta.dirname, 'taxii_follow_next.py')
      const args = [script, `${origin}/taxii2/`, `Group ${collection}`, key, '500']
      const seen = JSON.parse(await run(python, args)) as Record<string, number>
      expect(seen).toEqual({ pages: OBJECTS / 500, read: OBJECTS, distinct: OBJECTS })
    } finally {
      await listener.stop()
      await harness.stop()
    }
  }, 300_000)
})
