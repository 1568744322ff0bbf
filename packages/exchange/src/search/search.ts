/**
 * One search over what a person may see. Rows are read as their member, under row-level security; the rules are asked of each
 * release, notice and case before it is named. What was searched for is kept nowhere.
 */
import {
  SEARCH_KINDS,
  SEARCH_NAMED,
  type SearchHit,
  type SearchKind,
  type SearchReply,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { mayRead as mayReadCases } from '../cases/verdict.ts'
import { mayRead as mayReadMeetings } from '../meetings/read.ts'
import { decideReaders } from '../notices/readers.ts'
import {
  findGroups,
  findMembers,
  findParties,
  findPeople,
  findPlaces,
  findVendors,
} from './parties.ts'
import { findHolding, findReleases } from './releases.ts'
import {
  findAlerts,
  findCases,
  findElections,
  findFindings,
  findMeetings,
  selectNoticesNamed,
} from './work.ts'
import { readWanted } from './words.ts'

/** Notices asked of the rules for those that are named. */
const ASKED = 4 * SEARCH_NAMED

type Found = { items: SearchHit[]; more: boolean }

/** Everything that the words find, by kind, each kind capped; kinds with nothing are left out. */
export async function searchAll(ctx: Context, viewer: Viewer, words: string): Promise<SearchReply> {
  const wanted = readWanted(words)
  const isAnalyst = viewer.roles.includes('analyst')
  const seesCases = mayReadCases(ctx, viewer)
  const seesMeetings = mayReadMeetings(ctx, viewer)
  const read = await asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), async (tx) => {
    const { looked, ...holding } = await findHolding(ctx, tx, viewer, wanted)
    const found: Record<Exclude<SearchKind, 'notice'>, Found> = {
      release: await findReleases(ctx, tx, viewer, wanted),
      holding,
      finding: capped(isAnalyst ? await findFindings(tx, wanted) : []),
      alert: capped(await findAlerts(tx, wanted)),
      case: capped(seesCases ? await findCases(tx, viewer.memberId, wanted) : []),
      meeting: capped(seesMeetings ? await findMeetings(tx, wanted) : []),
      party: capped(await findParties(tx, wanted)),
      vendor: capped(await findVendors(tx, wanted)),
      election: capped(await findElections(tx, wanted, ctx.clock.now())),
      member: capped(await findMembers(tx, wanted)),
      person: capped(await findPeople(tx, wanted)),
      group: capped(await findGroups(tx, wanted)),
      place: capped(await findPlaces(tx, wanted)),
    }
    return { looked, found, notices: await selectNoticesNamed(tx, wanted, ASKED + 1) }
  })
  const notice = await shownNotices(ctx, viewer, read.notices)
  const found: Record<SearchKind, Found> = { ...read.found, notice }
  return {
    found: SEARCH_KINDS.map((kind) => ({ kind, ...found[kind] })).filter(
      ({ items, more }) => items.length > 0 || more,
    ),
    looked: read.looked,
  }
}

async function shownNotices(
  ctx: Context,
  viewer: Viewer,
  rows: readonly SearchHit[],
): Promise<Found> {
  const asked = rows.slice(0, ASKED).map(({ id }) => ({ viewer, noticeId: id }))
  const decisions = await decideReaders(ctx, asked, 'api')
  const shown = rows.slice(0, ASKED).filter((_, i) => decisions[i]!.allow)
  return {
    items: shown.slice(0, SEARCH_NAMED),
    more: shown.length > SEARCH_NAMED || rows.length > ASKED,
  }
}

/** Out of one more than are named, where there are. */
function capped(items: readonly SearchHit[]): Found {
  return { items: items.slice(0, SEARCH_NAMED), more: items.length > SEARCH_NAMED }
}
