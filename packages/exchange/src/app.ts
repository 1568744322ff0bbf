import type { Hono } from 'hono'
import { pino, type Logger } from 'pino'
import { makeSignInLink } from './auth/links.ts'
import { openOwnerDoor } from './auth/owner-door.ts'
import { openAuth, type Auth } from './auth/auth.ts'
import { alertRoutes } from './alerts/routes.ts'
import { authRoutes } from './auth/routes.ts'
import { auditRoutes } from './audit/routes.ts'
import { composingRoutes } from './composing/routes.ts'
import { listenForBounces } from './bounces/listen.ts'
import { caseRoutes } from './cases/routes.ts'
import { charterRoutes } from './charters/routes.ts'
import { callRoutes } from './calls/routes.ts'
import { systemClock, type Clock } from './clock.ts'
import { allJobs, allMails } from './background.ts'
import type { Config } from './config.ts'
import type { Context } from './context.ts'
import { electionRoutes } from './elections/routes.ts'
import { intakeRoutes } from './intake/routes.ts'
import { publicReportRoutes } from './public-reports/routes.ts'
import { packOf } from './offices/load-pack.ts'
import type { Database } from './db/database.ts'
import { openCursors } from './db/cursors.ts'
import { prepareDatabase } from './db/logins.ts'
import { openDatabase } from './db/open.ts'
import { refuseMixing } from './db/mixing.ts'
import { defendedRoutes } from './defended/routes.ts'
import { viewRoutes } from './views/routes.ts'
import { vendorRoutes } from './vendors/routes.ts'
import { detectionRoutes } from './detection/routes.ts'
import { disclosureRoutes } from './disclosures/routes.ts'
import { openRuns } from './detection/runs.ts'
import { openUploads } from './detection/uploads.ts'
import type { DrillControl } from './drill/control.ts'
import { drillRoutes } from './drill/routes.ts'
import { dutyRoutes } from './duty/routes.ts'
import { erasureRoutes } from './erasure/routes.ts'
import { moveCharterEnds } from './groups/ends.ts'
import { inboxRoutes } from './inbox/routes.ts'
import { newsRoutes } from './news/routes.ts'
import { frontRoutes } from './front/routes.ts'
import { openFaxGateway, openSmsGateway, openVoiceGateway } from './gateways/open.ts'
import { groupRoutes } from './groups/routes.ts'
import { listen } from './http/listen.ts'
import { liveRoute } from './http/live.ts'
import { createHttp, type Http } from './http/server.ts'
import type { Viewer } from './http/viewer.ts'
import { findWebApp, serveWebApp } from './http/static.ts'
import { unwatched, watchDeadlines, type Deadlines } from './jobs/deadlines.ts'
import { drainJobs, startJobs, type Jobs } from './jobs/loop.ts'
import { type Heard, openLiveHub } from './live/hub.ts'
import { openLog } from './log/log.ts'
import { takeFromGateway } from './notices/gateway-inbox.ts'
import { takeUpSetAside } from './notices/heard-faults.ts'
import { createNoticeHearing } from './notices/readers.ts'
import { bulletinRoutes } from './bulletins/routes.ts'
import { openAlertSigner } from './bulletins/sign-cap.ts'
import { letterRoutes } from './letters/routes.ts'
import { noticeRoutes } from './notices/routes.ts'
import type { Mailer } from './mail/outgoing.ts'
import { memberRoutes } from './members/routes.ts'
import { meetingRoutes } from './meetings/routes.ts'
import { messageRoutes } from './messages/routes.ts'
import { openSuspiciousDoor } from './suspicious/by-mail.ts'
import { suspiciousRoutes } from './suspicious/routes.ts'
import { namedRoutes } from './named/routes.ts'
import { tearLineRoutes } from './tearlines/routes.ts'
import { knowledgeRoutes } from './knowledge/routes.ts'
import { incidentRoutes } from './incidents/routes.ts'
import { lineageRoutes } from './lineage/routes.ts'
import { lookbackRoutes } from './lookback/routes.ts'
import { matchingRoutes } from './matching/routes.ts'
import { unmaskingRoutes } from './unmasking/routes.ts'
import { unsealingRoutes } from './unsealing/routes.ts'
import { officeRoutes } from './offices/routes.ts'
import { reachabilityRoutes } from './reachability/routes.ts'
import { recordRoutes } from './record/routes.ts'
import { recordStart } from './record/start.ts'
import { hearsOfRelease, RELEASE_FACTS } from './sharing/hearing.ts'
import { respondingRoutes } from './responding.ts'
import { reportRoutes } from './report/routes.ts'
import { registerRoutes } from './register/routes.ts'
import { settingsRoutes } from './settings/routes.ts'
import { searchRoutes } from './search/routes.ts'
import { sharingRoutes } from './sharing/routes.ts'
import { taxiiRoutes } from './taxii/routes.ts'
import { loadPolicies, type PolicySet } from './policy/policies.ts'
import { openMailer } from './mail/open.ts'
import { createMetrics } from './overview/metrics.ts'
import { paperRoutes } from './papers/routes.ts'
import { overviewRoutes } from './overview/routes.ts'

