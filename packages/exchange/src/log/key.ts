import { makeKeyPair, toSigner, toVerifierText, type Signer } from '@tocsin/proof'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Db } from '../db/database.ts'
import { readSetting, writeSettingOnce } from '../db/settings.ts'
import { ExchangeError } from '../errors.ts'

/** The log's signing key and the text by which others verify it. */
export type LogKey = { signer: Signer; verifier: string }

const FILE = 'log.key'
const SETTING = 'log_key'

/**
 * Opens the log's key in `dataDir`, or makes it (readable by the owner only) for a database that has none yet.
 * A database keeps the public half of the key that its log began with, and refuses every other.
 */
export async function openLogKey(db: Db, dataDir: string, publicOrigin: string): Promise<LogKey> {
  const file = join(dataDir, FILE)
  const known = await readSetting(db, SETTING)
  const secret =
    (await readSecret(file)) ?? (known ? undefined : await makeSecret(file, publicOrigin))
  if (secret === undefined) {
    throw new ExchangeError(
      'conflict',
      `the log's key is missing: bring ${file} from the server that began this log or from its backup`,
    )
  }
  const verifier = await toVerifierText(secret)
  if ((await writeSettingOnce(db, SETTING, verifier)) !== verifier) {
    throw new ExchangeError('conflict', `${file} is the key of another log than this database's`)
  }
  return { signer: await toSigner(secret), verifier }
}

/** A log is named after the address of its files, without the scheme (C2SP tlog-tiles, "Parameters"). */
function toLogOrigin(publicOrigin: string): string {
  const { host, pathname } = new URL(publicOrigin)
  return `${host}${pathname.replace(/\/+$/, '')}/log`
}

async function readSecret(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new ExchangeError('internal', `cannot read ${file}`, { cause })
  }
}

/** Two processes that start together agree on the key of whichever wrote first. */
async function makeSecret(file: string, publicOrigin: string): Promise<string> {
  const { signer } = await makeKeyPair(toLogOrigin(publicOrigin), 'signer')
  await mkdir(join(file, '..'), { recursive: true })
  try {
    await writeFile(file, `${signer}\n`, { mode: 0o600, flag: 'wx', flush: true })
    return signer
  } catch (cause) {
    const theirs = await readSecret(file)
    if (theirs) return theirs
    throw new ExchangeError('internal', `cannot write ${file}`, { cause })
  }
}
