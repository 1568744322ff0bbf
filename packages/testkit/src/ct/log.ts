/** A log in memory: entries, heads signed with a key of its own, proofs. What a server of it says is in `serve.ts`. */
import { makeConsistencyProof, makeInclusionProof, rootHash } from '@tocsin/proof'
import { createHash, generateKeyPairSync, hash, sign, type KeyObject } from 'node:crypto'

export type Entry = {
  /** A certificate, or the signed part of a precertificate. */
  readonly der: Buffer
  readonly isTbs?: boolean
  readonly timestamp: number
}

const sha256 = (data: Uint8Array): Buffer => hash('sha256', data, 'buffer')

function uint(value: number, bytes: number): Buffer {
  return Buffer.from(value.toString(16).padStart(2 * bytes, '0'), 'hex')
}

export class MemoryLog {
  /** A SubjectPublicKeyInfo in base64, as lists of logs have it. */
  readonly key: string
  readonly origin = 'log.example/2026'
  readonly entries: Entry[] = []
  readonly hashes: Buffer[] = []
  private readonly privateKey: KeyObject
  private readonly roots = new Map<number, Buffer>()

  constructor() {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    this.privateKey = privateKey
    this.key = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
  }

  add(...entries: readonly Entry[]): void {
    for (const entry of entries) {
      this.entries.push(entry)
      this.hashes.push(
        sha256(Buffer.concat([Buffer.of(0), this.leafInput(this.entries.length - 1)])),
      )
    }
  }

  /** The TimestampedEntry, with its index in it. */
  timestamped(index: number): Buffer {
    const { der, isTbs = false, timestamp } = this.entries[index]!
    return Buffer.concat([
      uint(timestamp, 8),
      uint(isTbs ? 1 : 0, 2),
      ...(isTbs ? [Buffer.alloc(32, 9)] : []),
      uint(der.length, 3),
      der,
      uint(8, 2),
      Buffer.of(0, 0, 5),
      uint(index, 5),
    ])
  }

  leafInput(index: number): Buffer {
    return Buffer.concat([Buffer.of(0, 0), this.timestamped(index)])
  }

  tileLeaf(index: number): Buffer {
    const { der, isTbs = false } = this.entries[index]!
    return Buffer.concat([
      this.timestamped(index),
      ...(isTbs ? [uint(der.length, 3), der] : []),
      uint(64, 2),
      Buffer.alloc(64, 3),
    ])
  }

  root(size = this.entries.length): Buffer {
    let root = this.roots.get(size)
    root ??= Buffer.from(rootHash(this.hashes.slice(0, size), sha256))
    this.roots.set(size, root)
    return root
  }

  consistency(first: number, second: number): Uint8Array[] {
    return makeConsistencyProof(this.hashes.slice(0, second), first, sha256)
  }

  inclusion(index: number, size: number): Uint8Array[] {
    return makeInclusionProof(this.hashes.slice(0, size), index, sha256)
  }

  /** The answer to get-sth. */
  sth(size: number, timestamp: number, root = this.root(size)): object {
    return {
      tree_size: size,
      timestamp,
      sha256_root_hash: root.toString('base64'),
      tree_head_signature: this.signed(size, timestamp, root).toString('base64'),
    }
  }

  checkpoint(size: number, timestamp: number, root = this.root(size)): string {
    const id = createHash('sha256').update(Buffer.from(this.key, 'base64')).digest()
    const keyId = sha256(Buffer.concat([Buffer.from(`${this.origin}\n`), Buffer.of(5), id]))
    const line = Buffer.concat([
      keyId.subarray(0, 4),
      uint(timestamp, 8),
      this.signed(size, timestamp, root),
    ])
    return `${this.origin}\n${size}\n${root.toString('base64')}\n\n\u2014 ${this.origin} ${line.toString('base64')}\n`
  }

  private signed(size: number, timestamp: number, root: Buffer): Buffer {
    const message = Buffer.concat([Buffer.of(0, 1), uint(timestamp, 8), uint(size, 8), root])
    const signature = sign('sha256', message, this.privateKey)
    return Buffer.concat([Buffer.of(4, 3), uint(signature.length, 2), signature])
  }
}
