import { formatReceipt, inclusionProofFromTiles, parseLeaf, type Disclosure } from '@tocsin/proof'
import { asMember, type Reader } from '../db/as-member.ts'
import type { Database, Db } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { sha256 } from './append.ts'
import type { Log } from './log.ts'
import { tileReader, type SignedHead } from './store.ts'

/** Who asks and when, and whether the statement itself is shown in the file, only bound by it, or left out of it. */
export type ReceiptOptions = {
  asking?: { reader: Reader; now: Date }
  sealed?: boolean
  entryOnly?: boolean
}

/**
 * The proof file (`.tlog-proof`) of the entry at `index`. With `asking`, only a member that took part gets one, by
 * row-level security. An entry that is not yet in the tree is brought in first, so never call this in a transaction.
 * Throws `not-found`.
 */
export async function makeReceipt(
  { database, log }: { database: Pick<Database, 'db'>; log: Log },
  index: number,
  options: ReceiptOptions = {},
): Promise<string> {
  const { db } = database
  const entry = await db
    .selectFrom('log_entries')
    .select('leaf')
    .where('index', '=', index)
    .executeTakeFirst()
  if (!entry) throw new ExchangeError('not-found', `the log has no entry ${index}`)
  const disclosure = await disclose(db, index, entry.leaf, options)
  const head = await headWith(log, index)
  const proof = await inclusionProofFromTiles(index, head.size, tileReader(db), sha256)
  return formatReceipt({ disclosure, index, proof, checkpoint: head.note })
}

/** The proof file of the entry at `index` as a download. */
export function toReceiptFile(text: string, index: number): Response {
  return new Response(text, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="receipt-${index}.tlog-proof"`,
    },
  })
}

async function disclose(
  db: Db,
  index: number,
  leaf: string,
  { asking, sealed, entryOnly }: ReceiptOptions,
): Promise<Disclosure> {
  const { kind, time, commitment } = parseLeaf(leaf)
  if (entryOnly) return { state: 'entry', kind, time, commitment }
  const row = asking
    ? await asMember(db, asking.reader, asking.now, (tx) => selectPayload(tx, index))
    : await selectPayload(db, index)
  if (!row) {
    if (asking && (await selectPayload(db, index))) {
      throw new ExchangeError('not-found', `the log has no entry ${index} of yours`)
    }
    return { state: 'entry', kind, time, commitment }
  }
  const { salt, payload } = row
  if (!sealed) return { state: 'open', kind, time, salt, payload }
  return { state: 'sealed', kind, time, salt, payloadHash: sha256(Buffer.from(payload)) }
}

function selectPayload(db: Db, index: number) {
  return db
    .selectFrom('log_payloads')
    .select(['salt', 'payload'])
    .where('index', '=', index)
    .executeTakeFirst()
}

/** The newest signed head that contains the entry, made on the spot where the job has not come to it yet. */
async function headWith(log: Log, index: number): Promise<SignedHead> {
  let head = await log.head()
  for (let more = true; more && !(head && head.size > index); head = await log.head()) {
    more = await log.integrate()
  }
  if (head && head.size > index) return head
  throw new ExchangeError('unavailable', `entry ${index} is not in the tree yet; ask again`)
}
