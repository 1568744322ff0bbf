/**
 * How parts lie in the database until they open, and what stands behind pseudonyms after that: compressed, padded to a power of two
 * and encrypted (AES-256-GCM) by a key that is in the exchange's folder and not in its database. Bound to what it is of, so that one
 * passed off as another does not open.
 */
import { createCipheriv, createDecipheriv, hash, hkdfSync, randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import type { Context } from '../context.ts'
import { readSetting, writeSettingOnce } from '../db/settings.ts'
import { ExchangeError } from '../errors.ts'

const FILE = 'disclosures.key'
const SETTING = 'disclosures_key'
const NONCE = 12
const TAG = 16
const LENGTH = 4
const SMALLEST = 4096
const HEX_KEY = /^[0-9a-f]{64}$/

/**
 * The key of this exchange, made for a database that has none yet. A database remembers which key its parts are sealed by. Throws
 * `conflict` where that key is missing or another stands in its place: then nothing opens until it is brought back.
 */
export async function openSealKey({
  config,
  database,
}: Pick<Context, 'config' | 'database'>): Promise<Buffer> {
  const file = join(config.dataDir, FILE)
  const known = await readSetting(database.db, SETTING)
  const found = (await readKey(file)) ?? (known === undefined ? await makeKey(file) : undefined)
  if (found === undefined)
    throw new ExchangeError(
      'conflict',
      `the key of sealed parts is missing: bring ${FILE} from the folder of the server that sealed them, or from its backup`,
    )
  const print = hash('sha256', found, 'hex')
  if ((await writeSettingOnce(database.db, SETTING, print)) !== print)
    throw new ExchangeError('conflict', `${FILE} is the key of another exchange’s sealed parts`)
  return found
}

async function readKey(file: string): Promise<Buffer | undefined> {
  try {
    const text = (await readFile(file, 'utf8')).trim()
    if (HEX_KEY.test(text)) return Buffer.from(text, 'hex')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new ExchangeError('internal', `cannot read ${FILE}`, { cause })
  }
  throw new ExchangeError('conflict', `${FILE} holds no key`)
}

/** Two processes that start together agree on the key of whichever wrote first. */
async function makeKey(file: string): Promise<Buffer> {
  const key = randomBytes(32)
  await mkdir(join(file, '..'), { recursive: true })
  try {
    await writeFile(file, `${key.toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true })
    return key
  } catch (cause) {
    const theirs = await readKey(file)
    if (theirs) return theirs
    throw new ExchangeError('internal', `cannot write ${FILE}`, { cause })
  }
}

/** Seals bytes for what `of` names. */
export async function seal(key: Buffer, of: string, bytes: Uint8Array): Promise<Buffer> {
  const small = await promisify(gzip)(bytes)
  const size = 2 ** Math.ceil(Math.log2(Math.max(SMALLEST, small.length + LENGTH)))
  const padded = Buffer.alloc(size)
  padded.writeUInt32BE(small.length, 0)
  small.copy(padded, LENGTH)
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyFor(key, of), nonce)
  return Buffer.concat([nonce, cipher.update(padded), cipher.final(), cipher.getAuthTag()])
}

/** What was sealed for `of`. Throws `internal` for bytes that are not, or that were changed. */
export async function unseal(key: Buffer, of: string, sealed: Uint8Array): Promise<Buffer> {
  try {
    const cipher = createDecipheriv('aes-256-gcm', keyFor(key, of), sealed.subarray(0, NONCE))
    cipher.setAuthTag(sealed.subarray(sealed.length - TAG))
    const body = sealed.subarray(NONCE, sealed.length - TAG)
    const padded = Buffer.concat([cipher.update(body), cipher.final()])
    const small = padded.subarray(LENGTH, LENGTH + padded.readUInt32BE(0))
    return await promisify(gunzip)(small)
  } catch (cause) {
    throw new ExchangeError('internal', `what was sealed for ${of} does not open`, { cause })
  }
}

function keyFor(key: Buffer, of: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `tocsin/disclosure/v1 ${of}`, 32))
}
