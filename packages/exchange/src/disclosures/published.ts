/** What is published, for everybody: read as owner, of versions alone, which hold nothing that did not open. */
import type { PublishedDisclosure, PublishedSummary } from '@tocsin/api'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { PAGE_SIZE, readNumber, toPage, type PageQuery } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import { makeReceipt } from '../log/receipt.ts'
import type { Page } from './version.ts'

/** The newest version of each disclosure that opened, newest first. */
export async function listPublished(
  ctx: Context,
  { after, limit = PAGE_SIZE }: PageQuery,
): Promise<{ items: PublishedSummary[]; next?: string }> {
  const before = readNumber(after)
  const { rows } = await sql<{ position: number; page: string }>`
    select v.position, v.page from disclosure_versions v
    where not exists (select from disclosure_versions n
        where n.disclosure_id = v.disclosure_id and n.number > v.number)
      ${before === undefined ? sql`` : sql`and v.position < ${before}`}
    order by v.position desc limit ${limit + 1}`.execute(ctx.database.db)
  return toPage(rows, limit, {
    key: (row) => [row.position],
    shape: ({ page }) => toSummary(JSON.parse(page) as Page, ctx.config.exercise),
  })
}

function toSummary({ id, title, version, openedAt, parts }: Page, exercise: boolean) {
  return { id, title, version, openedAt, members: parts.map(({ member }) => member.name), exercise }
}

/** A version as everybody may read it. Throws `not-found`. */
export async function readPublished(
  ctx: Context,
  id: string,
  number: number,
): Promise<PublishedDisclosure> {
  const { db } = ctx.database
  const rows = await db
    .selectFrom('disclosure_versions')
    .select(['number', 'opened_at', 'why'])
    .where('disclosure_id', '=', id)
    .orderBy('number')
    .execute()
  const row = await selectVersion(ctx, id, number)
  const files = await db
    .selectFrom('disclosure_files')
    .select(['name', 'media_type', 'bytes', 'sha256'])
    .where('disclosure_id', '=', id)
    .where('number', '=', number)
    .orderBy('name')
    .execute()
  const page = JSON.parse(row.page) as Page
  const shown = files.map(({ media_type: mediaType, ...file }) => ({ ...file, mediaType }))
  return {
    ...page,
    files: shown,
    citation: citationOf(ctx, page, shown.find(({ name }) => name === 'disclosure.json')!.sha256),
    logIndex: row.log_index,
    versions: rows.map(({ number: version, opened_at, why }) => ({
      version,
      openedAt: opened_at.toISOString(),
      why,
    })),
    exercise: ctx.config.exercise,
  }
}

async function selectVersion(ctx: Context, id: string, number: number) {
  const row = await ctx.database.db
    .selectFrom('disclosure_versions')
    .select(['page', 'log_index'])
    .where('disclosure_id', '=', id)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!row) throw new ExchangeError('not-found', 'no such version of a disclosure')
  return row
}

function citationOf(ctx: Context, page: Page, sha256: string): string {
  const { id, version, title, openedAt, parts } = page
  const authors = parts.filter(({ state }) => state === 'opened').map(({ member }) => member.name)
  const who = authors.length > 0 ? authors.join(', ') : ctx.config.name
  const where = `${ctx.config.origin}/disclosures/${id}/${version}`
  const drill = ctx.config.exercise ? 'EXERCISE. ' : ''
  return `${drill}${who} (${openedAt.slice(0, 4)}). ${title}. Joint disclosure, version ${version}, opened ${openedAt}. ${where}. SHA-256 of disclosure.json: ${sha256}`
}

/** A file of a version, as a stream; `done` is called once it was read or left. Throws `not-found`. */
export async function readPublishedFile(
  ctx: Context,
  id: string,
  { version: number, name }: { version: number; name: string },
  done: () => void,
): Promise<Response> {
  const { db } = ctx.database
  const file = await db
    .selectFrom('disclosure_files')
    .select(['media_type', 'bytes'])
    .where('disclosure_id', '=', id)
    .where('number', '=', number)
    .where('name', '=', name)
    .executeTakeFirst()
  if (!file) {
    done()
    throw new ExchangeError('not-found', 'no such file of a disclosure')
  }
  const pieces = async function* () {
    for (let seq = 0; ; seq++) {
      const piece = await db
        .selectFrom('disclosure_pieces')
        .select('content')
        .where('disclosure_id', '=', id)
        .where('number', '=', number)
        .where('name', '=', name)
        .where('seq', '=', seq)
        .executeTakeFirst()
      if (!piece) return
      yield piece.content
    }
  }
  const source = Readable.from(pieces())
  const plain = createGunzip()
  source.on('error', (cause) => plain.destroy(cause))
  plain.once('close', done)
  return new Response(Readable.toWeb(source.pipe(plain)) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': file.media_type,
      'content-length': String(file.bytes),
      'content-disposition': `attachment; filename="${id}-${number}-${name}"`,
    },
  })
}

/** The proof file of a version: its statement stands open in it, since everybody may read what it says. Throws `not-found`. */
export async function readPublishedProof(
  ctx: Context,
  id: string,
  number: number,
): Promise<Response> {
  const { log_index: index } = await selectVersion(ctx, id, number)
  const text = await makeReceipt(ctx, index)
  return new Response(text, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="${id}-${number}.tlog-proof"`,
    },
  })
}