/** Parts given from outside instead of made from the configuration; those given are not closed here. */
export type Parts = {
  /** Domain time; virtual in a drill. */
  clock?: Clock
  /** Real time, for sessions and links. */
  wall?: Clock
  /** Those shipped with this package, where none are given. */
  policies?: PolicySet
  logger?: Logger
  mailer?: Mailer
  gateways?: Context['gateways']
  database?: Database
  /** Milliseconds that no one can set, against which the clock is watched; a clock that is given leaps by design. */
  steady?: () => number
  /** The drill that is played on this exchange. */
  drill?: DrillControl
}

/** A running exchange. `app.request()` answers without a port; `listen` opens one. */
export type Exchange = {
  app: Hono
  context: Context
  auth: Auth
  /** Starts work in the background, once; `listen` does too. */
  startJobs: () => Jobs
  /** Does in the foreground all background work that is due, until nothing is; for clocks that leap. */
  drain: () => Promise<void>
  /** `mailPort`: where mails that come back are heard, if anywhere. */
  listen: () => Promise<{ port: number; mailPort?: number; close: () => Promise<void> }>
  /** Ends what was started: requests under way are answered, background work finishes its batch. */
  close: () => Promise<void>
}

/** Milliseconds that a command which has the embedded database open, such as `tocsin link`, is waited for. */
const PATIENCE = 5_000

/** Builds an exchange from its configuration: opens and migrates the database, hangs every feature's routes. */
export async function createExchange(config: Config, parts: Parts = {}): Promise<Exchange> {
  const database = parts.database ?? (await openDatabase(config, { patience: PATIENCE }))
  try {
    return await assemble(config, parts, database)
  } catch (error) {
    if (!parts.database) await database.close()
    throw error
  }
}

async function assemble(config: Config, parts: Parts, database: Database): Promise<Exchange> {
  await prepareDatabase(database, config)
  await refuseMixing(config, database)
  const ctx = await openContext(config, parts, database)
  await recordStart(database.db, ctx.policies, ctx.clock.now())
  const auth = await openAuth(ctx)
  const http = createHttp(ctx, auth.authenticate)
  const deadlines = await openDeadlines(ctx, parts)
  const runs = openRuns(ctx, auth.limits)
  hangRoutes(ctx, http, auth, parts)
  detectionRoutes(ctx, http, runs, openUploads(ctx, auth.limits))
  serveWebApp(http.app, findWebApp())

  let jobs: Jobs | undefined
  const startAll = () => (jobs ??= startJobs(allJobs(ctx, auth, deadlines), ctx.logger))
  const listeners = new Set<() => Promise<void>>()
  return {
    app: http.app,
    context: ctx,
    auth,
    startJobs: startAll,
    drain: () => drainJobs(allJobs(ctx, auth, deadlines)),
    listen: async () => {
      startAll()
      const listener = await listen(http.app, config)
      listeners.add(listener.close)
      const door = openSuspiciousDoor(ctx, auth.limits)
      const bounces = await listenForBounces(ctx, allMails(), door)
      if (bounces) listeners.add(bounces.close)
      await takeUpSetAside(ctx)
      ctx.gateways.sms?.listen((heard) => takeFromGateway(ctx, 'sms', heard))
      // A database server can be asked directly; the embedded one is this process's alone.
      if (database.kind === 'pglite') {
        const makeLink = (email: string) =>
          makeSignInLink(database.db, config.origin, email, ctx.wall.now())
        listeners.add(await openOwnerDoor(config.dataDir, makeLink))
      }
      return { ...listener, ...(bounces ? { mailPort: bounces.port } : {}) }
    },
    close: async () => {
      for (const close of listeners) await close()
      await runs.close()
      await jobs?.stop()
      await auth.close()
      await ctx.live.close()
      if (!parts.mailer) ctx.mailer?.close()
      if (!parts.gateways) for (const gateway of Object.values(ctx.gateways)) await gateway.close()
      if (!parts.database) await database.close()
    },
  }
}

