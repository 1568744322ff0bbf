import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { auditLog, type LogReader } from './audit.ts'
import { signCheckpoint } from './checkpoint.ts'
import { fromText } from './encoding.ts'
import { ProofError } from './errors.ts'
import { makeKeyPair, toSigner, toVerifier } from './key.ts'
import { leafHash, rootHash } from './merkle.ts'
import { growTree } from './tile-growth.ts'
import { tilePath, tilesOf, toEntryBundle } from './tiles.ts'

const pair = await makeKeyPair('log.example', 'signer')
const keys = [toVerifier(pair.verifier)]
const signer = await toSigner(pair.signer)
const bad = (code: string) => expect.objectContaining({ code })

/** A whole log as files, the way a server publishes it. */
async function publish(entries: Uint8Array[]): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>()
  const leaves = entries.map((entry) => leafHash(entry))
  const grown = growTree({ size: 0, hashes: [] }, leaves)
  for (const tile of grown.tiles) files.set(tilePath(tile), tile.data)
  for (const tile of tilesOf(entries.length)) {
    if (tile.level > 0) continue
    const start = tile.index * 256
    const bundle = toEntryBundle(entries.slice(start, start + tile.width))
    files.set(tilePath({ ...tile, level: 'entries' }), bundle)
  }
  files.set('checkpoint', fromText(await checkpointOf(entries)))
  return files
}

function checkpointOf(entries: Uint8Array[]): Promise<string> {
  const leaves = entries.map((entry) => leafHash(entry))
  const head = { origin: 'log.example', size: entries.length, root: rootHash(leaves) }
  return signCheckpoint(head, [signer])
}

const entriesOf = (size: number) => Array.from({ length: size }, (_, i) => fromText(`entry ${i}`))
const reader =
  (files: Map<string, Uint8Array>): LogReader =>
  async (path) =>
    files.get(path) ?? null

describe('the audit', () => {
  test.each([0, 1, 255, 256, 257, 512, 700])('passes an honest log of %i entries', async (size) => {
    const seen: number[] = []
    const files = await publish(entriesOf(size))
    const { checkpoint } = await auditLog(reader(files), keys, { onEntry: (i) => seen.push(i) })
    expect(checkpoint.size).toBe(size)
    expect(seen).toEqual(Array.from({ length: size }, (_, i) => i))
  })

  test('shows that every older checkpoint is a beginning of the log', async () => {
    const entries = entriesOf(600)
    const files = await publish(entries)
    for (const size of [0, 1, 255, 256, 257, 599, 600]) {
      const since = await checkpointOf(entries.slice(0, size))
      expect((await auditLog(reader(files), keys, { since })).since?.size).toBe(size)
    }
  })

  test('finds an entry removed, reordered or changed since an older checkpoint', async () => {
    const entries = entriesOf(300)
    const since = await checkpointOf(entries.slice(0, 280))
    const removed = entries.filter((_, i) => i !== 17)
    const reordered = entries.with(17, entries[18]!).with(18, entries[17]!)
    const changed = entries.with(17, fromText('another'))
    for (const rewritten of [removed, reordered, changed]) {
      const files = await publish(rewritten)
      await auditLog(reader(files), keys)
      await expect(auditLog(reader(files), keys, { since })).rejects.toThrow(bad('log-mismatch'))
    }
    const short = await publish(entries.slice(0, 200))
    await expect(auditLog(reader(short), keys, { since })).rejects.toThrow(/shrank/)
  })

  test('finds any byte changed in any file, and names the file', async () => {
    const files = await publish(entriesOf(600))
    const names = [...files.keys()].filter((name) => name !== 'checkpoint')
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), fc.nat(), async (name, place) => {
        const changed = files.get(name)!.slice()
        changed[place % changed.length]! ^= 1 << (place % 8)
        const tampered = new Map(files).set(name, changed)
        await expect(auditLog(reader(tampered), keys)).rejects.toThrow(ProofError)
      }),
      { numRuns: 100 },
    )
    const cut = new Map(files).set('tile/entries/001', new Uint8Array(3))
    await expect(auditLog(reader(cut), keys)).rejects.toThrow(/tile\/entries\/001/)
    const gone = new Map(files)
    gone.delete('tile/0/001')
    await expect(auditLog(reader(gone), keys)).rejects.toThrow(bad('log-unreadable'))
  })

  test('takes the full tile where a partial one was dropped', async () => {
    const files = await publish(entriesOf(256))
    const old = await checkpointOf(entriesOf(200))
    files.set('checkpoint', fromText(old))
    expect((await auditLog(reader(files), keys)).checkpoint.size).toBe(200)
  })
})
