import { getReport, getReportPage, getReportPdf, type PeriodReport } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Http } from '../http/server.ts'
import { makeReport } from './make.ts'
import { toPage } from './page.ts'
import { printReport } from './print.ts'

/** The report of a period, for an operator. */
export function reportRoutes(ctx: Context, http: Http): void {
  http.route(getReport, ({ viewer, query }) => makeReport(ctx, viewer, query))
  http.route(getReportPage, async ({ viewer, query }) => {
    const report = await makeReport(ctx, viewer, query)
    return new Response(toPage(report), {
      headers: toHeaders(report, 'text/html; charset=utf-8', 'html'),
    })
  })
  http.route(getReportPdf, async ({ viewer, query }) => {
    const report = await makeReport(ctx, viewer, query)
    const { exercise } = ctx.config
    const pdf = await printReport(report, { made: ctx.clock.now(), exercise })
    return new Response(Uint8Array.from(pdf), {
      headers: toHeaders(report, 'application/pdf', 'pdf'),
    })
  })
}

function toHeaders({ from, to }: PeriodReport, type: string, ending: string) {
  const name = `report-${from.slice(0, 10)}-${to.slice(0, 10)}.${ending}`
  return { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` }
}
