import type { Meeting, MeetingSummary, Minutes } from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Db, Tx } from '../db/database.ts'
import { PAGE_SIZE, type PageQuery, readNumber, sealedList, toPage } from '../db/keyset.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { selectShownItems, selectShownPromises } from './item-store.ts'
import { selectAnswers } from './seal.ts'
import { toMeeting, toSummary } from './shape.ts'
import {
  missing,
  selectMails,
  selectParties,
  selectShownAttendance,
  selectShownMeetings,
} from './store.ts'
import { ask } from './verdict.ts'

/** A page of the meetings that the viewer's member was called to, newest call first; `next` is passed back as `after`. */
export async function listMeetings(
  ctx: Context,
  viewer: Viewer,
  { after, limit = PAGE_SIZE }: PageQuery,
): Promise<{ items: MeetingSummary[]; next?: string }> {
  const list = sealedList(ctx.cursors, 'meetings')
  const before = readNumber(list.open(after))
  if (!mayRead(ctx, viewer)) return { items: [] }
  const rows = await read(ctx, viewer, (tx) =>
    selectShownMeetings(tx)
      .$if(before !== undefined, (query) => query.where('t.position', '<', before!))
      .orderBy('t.position', 'desc')
      .limit(limit + 1)
      .execute(),
  )
  return toPage(rows, limit, { key: (row) => [row.position], shape: toSummary, ...list })
}

/** One meeting that the viewer's member was called to. Throws `not-found`. */
export async function readMeeting(ctx: Context, viewer: Viewer, id: string): Promise<Meeting> {
  if (!mayRead(ctx, viewer)) throw missing()
  const { row, ...shown } = await read(ctx, viewer, async (tx) => {
    const row = await selectShownMeetings(tx).where('t.id', '=', id).executeTakeFirst()
    if (!row) throw missing()
    return {
      row,
      attendance: await selectShownAttendance(tx, id),
      items: await selectShownItems(tx, id),
      promises: await selectShownPromises(tx, id),
      answers: await selectAnswers(tx, id),
      before: row.follows === null ? [] : await selectShownPromises(tx, row.follows),
    }
  })
  const { db } = ctx.database
  // Whoever meets is named to all who meet, also where one of them has left the group since.
  const parties = await db.transaction().execute((tx) => selectParties(tx, row.invited))
  return toMeeting(row, viewer.memberId, {
    ...shown,
    members: parties.map(({ id: member, name, kind }) => ({ id: member, name, kind })),
    mails: await selectMails(db, id),
    wantsMail: await wantsMail(db, viewer.personId),
  })
}

/** Who was called is for row-level security to say; whether anybody reads at all, and that no machine does, for the rules. */
export function mayRead(ctx: Context, viewer: Viewer): boolean {
  const isMachine = viewer.via === 'key'
  return ask(ctx, viewer, { action: 'attend', isInvited: true, isMachine }).allow
}

async function wantsMail(db: Db, personId: string | undefined): Promise<boolean> {
  if (personId === undefined) return false
  const declined = await db
    .selectFrom('meeting_mail_declined')
    .select('person_id')
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return declined === undefined
}

function read<T>(ctx: Context, viewer: Viewer, run: (tx: Tx) => Promise<T>): Promise<T> {
  return asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), run)
}

/** One item of a meeting as this person sees it. */
export async function readItem(ctx: Context, viewer: Viewer, id: string, item: string) {
  const { items } = await readMeeting(ctx, viewer, id)
  const found = items.find((one) => one.id === item)
  if (!found) throw missing()
  return found
}

/** One promise of a meeting as this person sees it. */
export async function readPromise(ctx: Context, viewer: Viewer, id: string, promise: string) {
  const { promises } = await readMeeting(ctx, viewer, id)
  const found = promises.find((one) => one.id === promise)
  if (!found) throw missing()
  return found
}

/** The minutes byte for byte. Throws `not-found` where the meeting has not ended, or the viewer's member was not called to it. */
export async function readMinutes(ctx: Context, viewer: Viewer, id: string): Promise<Minutes> {
  if (!mayRead(ctx, viewer)) throw missing()
  const row = await read(ctx, viewer, (tx) =>
    tx.selectFrom('meetings').selectAll().where('id', '=', id).executeTakeFirst(),
  )
  if (!row || row.minutes_text === null) throw missing()
  const { minutes_text: text, minutes_sha256: sha256, seal_text: seal } = row
  return {
    text,
    sha256: sha256!,
    ...(seal === null ? {} : { seal: { text: seal, sha256: row.seal_sha256! } }),
  }
}
