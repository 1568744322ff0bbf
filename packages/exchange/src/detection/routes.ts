import {
  cancelRun,
  draftMethod,
  draftStix,
  exportFinding as exportFindingRoute,
  getFinding,
  getRun,
  importFindings,
  printFinding,
  listFindings as listFindingsRoute,
  getNetwork,
  listEarlierNetworks,
  listNetworks,
  listRuns as listRunsRoute,
  triageNetworks,
  startRun,
  startWatch,
  uploadActivity,
  type FindingDocument,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Http } from '../http/server.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { appendLog } from '../log/append.ts'
import { selectMember } from '../members/store.ts'
import { findingsImported } from './acts.ts'
import { linkEarlier, selectLinked } from './earlier.ts'
import { renderDossier } from './dossier-pdf.ts'
import { exportFinding } from './export.ts'
import { parseFindings, toNetworkRows } from './findings.ts'
import {
  selectAnalysts,
  selectHistory,
  selectLeader,
  selectNetworks,
  selectNetworksById,
} from './networks.ts'
import { methodOf, toMethodObjects } from './method.ts'
import type { Runs } from './runs.ts'
import {
  insertFindings,
  selectFinding,
  listFindings,
  listRuns,
  selectRun,
  selectSetUp,
  toFindingSummary,
} from './store.ts'
import { toStix } from './to-stix.ts'
import { changeNetworks, inOrder } from './triage.ts'
import type { Uploads } from './uploads.ts'
import { afterAct } from '../http/after-act.ts'

/** Uploads, detection runs and findings: a member's own, seen by nobody else until released. */
export function detectionRoutes(ctx: Context, http: Http, runs: Runs, uploads: Uploads): void {
  const read = <T>(viewer: Viewer, query: (tx: Tx) => Promise<T>) =>
    asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), query)
  const oneFinding = async (viewer: Viewer, id: string) => {
    const found = await read(viewer, (tx) => selectFinding(tx, id))
    if (!found) throw new ExchangeError('not-found', 'no such finding')
    if (found.unread !== null)
      throw new ExchangeError(
        'conflict',
        `the document of this finding cannot be read: ${found.unread}`,
      )
    return found
  }

  runRoutes(ctx, http, runs, uploads)
  http.route(listFindingsRoute, ({ viewer, query }) =>
    read(viewer, (tx) => listFindings(tx, query)),
  )
  http.route(getFinding, async ({ viewer, params }) => {
    const { summary, body } = await oneFinding(viewer, params.id)
    const text = `{"summary":${JSON.stringify(summary)},"finding":${body}}`
    return new Response(text, { headers: { 'content-type': 'application/json' } })
  })
  http.route(importFindings, async ({ viewer, body }) => {
    const facts = { memberId: viewer.memberId, runId: null, at: ctx.clock.now() }
    const rows = toNetworkRows(parseFindings(body.findings), facts)
    const ids = rows.map((row) => row.id)
    await ctx.database.db.transaction().execute(async (tx) => {
      await insertFindings(tx, rows)
      await linkEarlier(tx, ids)
      if (ids.length > 0) await appendLog(tx, [findingsImported(ids, viewer, facts.at)])
    })
    return { items: rows.map(toFindingSummary) }
  })
  http.route(draftStix, async ({ viewer, params }) => {
    const { summary, body, platform } = await oneFinding(viewer, params.id)
    const member = (await selectMember(ctx.database.db, viewer.memberId))!
    return toStix(JSON.parse(body) as FindingDocument, {
      title: summary.title,
      author: { id: member.id, name: member.name, since: member.created_at },
      at: ctx.clock.now(),
      platform,
    })
  })
  networkRoutes(ctx, http)
  fileRoutes(ctx, http, oneFinding)
}

