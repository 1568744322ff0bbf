import type { CallFilter } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Viewer } from '../http/viewer.ts'
import { renderBriefing } from './briefing.ts'
import { readSheet } from './sheet.ts'
import { toCallsCsv } from './table.ts'

/** Offices of one file; what is beyond is counted in it. */
const MOST = 20_000

type File = { type: string; name: string; bytes: Uint8Array }

/** The list of calls as a file: all of it as CSV, or the most urgent of it on one page. */
export async function exportCalls(
  ctx: Context,
  viewer: Viewer,
  { format, ...filter }: CallFilter & { format: 'csv' | 'pdf' },
): Promise<File> {
  const exit = format === 'pdf' ? 'pdf' : 'export'
  const sheet = await readSheet(ctx, viewer, filter, { exit, limit: MOST })
  const day = sheet.at.slice(0, 10)
  if (format === 'csv') {
    const bytes = Buffer.from(toCallsCsv(sheet))
    return { type: 'text/csv; charset=utf-8', name: `calls-${day}.csv`, bytes }
  }
  const bytes = await renderBriefing({
    ...sheet,
    at: new Date(sheet.at),
    from: viewer.memberName,
    exercise: ctx.config.exercise,
  })
  return { type: 'application/pdf', name: `calls-${day}.pdf`, bytes }
}
