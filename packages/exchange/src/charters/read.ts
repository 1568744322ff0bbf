import { type Viewer, asPerson, toReader } from '../http/viewer.ts'
import type { Charter, CharterCheck, CharterDraft, CharterSheet, CharterVersion } from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { nameHolders } from './holders.ts'
import { toVersion } from './shape.ts'
import { seenOf } from './seen.ts'
import {
  lockGroup,
  missing,
  missingVersion,
  readHungEnd,
  readLast,
  selectShownVersions,
  textOf,
  type VersionRow,
} from './store.ts'
import { askCharter } from './verdict.ts'
import { changesOf, type Last, readDraft, runCases } from './work-out.ts'

/** The charter of a group that the viewer's member belongs to, or that an operator looks at. Throws `not-found`. */
export async function readCharter(ctx: Context, viewer: Viewer, groupId: string): Promise<Charter> {
  const { group, rows } = await selectShown(ctx, viewer, groupId)
  const mayTakePart =
    viewer.personId !== undefined &&
    viewer.via !== 'key' &&
    (
      await ctx.database.db
        .transaction()
        .execute((tx) => askCharter(tx, ctx, 'propose', asPerson(viewer), groupId))
    ).allow
  return {
    group: { id: groupId, name: group.name },
    inForce: group.charter_number,
    endsAt: group.expires_at.toISOString(),
    asOf: ctx.clock.now().toISOString(),
    versions: rows.map(toVersion),
    keyHolders: await nameHolders(ctx.database.db, rows),
    mayTakePart,
  }
}

/** One version as it is shown. Throws `not-found`. */
export async function readVersion(
  ctx: Context,
  viewer: Viewer,
  groupId: string,
  number: number,
): Promise<CharterVersion> {
  const { rows } = await selectShown(ctx, viewer, groupId)
  const row = rows.find((one) => one.number === number)
  if (!row) throw missingVersion()
  return toVersion(row)
}

/**
 * One version whole. While it waits, with who gains or loses what by it, and whoever could adopt it is remembered to have been
 * shown that.
 */
export async function readSheet(
  ctx: Context,
  viewer: Viewer,
  groupId: string,
  number: number,
): Promise<CharterSheet> {
  const { rows } = await selectShown(ctx, viewer, groupId)
  const row = rows.find((one) => one.number === number)
  if (!row) throw missingVersion()
  const isOwn = viewer.personId !== undefined && row.proposed_by === viewer.personId
  const keyHolders = await nameHolders(ctx.database.db, [row])
  const sheet = { version: toVersion(row), keyHolders, isOwn, text: textOf(row), cases: row.cases }
  if (row.state !== 'proposed') return sheet
  const draft = JSON.parse(row.bytes!) as CharterDraft
  const { check, seen } = await workOut(ctx, groupId, draft, row)
  if (seen !== undefined && viewer.personId !== undefined && viewer.via !== 'key')
    await ctx.database.db
      .insertInto('charter_looks')
      .values({ group_id: groupId, number, person_id: viewer.personId, seen, at: ctx.clock.now() })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  return { ...sheet, check, ...(seen === undefined ? {} : { seen }) }
}

/** What a draft would change; keeps nothing. Throws `not-found`. */
export async function checkDraft(
  ctx: Context,
  viewer: Viewer,
  groupId: string,
  draft: CharterDraft,
): Promise<CharterCheck> {
  await selectShown(ctx, viewer, groupId)
  return (await workOut(ctx, groupId, draft)).check
}

async function selectShown(ctx: Context, viewer: Viewer, groupId: string) {
  const { db } = ctx.database
  return asMember(db, toReader(viewer), ctx.clock.now(), async (tx) => {
    const group = await tx
      .selectFrom('groups')
      .select(['name', 'charter_number', 'expires_at'])
      .where('id', '=', groupId)
      .executeTakeFirst()
    const rows = await selectShownVersions(tx, groupId).execute()
    // Whoever was once released to knows the group's name and not its charter.
    if (!group || rows.length === 0) throw missing()
    return { group, rows }
  })
}

async function workOut(
  ctx: Context,
  groupId: string,
  draft: CharterDraft,
  version?: VersionRow,
): Promise<{ check: CharterCheck; seen: string | undefined }> {
  const { hungEnd, last } = await ctx.database.db.transaction().execute(async (tx) => {
    const end = await readHungEnd(tx, draft.terms)
    return { hungEnd: end, last: (await readLast(tx, await lockGroup(tx, groupId))) as Last }
  })
  const comparedWith = last.number
  const read = await readDraft(draft, last, hungEnd)
  if ('faults' in read) {
    const nothing = { byText: true, obstacles: [], cases: [], changes: [], compared: 0 }
    return { check: { ...read, ...nothing, comparedWith }, seen: undefined }
  }
  const from = new Date(draft.inForceFrom)
  const { text, terms, byText, obstacles } = read
  const check = {
    text,
    terms,
    byText,
    faults: [],
    obstacles,
    cases: runCases(draft.cases, read.side, ctx.policies),
    ...(await changesOf(last, read.side, from, ctx.policies)),
    comparedWith,
  }
  return { check, seen: version && seenOf(version, last, read, ctx.policies) }
}