/** Files that are looked through, and how it goes. */
function runRoutes(ctx: Context, http: Http, runs: Runs, uploads: Uploads): void {
  const read = <T>(viewer: Viewer, query: (tx: Tx) => Promise<T>) =>
    asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), query)
  const oneRun = async (viewer: Viewer, id: string) => {
    const run = await read(viewer, (tx) => selectRun(tx, id))
    if (!run) throw new ExchangeError('not-found', 'no such run')
    return run
  }
  http.route(uploadActivity, ({ viewer, query, request }) =>
    uploads.take(viewer, { name: query.name, of: query.of ?? 'activity' }, request),
  )
  http.route(startWatch, async ({ viewer, body }) => {
    const id = await runs.watch(viewer, body)
    return afterAct(() => oneRun(viewer, id))
  })
  http.route(startRun, async ({ viewer, body }) => {
    const id = await runs.start(viewer, body)
    return afterAct(() => oneRun(viewer, id))
  })
  http.route(listRunsRoute, ({ viewer, query }) => read(viewer, (tx) => listRuns(tx, query)))
  http.route(getRun, ({ viewer, params }) => oneRun(viewer, params.id))
  http.route(draftMethod, async ({ viewer, params, body }) => {
    const run = await read(viewer, (tx) => selectSetUp(tx, params.id))
    if (!run) throw new ExchangeError('not-found', 'no such run')
    const { method, dropped } = methodOf(run)
    const at = ctx.clock.now()
    const { id, name, created_at: since } = (await selectMember(ctx.database.db, viewer.memberId))!
    const author = { id, name, since }
    return { method, dropped, objects: toMethodObjects(method, { author, words: body.words, at }) }
  })
  http.route(cancelRun, async ({ viewer, params }) => {
    await oneRun(viewer, params.id)
    await runs.cancel(viewer, params.id)
    return afterAct(() => oneRun(viewer, params.id))
  })
}

/** Networks as the member triages them. */
function networkRoutes(ctx: Context, http: Http): void {
  const read = <T>(viewer: Viewer, query: (tx: Tx) => Promise<T>) =>
    asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), query)
  http.route(listNetworks, ({ viewer, query }) =>
    read(viewer, async (tx) => ({
      ...(await selectNetworks(tx, query)),
      analysts: await selectAnalysts(tx, viewer.memberId),
    })),
  )
  http.route(triageNetworks, async ({ viewer, body }) => {
    const ids = await changeNetworks(ctx, viewer, body)
    const networks = await afterAct(() => read(viewer, (tx) => selectNetworksById(tx, ids)))
    return { items: inOrder(networks, ids) }
  })
  http.route(listEarlierNetworks, ({ viewer, params }) =>
    read(viewer, async (tx) => {
      const leader = await selectLeader(tx, params.id)
      if (leader === undefined) throw new ExchangeError('not-found', 'no such finding')
      return { items: await selectLinked(tx, leader) }
    }),
  )
  http.route(getNetwork, ({ viewer, params }) =>
    read(viewer, async (tx) => {
      const leader = await selectLeader(tx, params.id)
      const [network] = leader === undefined ? [] : await selectNetworksById(tx, [leader])
      if (!network) throw new ExchangeError('not-found', 'no such finding')
      return {
        network,
        history: await selectHistory(tx, network.id),
        analysts: await selectAnalysts(tx, viewer.memberId),
      }
    }),
  )
}

/** A network as files: tables, graphs, and its dossier on paper. */
function fileRoutes(
  ctx: Context,
  http: Http,
  oneFinding: (viewer: Viewer, id: string) => Promise<{ body: string }>,
): void {
  const oneNetwork = async (viewer: Viewer, id: string) => {
    const { body } = await oneFinding(viewer, id)
    const finding = JSON.parse(body) as FindingDocument
    if (finding.kind !== 'network')
      throw new ExchangeError('bad-request', 'only a network is exported in this form')
    return finding
  }
  http.route(printFinding, async ({ viewer, params, query }) => {
    const finding = await oneNetwork(viewer, params.id)
    const member = (await selectMember(ctx.database.db, viewer.memberId))!.name
    const { exercise } = ctx.config
    const facts = { finding, tlp: query.tlp, member, at: ctx.clock.now(), exercise }
    const headers = {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="finding-${params.id}.pdf"`,
    }
    return new Response(Uint8Array.from(await renderDossier(facts)), { headers })
  })
  http.route(exportFindingRoute, async ({ viewer, params }) => {
    const finding = await oneNetwork(viewer, params.id)
    const { type, ending, text } = exportFinding(finding, params.form)
    const headers = {
      'content-type': type,
      'content-disposition': `attachment; filename="finding-${params.id}.${ending}"`,
    }
    return new Response(text, { headers })
  })
}
