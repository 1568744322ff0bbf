import {
  acknowledgeAsOffice,
  acknowledgeNotice,
  askSender as askSenderRoute,
  closeNotice as closeRoute,
  correctNotice as correctRoute,
  getCoverage,
  getNotice,
  getOfficeReceipt,
  getOwnOfficeReceipt,
  listNoticeEvents,
  listNotices,
  listOfficeNotices,
  listScheduledNotices,
  openNotice,
  sayNotMe as sayNotMeRoute,
  previewCorrection as previewCorrectionRoute,
  previewNotHit as previewNotHitRoute,
  previewNotice,
  sendNotHit as sendNotHitRoute,
  scheduleNotice as scheduleRoute,
  sendNotice as sendRoute,
  stopScheduledNotice,
} from '@tocsin/api'
import type { Limits } from '../auth/limits.ts'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { PAGE_SIZE, readNumber, sealedList, toPage } from '../db/keyset.ts'
import { whyBlocked, whyTextsBlocked } from '../delivery/health.ts'
import { ExchangeError } from '../errors.ts'
import { afterAct } from '../http/after-act.ts'
import type { Http } from '../http/server.ts'
import { asPerson, toReader, type Viewer } from '../http/viewer.ts'
import { recordLook } from '../log/looks.ts'
import type { Exit } from '../policy/decide.ts'
import { acknowledge, findByLink } from './acknowledge.ts'
import { askSender } from './ask.ts'
import { closeNotice } from './close.ts'
import { correctNotice } from './correct.ts'
import {
  answeringAsOffice,
  listForOffice,
  openForOffice,
  readForOffice,
  receiptForOffice,
} from './office.ts'
import { gatewayDoor } from './gateway-door.ts'
import { sayNotMe } from './not-me.ts'
import { questionRoutes } from './question-routes.ts'
import { selectOpenQuestions } from './question-store.ts'
import { sendNotHit } from './not-hit.ts'
import { readNotHit } from './not-hit-store.ts'
import { selectNotices } from './list.ts'
import { preview } from './preview.ts'
import { previewCorrection } from './preview-correction.ts'
import { previewNotHit } from './preview-not-hit.ts'
import { decideReaders } from './readers.ts'
import { scheduleNotice, stopScheduled } from './schedule.ts'
import { listScheduled } from './schedule-store.ts'
import { sendNotice } from './send.ts'
import { findSent } from './sendings.ts'
import { toCoverage, toEvent, toNotice, toSummary } from './shape.ts'
import {
  selectCounts,
  selectEvents,
  selectLanguages,
  selectMails,
  selectNotice,
  selectShorter,
} from './store.ts'
import { selectTexts, selectTextsAt } from './text-store.ts'
import { selectTargetsAt } from './targets-at.ts'
import { admitNotice } from './verdict.ts'
import { readLines, selectLinks } from './versions.ts'

/** Events of a page, unless the caller says how many. */
const EVENTS_PAGE = 500

/** Notices: written by members, answered by offices with no account, followed by both. */
export function noticeRoutes(ctx: Context, http: Http, limits: Limits): void {
  senderRoutes(ctx, http, limits)
  readerRoutes(ctx, http)
  officeRoutes(ctx, http, limits)
  questionRoutes(ctx, http)
  gatewayDoor(ctx, http, limits)
}

