import {
  checkByOffice,
  checkByParty,
  checkSuspicious,
  draftSuspicious,
  listReportsByMember,
  listReportsByParty,
  reportByMember,
  reportByParty,
  reportSuspicious,
} from '@tocsin/api'
import type { Limits } from '../auth/limits.ts'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Http } from '../http/server.ts'
import { asPerson, toReader } from '../http/viewer.ts'
import { toOwnReport } from '../intake/shape.ts'
import { countReports, selectReports } from '../intake/store.ts'
import { keepReport, selectDoor, takeReport } from '../intake/take.ts'
import { type Answering, findByLink } from '../notices/acknowledge.ts'
import { askerOf, officeAsker, partyAsker } from './asker.ts'
import { answerIn, checkSent } from './check.ts'
import { admitWords } from '../told-first/words.ts'
import { draftSent } from './draft.ts'
import { reportSent, type Reported } from './report.ts'
import { byMember, byParty, partyDoor, receiversFor } from './reporting.ts'

/** Own reports that are listed at once. */
const OWN = 100

/** Suspicious mails and links: looked at for whoever asks, kept by nobody, reported where an office wants it. */
export function suspiciousRoutes(ctx: Context, http: Http, limits: Limits): void {
  const officeOf = async (office: Answering) =>
    officeAsker(ctx, await selectDoor(ctx.database.db, office.targetId, ctx.clock.now()))
  http.route(checkSuspicious, async ({ viewer, body: { language, ...sent } }) => {
    await limits.count('checksPerAsker', viewer.memberId)
    const asker = await askerOf(ctx, viewer)
    return answerIn(ctx, asker, await checkSent(ctx, asker, sent, 'signed-in'), language)
  })
  http.route(checkByOffice, async ({ body: { token, language, ...sent }, address }) => {
    await limits.count('officeLinksPerAddress', address)
    const office = await findByLink(ctx, token, 'door')
    await limits.count('checksPerAsker', office.targetId)
    const asker = await officeOf(office)
    return answerIn(ctx, asker, await checkSent(ctx, asker, sent, 'office-link'), language)
  })
  http.route(checkByParty, async ({ body: { token, language, ...sent }, address }) => {
    await limits.count('officeLinksPerAddress', address)
    const asker = await partyAsker(ctx, token)
    // Two parties may bear one name.
    await limits.count('checksPerAsker', asker.partyId)
    return answerIn(ctx, asker, await checkSent(ctx, asker, sent, 'party-link'), language)
  })
  http.route(reportSuspicious, async ({ body: { token, ...sent }, address }) => {
    await limits.count('officeLinksPerAddress', address)
    const office = await findByLink(ctx, token, 'door')
    await limits.count('reportsPerOffice', office.targetId)
    const take = (report: Reported) => takeReport(ctx, office, report)
    return reportSent(ctx, { asker: await officeOf(office), take }, sent)
  })
  memberRoutes(ctx, http, limits)
  partyRoutes(ctx, http, limits)
}

/** What whoever is signed in makes of what it had looked at: a report, or a draft to be shared. */
function memberRoutes(ctx: Context, http: Http, limits: Limits): void {
  http.route(reportByMember, async ({ viewer, body: { to, ...sent } }) => {
    const by = asPerson(viewer)
    await limits.count('reportsPerOffice', viewer.memberId)
    const reporting = await byMember(ctx, by, to)
    const take = async (report: Reported) => {
      const words = [report.what, report.where]
      await admitWords(ctx, by, { act: 'report.make', subject: `member:${to}`, words })
      return keepReport(ctx, reporting, report)
    }
    return reportSent(ctx, { asker: await askerOf(ctx, viewer), take }, sent)
  })
  http.route(listReportsByMember, async ({ viewer }) => {
    const filter = { from: viewer.memberId, limit: OWN }
    const receivers = await receiversFor(ctx, viewer)
    return asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), async (tx) => {
      const rows = await selectReports(tx, filter)
      return {
        items: rows.map(toOwnReport),
        more: (await countReports(tx, filter)) - rows.length,
        receivers,
      }
    })
  })
  http.route(draftSuspicious, async ({ viewer, body }) => {
    await limits.count('checksPerAsker', viewer.memberId)
    return draftSent(ctx, { viewer, asker: await askerOf(ctx, viewer) }, body)
  })
}

function partyRoutes(ctx: Context, http: Http, limits: Limits): void {
  http.route(reportByParty, async ({ body: { token, ...sent }, address }) => {
    await limits.count('officeLinksPerAddress', address)
    const door = await partyDoor(ctx, token)
    await limits.count('reportsPerOffice', door.partyId)
    const reporting = byParty(door)
    const take = (report: Reported) => keepReport(ctx, reporting, report)
    return reportSent(ctx, { asker: await partyAsker(ctx, token), take }, sent)
  })
  http.route(listReportsByParty, async ({ body, address }) => {
    await limits.count('officeLinksPerAddress', address)
    const { partyId: party, name, to } = await partyDoor(ctx, body.token)
    const rows = await selectReports(ctx.database.db, { party, limit: OWN })
    return {
      items: rows.map(toOwnReport),
      more: (await countReports(ctx.database.db, { party, limit: OWN })) - rows.length,
      ...(to ? { to } : {}),
      party: name,
    }
  })
}
