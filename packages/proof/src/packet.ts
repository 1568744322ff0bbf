/**
 * Packets: the receipts of all that is on record about one notice or release, or that an auditor's search found, in one file.
 *
 *     {"packet":"tocsin/packet/v1","about":"notice:<id>","receipts":["<receipt>", …]}      (JSON, this order, no spaces)
 *
 * What a packet says is what its receipts prove: texts, parties and decisions stand in their statements. Each receipt is
 * open, names what the packet is about, and stands at a later place in the log than the one before, so that a packet with
 * any byte changed fails. That nothing is left out it does not prove.
 *
 * A packet about `search:<id>` may hold entries whose statement is not shown. Its last receipt is that of the export, which
 * names the search and the place of each entry: all of them are in the packet, and nothing else.
 */
import { readFields } from './commitment.ts'
import { fromText, toText } from './encoding.ts'
import { ProofError } from './errors.ts'
import { verifyReceipt, type ReceiptPolicy, type VerifiedReceipt } from './receipt.ts'
import type { Verifier } from './signed-note.ts'

export type Packet = { about: string; receipts: readonly string[] }

const FORMAT = 'tocsin/packet/v1'
const START = '{"packet":'
const ABOUT = /^([a-z]+):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/** The text of a packet. */
export function formatPacket({ about, receipts }: Packet): string {
  return JSON.stringify({ packet: FORMAT, about, receipts })
}

/** Whether a file sets out to be a packet, rather than a receipt. */
export function isPacket(file: Uint8Array): boolean {
  const start = fromText(START)
  return start.every((byte, at) => file[at] === byte)
}

/**
 * Verifies a packet offline, every receipt as `policy` wants it. Throws a `ProofError` for the first thing that is wrong,
 * with the place of the receipt, and no other error.
 */
export async function verifyPacket(
  file: Uint8Array,
  verifiers: readonly Verifier[],
  policy: Omit<ReceiptPolicy, 'payload'> = {},
): Promise<{ about: string; receipts: VerifiedReceipt[] }> {
  const { about, receipts } = parsePacket(toText(file))
  if (!ABOUT.test(about))
    throw new ProofError('malformed-packet', 'it does not say what it is about')
  const verified: VerifiedReceipt[] = []
  for (const [at, text] of receipts.entries()) {
    const receipt = await verifyOne(text, at, verifiers, policy)
    const { disclosure, index } = receipt
    if (!isSearch(about) && !(disclosure.state === 'open' && saysAbout(disclosure.payload, about)))
      throw new ProofError(
        'malformed-packet',
        `receipt ${at + 1} does not say that it is about ${about}`,
      )
    if (index <= (verified.at(-1)?.index ?? -1))
      throw new ProofError('malformed-packet', `receipt ${at + 1} is not in the order of the log`)
    verified.push(receipt)
  }
  if (verified.length === 0) throw new ProofError('malformed-packet', 'it holds no receipt')
  if (isSearch(about)) verifyExport(about, verified)
  return { about, receipts: verified }
}

function isSearch(about: string): boolean {
  return about.startsWith('search:')
}

/** That the last receipt is of the export of this search, and that what it names is what the packet holds. */
function verifyExport(about: string, receipts: readonly VerifiedReceipt[]): void {
  const { disclosure } = receipts.at(-1)!
  const statement =
    disclosure.state === 'open' && disclosure.kind === 'audit.exported' ? disclosure.payload : ''
  const { search, entries } = readStatement(statement)
  if (`search:${String(search)}` !== about || !Array.isArray(entries))
    throw new ProofError('malformed-packet', `its last receipt is not of an export of ${about}`)
  const held = receipts.slice(0, -1).map(({ index }) => index)
  if (held.length === entries.length && held.every((index, i) => index === entries[i])) return
  throw new ProofError('malformed-packet', 'it does not hold just the entries that were exported')
}

function readStatement(payload: string): Record<string, unknown> {
  try {
    return (JSON.parse(payload) as Record<string, unknown> | null) ?? {}
  } catch {
    return {}
  }
}

/** Whether a statement names what it is about: by the id under its kind, as `notice`, or with its kind. */
function saysAbout(payload: string, about: string): boolean {
  const [, kind = '', id] = ABOUT.exec(about) ?? []
  return payload.includes(`"${about}"`) || readStatement(payload)[kind] === id
}

async function verifyOne(
  text: string,
  at: number,
  verifiers: readonly Verifier[],
  policy: Omit<ReceiptPolicy, 'payload'>,
): Promise<VerifiedReceipt> {
  try {
    return await verifyReceipt(text, verifiers, policy)
  } catch (cause) {
    if (!(cause instanceof ProofError)) throw cause
    throw new ProofError(cause.code, `receipt ${at + 1}: ${cause.message}`, { cause })
  }
}

function parsePacket(text: string): Packet {
  const { about, receipts } = readFields(text, 'malformed-packet')
  if (typeof about !== 'string' || !Array.isArray(receipts))
    throw new ProofError('malformed-packet', 'it has no receipts, or does not say what about')
  const packet = { about, receipts: receipts.map(String) }
  if (formatPacket(packet) === text) return packet
  throw new ProofError('malformed-packet', 'not in canonical form')
}