function senderRoutes(ctx: Context, http: Http, limits: Limits): void {
  http.route(previewNotice, ({ viewer, body }) => preview(ctx, viewer, body))
  http.route(sendRoute, async ({ viewer, body }) => {
    const sent = await findSent(ctx.database.db, viewer.memberId, body, ctx.clock.now())
    if (sent !== undefined) return readNotice(ctx, viewer, sent)
    await limits.count('noticesPerHour', viewer.memberId)
    await admitNotice(ctx, viewer, body)
    const id = await sendNotice(ctx, viewer, body)
    return afterAct(() => readNotice(ctx, viewer, id))
  })
  http.route(previewCorrectionRoute, ({ viewer, params, body }) =>
    previewCorrection(ctx, viewer, params.id, body),
  )
  http.route(correctRoute, async ({ viewer, params, body }) => {
    const id = await correctNotice(ctx, viewer, params.id, body)
    return afterAct(() => readNotice(ctx, viewer, id))
  })
  http.route(previewNotHitRoute, ({ viewer, params, body }) =>
    previewNotHit(ctx, viewer, params.id, body),
  )
  http.route(sendNotHitRoute, async ({ viewer, params, body }) => {
    const count = () => limits.count('noticesPerHour', viewer.memberId)
    const id = await sendNotHit(ctx, viewer, params.id, body, count)
    return afterAct(() => readNotice(ctx, viewer, id))
  })
  http.route(scheduleRoute, async ({ viewer, body }) => {
    const by = asPerson(viewer)
    await limits.count('noticesPerHour', viewer.memberId)
    return scheduleNotice(ctx, by, body)
  })
  http.route(listScheduledNotices, async ({ viewer }) => ({
    items: await listScheduled(ctx, viewer),
  }))
  http.route(stopScheduledNotice, ({ viewer, params }) =>
    stopScheduled(ctx, asPerson(viewer), params.id),
  )
  http.route(closeRoute, async ({ viewer, params, body }) => {
    await closeNotice(ctx, viewer, params.id, body.reason)
    return afterAct(() => readNotice(ctx, viewer, params.id))
  })
}

function readerRoutes(ctx: Context, http: Http): void {
  const now = () => ctx.clock.now()
  http.route(listNotices, async ({ viewer, query }) => {
    const blocked = await whyBlocked(ctx)
    const textsBlocked = await whyTextsBlocked(ctx)
    const { after, limit = PAGE_SIZE, state, words } = query
    const before = readNumber(after)
    const page = await asMember(ctx.database.db, toReader(viewer), now(), async (tx) => {
      const rows = await selectNotices(tx, { before, limit: limit + 1, state, words })
      const ids = rows.map((row) => row.id)
      const counts = await selectCounts(tx, ids, now())
      const mails = await selectMails(tx, ids)
      const texts = await selectTexts(tx, ids, now(), textsBlocked)
      const questions = await selectOpenQuestions(tx, ids)
      return toPage(rows, limit, {
        key: (row) => [row.log_index],
        shape: (row) =>
          toSummary(row, counts.get(row.id), {
            row: mails.get(row.id),
            blocked,
            texts: texts.get(row.id),
            questions: questions.get(row.id),
          }),
      })
    })
    const asked = page.items.map(({ id }) => ({ viewer, noticeId: id }))
    const decisions = await decideReaders(ctx, asked, 'api')
    return { ...page, items: page.items.filter((_, i) => decisions[i]!.allow) }
  })
  http.route(getNotice, ({ viewer, params }) => readNotice(ctx, viewer, params.id))
  http.route(getCoverage, async ({ viewer, params, query }) => {
    await admitReader(ctx, viewer, params.id)
    const blocked = await whyBlocked(ctx)
    const textsBlocked = await whyTextsBlocked(ctx)
    const coverage = await asMember(ctx.database.db, toReader(viewer), now(), async (tx) => {
      const notice = await selectNotice(tx, params.id)
      if (!notice) throw new ExchangeError('not-found', 'no such notice')
      const at = toInstant(query.at) ?? now()
      const lines = await readLines(tx, notice, at)
      const targets = await selectTargetsAt(tx, params.id, at)
      const texts = await selectTextsAt(tx, params.id, at, textsBlocked)
      return { notice, ...toCoverage(targets, { at, blocked, lines, texts }) }
    })
    const { notice, ...seen } = coverage
    await recordEnvelope(ctx, viewer, notice)
    return seen
  })
  eventRoutes(ctx, http)
}

function eventRoutes(ctx: Context, http: Http): void {
  http.route(listNoticeEvents, async ({ viewer, params, query }) => {
    await admitReader(ctx, viewer, params.id)
    return asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), async (tx) => {
      if (!(await selectNotice(tx, params.id)))
        throw new ExchangeError('not-found', 'no such notice')
      const { after, place, limit = EVENTS_PAGE } = query
      const list = sealedList(ctx.cursors, 'notice-events')
      const filter = { before: readNumber(list.open(after)), at: toInstant(query.at), place }
      const rows = await selectEvents(tx, params.id, { ...filter, limit: limit + 1 })
      const page = toPage(rows, limit, { key: (row) => [row.id], shape: toEvent, ...list })
      return { ...page, items: page.items.toReversed() }
    })
  })
}

