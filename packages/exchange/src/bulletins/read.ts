import type { Bulletin } from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { PAGE_SIZE, readNumber, toPage, type PageQuery } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { decideReaders } from '../notices/readers.ts'
import { decidePublishing } from '../policy/apprise.ts'
import { toCap, type CapFacts } from './cap.ts'
import { signAlert } from './sign-cap.ts'
import {
  selectAreas,
  selectBulletins,
  selectCap,
  selectCountry,
  selectEarlier,
  type BulletinRow,
  type CapRow,
} from './store.ts'

/** A page of notices that everybody may read, newest first, without those that the rules in force keep back. */
export async function listBulletins(
  ctx: Context,
  { after, limit = PAGE_SIZE }: PageQuery,
): Promise<{ items: Bulletin[]; next?: string }> {
  const before = readNumber(after)
  const rows = await selectBulletins(ctx.database.db, { before, limit: limit + 1 })
  const page = toPage(rows, limit, { key: (row) => [row.log_index], shape: (row) => row })
  const items = page.items.filter((row) => mayStand(ctx, row))
  return { ...page, items: items.map((row) => toBulletin(row, ctx.config.exercise)) }
}

/** One of them. Throws `not-found`. */
export async function readBulletin(ctx: Context, id: string): Promise<Bulletin> {
  const [row] = await selectBulletins(ctx.database.db, { id, limit: 1 })
  if (!row || !mayStand(ctx, row)) throw new ExchangeError('not-found', 'no such public notice')
  return toBulletin(row, ctx.config.exercise)
}

/** One of them as an alert that names no place below the country: whom it was made out to is not public. Throws `not-found`. */
export async function bulletinCap(ctx: Context, id: string): Promise<string> {
  await readBulletin(ctx, id)
  const { db } = ctx.database
  const row = (await selectCap(db, id))!
  const areas = [await selectCountry(db)]
  const page = `${ctx.config.origin}/bulletins/${id}`
  return signAlert(ctx, toCap(await toFacts(ctx, row, { areas, page })))
}

/** A notice as an alert for whoever the rules let see it, with the places that they may see. Throws `not-found`. */
export async function noticeCap(ctx: Context, viewer: Viewer, id: string): Promise<string> {
  const [decision] = await decideReaders(ctx, [{ viewer, noticeId: id }], 'export')
  const { db } = ctx.database
  const row = decision!.allow ? await selectCap(db, id) : undefined
  if (!row) throw new ExchangeError('not-found', 'no such notice')
  const areas = await asMember(db, toReader(viewer), ctx.clock.now(), (tx) => selectAreas(tx, id))
  const page = `${ctx.config.origin}/notices/${id}`
  return signAlert(ctx, toCap(await toFacts(ctx, { ...row, is_public: false }, { areas, page })))
}

async function toFacts(
  ctx: Context,
  row: CapRow,
  { areas, page }: Pick<CapFacts, 'areas' | 'page'>,
): Promise<CapFacts> {
  const { id, kind, tlp, from, texts, sent_at: sentAt, log_index: logIndex } = row
  const knownAt = row.known_at ?? undefined
  return {
    notice: { id, kind, tlp, from, texts, sentAt, logIndex, knownAt },
    origin: ctx.config.origin,
    exercise: ctx.config.exercise,
    isPublic: row.is_public,
    earlier: await selectEarlier(ctx.database.db, id),
    isPart: row.is_part,
    areas,
    page,
  }
}

function mayStand(ctx: Context, row: BulletinRow): boolean {
  const { exercise } = ctx.config
  return decidePublishing(
    {
      // What was public stays so, whatever became of its sender.
      sender: { kind: row.from_kind, active: true },
      type: row.kind,
      tlp: row.tlp,
      correctsHidden: row.corrects_hidden,
      context: { now: ctx.clock.now(), exit: 'export', exercise },
    },
    ctx.policies,
  ).allow
}

function toBulletin(row: BulletinRow, exercise: boolean): Bulletin {
  const corrected = (row.corrected_by ?? []).map(({ is_part: isPart, at, ...one }) => ({
    ...one,
    at: new Date(at).toISOString(),
    isPart,
  }))
  return {
    id: row.id,
    kind: row.kind,
    from: row.from,
    fromKind: row.from_kind,
    texts: row.texts,
    mainLanguage: row.main_language,
    sentAt: row.sent_at.toISOString(),
    exercise,
    logIndex: row.log_index,
    ...(row.corrects ? { corrects: row.corrects, isPart: row.is_part } : {}),
    ...(corrected.length > 0 ? { correctedBy: corrected } : {}),
  }
}
