/** What is published, as an installed user has it: packed, unpacked into an empty folder, and run on each Node that is declared. */
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import {
  formatReceipt,
  leafHash,
  leafOf,
  makeInclusionProof,
  makeKeyPair,
  rootHash,
  signCheckpoint,
  toSigner,
  type Disclosure,
} from '@tocsin/proof'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildPackages, PACKAGES } from './build-packages.ts'
import { findNode } from './node-versions.ts'

type Manifest = {
  engines: { node: string }
  publishConfig: object
  license: string
  keywords: string[]
  dependencies?: Record<string, string>
}

const root = resolve(import.meta.dirname, '..')
const place = mkdtempSync(join(tmpdir(), 'tocsin packed é-'))
const modules = join(place, 'node_modules')
const tocsin = join(modules, '@tocsin/cli/bin/tocsin.js')
/** The oldest that is declared, and the last of each line. */
const NODES = ['20.19.0', '20.20.2', '22.23.5', '24.21.0']

beforeAll(() => {
  buildPackages(root)
  const chosen = PACKAGES.flatMap((name) => ['-w', `packages/${name}`])
  const packed = run('npm', ['pack', '--json', '--pack-destination', place, ...chosen], root)
  const made = JSON.parse(packed.out) as { name: string; filename: string }[]
  for (const { name, filename } of Object.values(made)) {
    const folder = join(modules, name)
    mkdirSync(folder, { recursive: true })
    const args = ['-xzf', join(place, filename), '-C', folder, '--strip-components=1']
    if (run('tar', args).status !== 0) throw new Error(`${filename} cannot be unpacked`)
  }
  for (const name of PACKAGES) linkDependencies(name)
}, 900_000)
afterAll(() => rmSync(place, { recursive: true, force: true }))

/** What a package declares is there, as it is installed in this checkout, and nothing else is. */
function linkDependencies(name: string) {
  for (const dependency of Object.keys(manifestOf(name).dependencies ?? {})) {
    const path = join(modules, dependency)
    if (dependency.startsWith('@tocsin/') || existsSync(path)) continue
    mkdirSync(dirname(path), { recursive: true })
    const own = join(root, 'packages', name, 'node_modules', dependency)
    symlinkSync(existsSync(own) ? own : join(root, 'node_modules', dependency), path)
  }
}

function manifestOf(name: string): Manifest {
  return JSON.parse(readFileSync(join(modules, '@tocsin', name, 'package.json'), 'utf8'))
}

function run(program: string, args: string[], cwd = place) {
  const { status, stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' })
  return { status, out: stdout, err: stderr }
}

test.each(PACKAGES)('%s brings its licence, its README and where it may be published', (name) => {
  const folder = join(modules, '@tocsin', name)
  expect(readFileSync(join(folder, 'LICENSE'), 'utf8')).toContain('Apache License')
  expect(existsSync(join(folder, 'README.md'))).toBe(true)
  expect(existsSync(join(folder, 'src'))).toBe(false)
  const { keywords, publishConfig, license } = manifestOf(name)
  expect({ publishConfig, license }).toEqual({
    publishConfig: { access: 'public' },
    license: 'Apache-2.0',
  })
  expect(keywords.length).toBeGreaterThan(2)
})

describe.each(NODES)('on Node %s', (version) => {
  const node = findNode(root, version)
  const call = (...args: string[]) => run(node!, [tocsin, ...args])
  const write = (name: string, text: string) => {
    writeFileSync(join(place, name), text)
    return name
  }

  test.skipIf(node === undefined)('each library that declares it is loaded', () => {
    const [major] = version.split('.').map(Number)
    const declared = PACKAGES.filter(
      (name) => name !== 'cli' && major! >= Number(/\d+/.exec(manifestOf(name).engines.node)![0]),
    )
    expect(declared).toContain('detect')
    const code = declared.map((name) => `await import('@tocsin/${name}')`).join('\n')
    // A module in the folder itself: what it imports is sought there and nowhere else.
    const loader = write(`load-${version}.mjs`, code)
    expect(run(node!, [loader])).toEqual({ status: 0, out: '', err: '' })
  })

  test.skipIf(node === undefined)('the commands that need no server do their work', async () => {
    expect(call('--version')).toEqual({ status: 0, out: '0.1.0\n', err: '' })
    const plan = write('plan.json', '[{"name":"planted","size":12,"actsPerDay":10}]')
    const crowd = ['--days', '2', '--accounts', '200', '--operations', plan]
    expect(call('generate', 'posts.csv', ...crowd)).toMatchObject({ status: 0, err: '' })
    const found = call('detect', 'posts.csv', '--window', '60s', '--out', 'findings.json')
    expect(found).toMatchObject({ status: 0 })
    const { findings } = JSON.parse(readFileSync(join(place, 'findings.json'), 'utf8'))
    expect(findings.length).toBeGreaterThan(0)
    const object = write('identity.json', JSON.stringify(IDENTITY))
    expect(call('stix', 'validate', object)).toMatchObject({ status: 0 })
    expect(call('stix', 'normalise', object).err).toContain('time-precision')
    const { receipt, key } = await makeReceipt()
    const file = write('receipt.tlog-proof', receipt)
    expect(call('verify', file, '--key', key).out).toMatch(/^PROVEN/)
    const other = await makeReceipt()
    expect(call('verify', file, '--key', other.key)).toMatchObject({ status: 1 })
  })
})

const IDENTITY = {
  type: 'identity',
  spec_version: '2.1',
  id: 'identity--00000000-0000-4000-8000-000000000070',
  created: '2026-10-05T08:00:00.123456Z',
  modified: '2026-10-05T08:00:00.123456Z',
  name: 'Example County',
}

/** A log of one entry, its receipt and the key it is signed with. */
async function makeReceipt(): Promise<{ receipt: string; key: string }> {
  const pair = await makeKeyPair('exchange.example/log', 'signer')
  const disclosure: Disclosure = {
    state: 'open',
    kind: 'notice.acknowledged',
    time: '2026-11-03T07:00:00.000Z',
    salt: new Uint8Array(32).fill(5),
    payload: '{"statement":"County clerk, Example County, was told"}',
  }
  const leaves = [leafHash(new TextEncoder().encode(leafOf(disclosure)))]
  const head = { origin: 'exchange.example/log', size: 1, root: rootHash(leaves) }
  const checkpoint = await signCheckpoint(head, [await toSigner(pair.signer)])
  const proof = makeInclusionProof(leaves, 0)
  return { receipt: formatReceipt({ disclosure, index: 0, proof, checkpoint }), key: pair.verifier }
}
