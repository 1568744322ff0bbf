/** A version of what is published: gathered and made outside of any transaction, then written whole. */
import type { DisclosurePack, MemberKind, PublishedDisclosure } from '@tocsin/api'
import { commitmentOf } from '@tocsin/proof'
import { hash } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Db, Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { sha256 } from '../log/append.ts'
import { type MadeFile, makeFiles } from './files.ts'
import { type MissingPart, type OpenPart, render } from './render.ts'
import { unseal } from './seal.ts'
import type { DisclosureRow } from './store.ts'

const SALT = 32
/** Rows of each table that the page shows; all stand in the files. */
const SHOWN = 50

/** What a page is, but for what the versions after it and its place in the log add. */
export type Page = Omit<
  PublishedDisclosure,
  'logIndex' | 'versions' | 'citation' | 'files' | 'exercise'
>
export type MadeVersion = { number: number; openedAt: Date; page: Page; files: MadeFile[] }

/** Bytes of a part with the salt before them, as they are sealed. */
export function toSealed(salt: Uint8Array, pack: DisclosurePack): Buffer {
  return Buffer.concat([salt, Buffer.from(JSON.stringify(pack))])
}

/** The commitment to a part, base64; whoever is given salt and part computes the same. */
export function digestOf(salt: Uint8Array, packText: Uint8Array): string {
  return Buffer.from(commitmentOf(salt, sha256(packText), sha256)).toString('base64')
}

/** What a part of this place is sealed for. */
export function placeOf(id: string, memberId: string, seq: number): string {
  return `part:${id}:${memberId}:${seq}`
}

export type Unsealed = { salt: Buffer; text: Buffer; pack: DisclosurePack }

/** Opens a sealed part, and holds it to what the log committed to. */
export async function unsealPart(
  key: Buffer,
  row: {
    disclosure_id: string
    member_id: string
    seq: number
    digest: string
    sealed: Uint8Array | null
  },
): Promise<Unsealed> {
  const place = placeOf(row.disclosure_id, row.member_id, row.seq)
  const bytes = await unseal(key, place, row.sealed!)
  const [salt, text] = [bytes.subarray(0, SALT), bytes.subarray(SALT)]
  if (digestOf(salt, text) !== row.digest)
    throw new ExchangeError('internal', `${place} is not what was committed to`)
  return { salt, text, pack: JSON.parse(text.toString('utf8')) as DisclosurePack }
}

/** The secret that makes the pseudonyms of a disclosure. */
async function openSecret(db: Db, key: Buffer, id: string): Promise<Buffer> {
  const { sealed } = await db
    .selectFrom('disclosure_secrets')
    .select('sealed')
    .where('disclosure_id', '=', id)
    .executeTakeFirstOrThrow()
  return unseal(key, `disclosure:${id}`, sealed)
}

/** The newest version, and when the first one opened. */
export async function selectNewest(
  db: Db,
  id: string,
): Promise<{ number: number; firstAt?: Date }> {
  const rows = await db
    .selectFrom('disclosure_versions')
    .select(['number', 'opened_at'])
    .where('disclosure_id', '=', id)
    .orderBy('number')
    .execute()
  const first = rows[0]
  return { number: rows.length, ...(first ? { firstAt: first.opened_at } : {}) }
}

/** Parts that opened in earlier versions, each as it was last corrected. */
export async function gatherOpened(db: Db, key: Buffer, id: string): Promise<OpenPart[]> {
  const rows = await db
    .selectFrom('disclosure_parts as p')
    .innerJoin('members as m', 'm.id', 'p.member_id')
    .innerJoin('disclosure_members as d', (join) =>
      join
        .onRef('d.disclosure_id', '=', 'p.disclosure_id')
        .onRef('d.member_id', '=', 'p.member_id'),
    )
    .selectAll('p')
    .select(['m.name', 'm.kind', 'd.version', 'p.opened_in'])
    .distinctOn('p.member_id')
    .where('p.disclosure_id', '=', id)
    .where('p.state', '=', 'opened')
    .orderBy('p.member_id')
    .orderBy('p.seq', 'desc')
    .execute()
  const parts: OpenPart[] = []
  for (const row of rows) {
    const { pack } = await unsealPart(key, row)
    const isCorrected = row.opened_in !== row.version
    parts.push({
      member: { id: row.member_id, name: row.name, kind: row.kind as MemberKind },
      digest: row.digest,
      since: row.version!,
      ...(isCorrected ? { correctedIn: row.opened_in! } : {}),
      pack,
    })
  }
  return parts
}