async function openContext(config: Config, parts: Parts, database: Database): Promise<Context> {
  const clock = parts.clock ?? systemClock
  return {
    config,
    clock,
    wall: parts.wall ?? systemClock,
    policies: parts.policies ?? loadPolicies(),
    database,
    live: await openLiveHub(database, RELEASE_FACTS),
    cursors: await openCursors(database.db),
    log: await openLog(database, config, clock),
    languages: async () => (await packOf(database.db)).languages,
    alertSigner: config.alerts && openAlertSigner(config.alerts, config.dataDir),
    mailer: parts.mailer ?? openMailer(config),
    gateways: parts.gateways ?? openGateways(config, parts.wall ?? systemClock),
    logger: parts.logger ?? pino({ name: 'tocsin' }),
  }
}

/** Every feature's routes; a feature adds its line here. */
function hangRoutes(ctx: Context, http: Http, auth: Auth, parts: Parts): void {
  const metrics = createMetrics(ctx)
  http.app.use(metrics.middleware)
  authRoutes(ctx, http, auth)
  frontRoutes(ctx, http)
  memberRoutes(ctx, http, auth)
  settingsRoutes(ctx, http, auth)
  viewRoutes(ctx, http)
  paperRoutes(ctx, http)
  groupRoutes(ctx, http)
  charterRoutes(ctx, http)
  officeRoutes(ctx, http)
  vendorRoutes(ctx, http)
  electionRoutes(ctx, http, moveCharterEnds)
  sharingRoutes(ctx, http)
  inboxRoutes(ctx, http)
  newsRoutes(ctx, http)
  searchRoutes(ctx, http, auth.limits)
  defendedRoutes(ctx, http)
  alertRoutes(ctx, http, auth.limits)
  composingRoutes(ctx, http)
  messageRoutes(ctx, http)
  unmaskingRoutes(ctx, http)
  unsealingRoutes(ctx, http)
  matchingRoutes(ctx, http)
  lookbackRoutes(ctx, http, auth.limits)
  knowledgeRoutes(ctx, http)
  lineageRoutes(ctx, http)
  incidentRoutes(ctx, http)
  respondingRoutes(ctx, http)
  caseRoutes(ctx, http)
  dutyRoutes(ctx, http)
  disclosureRoutes(ctx, http)
  meetingRoutes(ctx, http)
  tearLineRoutes(ctx, http)
  registerRoutes(ctx, http)
  auditRoutes(ctx, http)
  liveRoute(ctx, http, {
    authenticate: auth.authenticate,
    admit: (memberId) => auth.limits.count('streamsPerMember', memberId),
    hears: createHearing(ctx),
    onChange: auth.keys.onChange,
  })
  taxiiRoutes(ctx, http, auth)
  noticeRoutes(ctx, http, auth.limits)
  bulletinRoutes(ctx, http)
  letterRoutes(ctx, http)
  callRoutes(ctx, http, auth.limits)
  intakeRoutes(ctx, http, auth.limits)
  publicReportRoutes(ctx, http, auth.limits)
  suspiciousRoutes(ctx, http, auth.limits)
  namedRoutes(ctx, http, auth.limits)
  reachabilityRoutes(ctx, http, auth.limits)
  recordRoutes(ctx, http)
  reportRoutes(ctx, http)
  erasureRoutes(ctx, http, auth)
  drillRoutes(ctx, http, parts.drill)
  overviewRoutes(ctx, http, auth, metrics)
}

/** Whether the rules let a screen be told of an event; those of other kinds are of the member's own work. */
function createHearing(ctx: Context): (viewer: Viewer, heard: Heard) => Promise<boolean> {
  const ofNotices = createNoticeHearing(ctx)
  return async (viewer, { event, facts }) => {
    if (event.kind.startsWith('release.')) return hearsOfRelease(ctx, viewer, facts)
    if (event.kind.startsWith('notice.')) return ofNotices(viewer, event)
    return true
  }
}

/** The machine's own clock is watched; one that is given only where `steady` is given with it. */
async function openDeadlines(ctx: Context, { clock, steady }: Parts): Promise<Deadlines> {
  if (clock && !steady) return unwatched
  return watchDeadlines(ctx, steady ?? (() => performance.now()))
}

/** A drill sends nothing to any number. */
function openGateways(config: Config, wall: Clock): Context['gateways'] {
  if (config.exercise) return {}
  const sms = openSmsGateway(config, wall.now)
  const voice = openVoiceGateway(config, wall.now)
  const fax = openFaxGateway(config, wall.now)
  return { ...(sms ? { sms } : {}), ...(voice ? { voice } : {}), ...(fax ? { fax } : {}) }
}
