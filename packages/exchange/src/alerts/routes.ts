import {
  ALERT_STATES,
  answerAlert as answerRoute,
  answerByLink as answerByLinkRoute,
  getAlert,
  getOpenedSeal,
  listAlerts,
  listOpenedSeals,
  openPartyLink,
  sealAlert as sealRoute,
  setAlertAside,
  tellParty as tellRoute,
  type AlertState,
  type LookalikeDocument,
  type PartyAlert,
} from '@tocsin/api'
import type { Limits } from '../auth/limits.ts'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { NUMBER, PAGE_SIZE, readKey, readNumber, sealedList, toPage } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { asPerson, toReader, type Viewer } from '../http/viewer.ts'
import { makeReceipt, toReceiptFile } from '../log/receipt.ts'
import { answerAlert } from './answer.ts'
import { answerByLink, openLink } from './link.ts'
import { sealAlert, setAside } from './seal.ts'
import { toAlert, toMail } from './shape.ts'
import {
  countAlerts,
  selectAlert,
  selectAlerts,
  selectFindingBody,
  selectMails,
  selectOpened,
  selectUnsealed,
} from './store.ts'
import { tellParty } from './tell.ts'

/** Names that imitate defended parties: seen by whoever found them, told to the party, answered by it, sealed, opened. */
export function alertRoutes(ctx: Context, http: Http, limits: Limits): void {
  readingRoutes(ctx, http)
  http.route(tellRoute, async ({ viewer, params }) => {
    await tellParty(ctx, asPerson(viewer), params.id)
    return afterAct(() => readAlert(ctx, viewer, params.id))
  })
  http.route(setAlertAside, async ({ viewer, params, body }) => {
    await setAside(ctx, asPerson(viewer), params.id, body.reason)
    return afterAct(() => readAlert(ctx, viewer, params.id))
  })
  http.route(sealRoute, async ({ viewer, params, body }) => {
    await sealAlert(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readAlert(ctx, viewer, params.id))
  })
  http.route(answerRoute, async ({ viewer, params, body }) => {
    await answerAlert(ctx, asPerson(viewer), params.id, body)
    return afterAct(() => readAlert(ctx, viewer, params.id))
  })
  publicRoutes(ctx, http, limits)
}

function read<T>(ctx: Context, viewer: Viewer, query: (tx: Tx) => Promise<T>): Promise<T> {
  return asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), query)
}

/** An alert as the viewer may see it; throws `not-found`. */
async function readAlert(ctx: Context, viewer: Viewer, id: string): Promise<PartyAlert> {
  const row = await read(ctx, viewer, (tx) => selectAlert(tx, id))
  if (!row) throw new ExchangeError('not-found', 'no such alert')
  const opened = await selectOpened(ctx.database.db, [row.telling_id])
  const openedAt = opened.get(row.telling_id ?? '')
  return toAlert(row, { reader: viewer.memberId, now: ctx.clock.now(), openedAt })
}

function readingRoutes(ctx: Context, http: Http): void {
  const { db } = ctx.database
  http.route(listAlerts, async ({ viewer, query }) => {
    const { after: key, limit = PAGE_SIZE, ...filter } = query
    const list = sealedList(ctx.cursors, 'alerts')
    const [score, position] = readKey(list.open(key), String.raw`\d{1,3}`, NUMBER) ?? []
    const after =
      score === undefined ? undefined : { score: Number(score), position: Number(position) }
    const { rows, counts } = await read(ctx, viewer, async (tx) => ({
      rows: await selectAlerts(tx, filter, { after, limit: limit + 1 }),
      counts: await countAlerts(tx, filter),
    }))
    const opened = await selectOpened(
      db,
      rows.map(({ telling_id: id }) => id),
    )
    const facts = { reader: viewer.memberId, now: ctx.clock.now() }
    const page = toPage(rows, limit, {
      ...list,
      key: (row) => [row.score, row.position],
      shape: (row) => toAlert(row, { ...facts, openedAt: opened.get(row.telling_id ?? '') }),
    })
    return { ...page, counts: toCounts(counts) }
  })
  http.route(getAlert, async ({ viewer, params }) => {
    const alert = await readAlert(ctx, viewer, params.id)
    const { findingId } = alert
    if (findingId === undefined) return { alert, mails: [] }
    const { body, telling } = await read(ctx, viewer, async (tx) => ({
      body: await selectFindingBody(tx, findingId),
      telling: (await selectAlert(tx, params.id))?.telling_id,
    }))
    const mails = telling ? await selectMails(db, telling) : []
    return { alert, finding: JSON.parse(body) as LookalikeDocument, mails: mails.map(toMail) }
  })
}

function toCounts(counts: ReadonlyMap<AlertState, number>): Record<AlertState, number> {
  const told = ALERT_STATES.map((state) => [state, counts.get(state) ?? 0])
  return Object.fromEntries(told) as Record<AlertState, number>
}

/** By the link of a mail, and what has been opened to everybody. */
function publicRoutes(ctx: Context, http: Http, limits: Limits): void {
  const { db } = ctx.database
  http.route(openPartyLink, async ({ body, address }) => {
    await limits.count('officeLinksPerAddress', address)
    return openLink(ctx, body.token)
  })
  http.route(answerByLinkRoute, async ({ body, address }) => {
    await limits.count('officeLinksPerAddress', address)
    return answerByLink(ctx, body)
  })
  http.route(listOpenedSeals, async ({ query }) => {
    const { after, limit = PAGE_SIZE } = query
    const rows = await selectUnsealed(db, readNumber(after), limit + 1)
    return toPage(rows, limit, {
      key: (row) => [row.unsealed_index!],
      shape: (row) => ({
        name: row.name,
        target: row.target,
        basis: row.seal_basis ?? '',
        foundAt: row.first_seen.toISOString(),
        openedAt: row.unsealed_at!.toISOString(),
        ...(row.answer === 'ours' ? { ours: true as const } : {}),
        logIndex: Number(row.unsealed_index),
      }),
    })
  })
  http.route(getOpenedSeal, async ({ params }) => {
    const index = Number(params.index)
    const rows = await selectUnsealed(db, index + 1, 1)
    if (rows[0]?.unsealed_index === undefined || Number(rows[0].unsealed_index) !== index)
      throw new ExchangeError('not-found', 'no such entry was opened')
    return toReceiptFile(await makeReceipt(ctx, index), index)
  })
}
