import { checkByOffice, checkByParty, checkSuspicious, reportSuspicious } from '@tocsin/api'
import type { Limits } from '../auth/limits.ts'
import type { Context } from '../context.ts'
import type { Http } from '../http/server.ts'
import { selectDoor } from '../intake/take.ts'
import { type Answering, findByLink } from '../notices/acknowledge.ts'
import { askerOf, officeAsker, partyAsker } from './asker.ts'
import { answerIn, checkSent } from './check.ts'
import { reportSent } from './report.ts'

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
    await limits.count('checksPerAsker', asker.ownNames.join())
    return answerIn(ctx, asker, await checkSent(ctx, asker, sent, 'party-link'), language)
  })
  http.route(reportSuspicious, async ({ body: { token, ...sent }, address }) => {
    await limits.count('officeLinksPerAddress', address)
    const office = await findByLink(ctx, token, 'door')
    await limits.count('reportsPerOffice', office.targetId)
    return reportSent(ctx, { office, asker: await officeOf(office) }, sent)
  })
}