/** Makes a version of these parts. */
export async function makeVersion(
  ctx: Context,
  key: Buffer,
  row: DisclosureRow,
  { parts, number, openedAt, firstAt = openedAt }: Making,
): Promise<MadeVersion> {
  const { id, title, threshold, k } = row
  const secret = await openSecret(ctx.database.db, key, id)
  const inOrder = parts.toSorted((a, b) => a.member.name.localeCompare(b.member.name))
  const rendered = await render(inOrder, { threshold, k }, secret)
  const at = openedAt.toISOString()
  const facts = { id, title, version: number, openedAt: at, firstAt: firstAt.toISOString() }
  const files = await makeFiles(rendered, facts)
  const { accounts, posts, indicators } = rendered
  const page: Page = {
    id,
    version: number,
    title,
    openedAt: at,
    ...(row.opens_at <= openedAt ? { instant: row.opens_at.toISOString() } : {}),
    threshold,
    k,
    parts: rendered.parts,
    accounts: accounts.slice(0, SHOWN),
    accountsLeftOut: Math.max(0, accounts.length - SHOWN),
    posts: posts.slice(0, SHOWN),
    postsLeftOut: Math.max(0, posts.length - SHOWN),
    indicators: indicators.slice(0, SHOWN),
    indicatorsLeftOut: Math.max(0, indicators.length - SHOWN),
    researchTerms: { text: row.research_terms, digest: hash('sha256', row.research_terms, 'hex') },
  }
  return { number, openedAt, page, files }
}

export type Making = {
  parts: readonly (OpenPart | MissingPart)[]
  number: number
  openedAt: Date
  firstAt?: Date | undefined
}

/** Writes a version and its files; its place in the log follows once it is known (`placeVersion`). */
export async function writeVersion(
  tx: Tx,
  id: string,
  { number, openedAt, page, files }: MadeVersion,
  why: string,
): Promise<void> {
  const key = { disclosure_id: id, number }
  const version = { ...key, opened_at: openedAt, why, page: JSON.stringify(page), log_index: -1 }
  await tx.insertInto('disclosure_versions').values(version).execute()
  for (const { name, mediaType, bytes, sha256: digest, pieces } of files) {
    const file = { ...key, name, media_type: mediaType, bytes, sha256: digest }
    await tx.insertInto('disclosure_files').values(file).execute()
    for (const [seq, content] of pieces.entries())
      await tx
        .insertInto('disclosure_pieces')
        .values({ ...key, name, seq, content })
        .execute()
  }
}

export async function placeVersion(
  tx: Tx,
  id: string,
  number: number,
  logIndex: number,
): Promise<void> {
  await tx
    .updateTable('disclosure_versions')
    .set({ log_index: logIndex })
    .where('disclosure_id', '=', id)
    .where('number', '=', number)
    .execute()
}

/** What the log says of a version: the hashes of its files, and who opened what. */
export function toStatement({ number, page, files }: MadeVersion): object {
  return {
    version: number,
    instant: page.instant ?? null,
    files: Object.fromEntries(files.map(({ name, sha256: digest }) => [name, digest])),
    parts: page.parts.map(({ member, state, digest }) => ({
      member: member.name,
      state,
      ...(digest === undefined ? {} : { digest }),
    })),
  }
}