function toInstant(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text)
}

function officeRoutes(ctx: Context, http: Http, limits: Limits): void {
  const find = async (token: string, address: string, exit: Exit) => {
    await limits.count('officeLinksPerAddress', address)
    return findByLink(ctx, token, exit)
  }
  http.route(openNotice, async ({ body, address }) => {
    return openForOffice(ctx, await find(body.token, address, 'door'))
  })
  http.route(acknowledgeNotice, async ({ body, address }) => {
    const { token, ...answer } = body
    const link = await find(token, address, 'door')
    await acknowledge(ctx, link, answer)
    return afterAct(() => readForOffice(ctx, link))
  })
  http.route(sayNotMeRoute, async ({ body, address }) => {
    const { token, ...said } = body
    const link = await find(token, address, 'door')
    await sayNotMe(ctx, link, said)
    return afterAct(() => readForOffice(ctx, link))
  })
  http.route(askSenderRoute, async ({ body, address }) => {
    const { token, ...question } = body
    const link = await find(token, address, 'door')
    await askSender(ctx, link, question)
    return afterAct(() => readForOffice(ctx, link))
  })
  http.route(getOfficeReceipt, async ({ body, address }) => {
    return receiptForOffice(ctx, await find(body.token, address, 'log'))
  })
  http.route(getOwnOfficeReceipt, async ({ viewer, params }) =>
    receiptForOffice(ctx, await answeringAsOffice(ctx, viewer, params.id, 'log')),
  )
  http.route(listOfficeNotices, ({ viewer, query }) => listForOffice(ctx, viewer, query))
  http.route(acknowledgeAsOffice, async ({ viewer, params, body }) => {
    const office = await answeringAsOffice(ctx, viewer, params.id, 'api')
    await acknowledge(ctx, office, body)
    return afterAct(() => readForOffice(ctx, office))
  })
}

/** Lets those pass whom the rules let see the notice; to anybody else it is not there. */
async function admitReader(ctx: Context, viewer: Viewer, id: string): Promise<void> {
  const [decision] = await decideReaders(ctx, [{ viewer, noticeId: id }], 'api')
  if (!decision!.allow) throw new ExchangeError('not-found', 'no such notice')
}

/** An operator sees the notices of others by its office, which goes on record. */
async function recordEnvelope(
  ctx: Context,
  viewer: Viewer,
  { id, from_id: sender }: { id: string; from_id: string },
): Promise<void> {
  if (!viewer.roles.includes('operator') || sender === viewer.memberId) return
  const look = { at: ctx.clock.now(), members: [sender] }
  await recordLook(ctx.database.db, viewer, `notice:${id}`, look)
}

async function readNotice(ctx: Context, viewer: Viewer, id: string) {
  await admitReader(ctx, viewer, id)
  const now = ctx.clock.now()
  const blocked = await whyBlocked(ctx)
  const textsBlocked = await whyTextsBlocked(ctx)
  const seen = await asMember(ctx.database.db, toReader(viewer), now, async (tx) => {
    const row = await selectNotice(tx, id)
    if (!row) throw new ExchangeError('not-found', 'no such notice')
    const counts = (await selectCounts(tx, [id], now)).get(id)
    const shorter = await selectShorter(tx, id)
    const links = await selectLinks(tx, id)
    const texts = (await selectTexts(tx, [id], now, textsBlocked)).get(id)
    const questions = (await selectOpenQuestions(tx, [id])).get(id)
    const mail = (await selectMails(tx, [id])).get(id)
    return { row, counts, shorter, links, texts, questions, mail }
  })
  // Who reads what is the sender's to know; an office sees its own line alone.
  const isSender = seen.row.from_id === viewer.memberId
  await recordEnvelope(ctx, viewer, seen.row)
  return toNotice(seen.row, seen.counts, {
    mail: { row: seen.mail, blocked, texts: seen.texts },
    questions: seen.questions,
    shorter: seen.shorter,
    links: seen.links,
    notHit: isSender ? await readNotHit(ctx.database.db, id, now) : {},
    languages: isSender ? await selectLanguages(ctx.database.db, id) : undefined,
  })
}
