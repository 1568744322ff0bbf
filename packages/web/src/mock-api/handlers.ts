import { DEFENDED } from './defended.ts'
import { need, on, type MockHandler } from './on.ts'
import { REFUSAL, RULES } from './rules.ts'
import * as api from '@tocsin/api'
import { COUNTS, FINDINGS, NETWORKS, toSummary } from './finding.ts'
import { runs, uploadOf } from './runs.ts'
import { coverageAt, EVENTS, NOTICE } from './notices.ts'
import { EXCHANGE, GROUPS, idOf, MEMBERS, NOW, sessionOf, settingsOf } from './people.ts'
import { answerAs, askNow, listQuestions, officeNotice, replyTo, sayNotThem } from './office.ts'
import { contactsOf, COUNTIES, ELECTION, placeName, placeWith, STATES } from './places.ts'
import { REACHABILITY } from './reachability.ts'
import { makeRelease, OBJECTS, RELEASES, summaries, verdictsOf } from './sharing.ts'

const who = () => sessionStorage.getItem('mock-as') ?? 'agency'
const session: MockHandler[] = [
  on(api.getExchange, () => EXCHANGE),
  on(api.getSession, () => sessionOf(who())),
  on(api.requestLink, () => ({})),
  on(api.signIn, () => sessionOf(who())),
  on(api.signOut, () => ({})),
  on(api.listViews, () => ({ items: [] })),
  on(api.getSettings, () => settingsOf(who())),
  on(api.changeSettings, ({ body }) => {
    const { timeZone, quiet: _quiet, ...rest } = body
    return { ...settingsOf(who()), ...rest, ...(timeZone ? { timeZone } : {}) }
  }),
]

const detection: MockHandler[] = [
  on(api.listRuns, () => ({ items: runs })),
  on(api.uploadActivity, ({ query }) => uploadOf(query.name)),
  on(api.startRun, ({ body }) => {
    const run: api.DetectionRun = {
      ...runs[0]!,
      id: idOf(602 + runs.length),
      uploadId: body.uploadId,
      fileName: 'upload.csv',
      state: 'running',
      phase: 'comparing accounts',
      progress: 0.42,
      findings: 0,
    }
    runs.unshift(run)
    return run
  }),
  on(api.cancelRun, ({ params }) => {
    const run = need(runs.find((one) => one.id === params.id))
    run.state = 'cancelled'
    return run
  }),
  on(api.listNetworks, () => ({
    items: NETWORKS,
    counts: COUNTS,
    analysts: [],
  })),
  on(api.listEarlierNetworks, () => ({ items: [] })),
  on(api.getNetwork, ({ params }) => ({
    network: need(NETWORKS.find((one) => one.id === params.id)),
    history: [],
    analysts: [],
  })),
  on(api.listFindings, () => ({ items: [...FINDINGS].map(([id, one]) => toSummary(id, one)) })),
  on(api.getFinding, ({ params }) => {
    const finding = need(FINDINGS.get(params.id))
    return { summary: toSummary(params.id, finding), finding }
  }),
  on(api.draftStix, () => ({
    objects: OBJECTS,
    dropped: ['52 accounts beyond the first 12 stand only in the counts'],
  })),
]

const sharing: MockHandler[] = [
  on(api.listGroups, () => ({ items: GROUPS })),
  on(api.previewRelease, ({ body }) => ({
    verdicts: verdictsOf(body.terms),
    digest: 'sha256-of-the-preview',
    faults: [],
  })),
  on(api.createRelease, ({ body }) => {
    const release = makeRelease(idOf(510 + RELEASES.size), body.draft)
    RELEASES.set(release.summary.id, release)
    return release
  }),
  on(api.getNews, () => ({ items: [] })),
  on(api.getInbox, () => ({
    unseen: summaries()
      .slice(0, 1)
      .map(({ id }) => id),
    total: Math.min(1, summaries().length),
    recalls: 0,
    upTo: { place: 'newest', at: new Date().toISOString() },
  })),
  on(api.markSeen, () => ({ unseen: [], total: 0, recalls: 0 })),
  on(api.markAllSeen, () => ({ unseen: [], total: 0, recalls: 0 })),
  on(api.listReleases, () => ({ items: summaries() })),
  on(api.getRelease, ({ params }) => need(RELEASES.get(params.id))),
  on(api.getReleaseObjects, () => ({
    type: 'bundle' as const,
    id: `bundle--${idOf(1)}`,
    objects: OBJECTS,
  })),
  on(api.recallRelease, ({ params, body }) => {
    const release = need(RELEASES.get(params.id))
    release.summary.recalledAt = NOW
    release.summary.recallReason = body.reason
    return { ...release }
  }),
  on(api.answerRecall, ({ params }) => {
    const release = need(RELEASES.get(params.id))
    release.summary.awaitsMyAnswer = false
    return { ...release }
  }),
]

const notices: MockHandler[] = [
  on(api.listNotices, () => ({ items: [NOTICE.summary] })),
  on(api.getNotice, () => NOTICE),
  on(api.getCoverage, ({ query }) => coverageAt(query.at)),
  on(api.listNoticeEvents, () => ({ items: EVENTS })),
  on(api.closeNotice, ({ body }) => ({ ...NOTICE, closeReason: body.reason })),
  on(api.sendNotice, () => NOTICE),
  on(api.previewNotice, ({ body }) => ({
    lines: body.targets.map((target) => ({
      ...target,
      place: placeName(target.jurisdiction),
      ...(target.jurisdiction === '48' ? {} : { contact: 'Head of the office' }),
      alternates: 1,
    })),
    digest: '',
    partyWords: [],
    clocks: [],
    public: body.tlp === 'clear',
    languageGaps: body.texts.es ? [] : [{ language: 'es', contacts: 4 }],
    missing: body.targets.filter((target) => target.jurisdiction === '48').length,
    grade: 7.4,
    verdict: {
      allow: true,
      rule: 'apprise-agency',
      reason: 'an agency or the hub may apprise any election office',
    },
    alsoOwed: body.targets
      .flatMap((target) => placeWith(target.jurisdiction).toldWith ?? [])
      .slice(0, 1)
      .map((jurisdiction) => ({
        jurisdiction,
        place: placeName(jurisdiction),
        kind: placeWith(jurisdiction).kind,
        role: 'chief-official' as const,
        rule: 'told-with-place-above',
      })),
  })),
  on(api.openNotice, () => officeNotice()),
  on(api.acknowledgeNotice, ({ body }) => answerAs(body)),
  on(api.sayNotMe, () => sayNotThem()),
  on(api.askSender, ({ body }) => askNow(body)),
  on(api.listNoticeQuestions, () => listQuestions()),
  on(api.answerQuestion, ({ params, body }) => replyTo(params.question, body.text)),
  on(api.listOfficeNotices, () => ({ items: [officeNotice()] })),
  on(api.acknowledgeAsOffice, ({ body }) => answerAs(body)),
  on(api.checkCallBackCode, ({ body }) =>
    body.code.toUpperCase() === 'HERON-4821'
      ? { genuine: true, from: MEMBERS[1]!.name, place: 'Franklin County, Ohio', sentAt: NOW }
      : { genuine: false },
  ),
]

const LOG_KINDS = ['notice.sent', 'delivery.sent', 'notice.told', 'release.created', 'refusal']

const record: MockHandler[] = [
  on(api.listLog, () => ({
    size: 60,
    items: Array.from({ length: 60 }, (_, index) => ({
      index: 59 - index,
      kind: LOG_KINDS[index % LOG_KINDS.length]!,
      at: NOW,
      leaf: 'mK1sQm9Yk2d3Y0p6W1k5aGJkZXJleGFtcGxlbGVhZjA=',
    })),
  })),
  on(api.getReceipt, () => 'c2sp.org/tlog-proof@v1\n'),
  on(api.getOfficeReceipt, () => 'c2sp.org/tlog-proof@v1\n'),
  on(api.listRules, () => RULES),
  on(api.listRefusals, () => ({ items: [REFUSAL] })),
]

const hub: MockHandler[] = [
  on(api.listMembers, () => ({ items: MEMBERS })),
  on(api.createMember, ({ body }) => {
    const member = { ...body, id: idOf(50 + MEMBERS.length), active: true, createdAt: NOW }
    MEMBERS.push(member)
    return member
  }),
  on(api.listPeople, () => ({
    items: [{ ...sessionOf('agency').person, active: true }],
  })),
  on(api.listJurisdictions, ({ query }) => {
    if (query.parent) return { items: COUNTIES.filter((place) => place.parent === query.parent) }
    if (!query.search) return { items: STATES }
    const word = query.search.toLowerCase()
    const hits = [...STATES, ...COUNTIES].filter((place) => place.name.toLowerCase().includes(word))
    return { items: hits.slice(0, 50) }
  }),
  on(api.listContacts, ({ params }) => ({ items: contactsOf(params.id) })),
  on(api.listContactChanges, () => ({ items: [] })),
  on(api.importContacts, ({ body }) => ({ added: body.contacts.length, replaced: 0 })),
  on(api.listElections, () => ({ items: [ELECTION] })),
  on(api.getReachability, () => REACHABILITY),
  on(api.listReachedOffices, () => ({ items: [] })),
  on(api.listKeys, () => ({
    items: [{ id: idOf(701), label: 'TAXII poller', canWrite: false, createdAt: NOW, own: true }],
  })),
  on(api.createKey, ({ body }) => ({
    key: { ...body, id: idOf(702), createdAt: NOW, own: true },
    secret: 'shown-once-and-made-up-for-this-page',
  })),
  on(api.getOverview, () => ({
    members: 8,
    people: 14,
    groups: 2,
    releases: 2,
    openRecalls: 1,
    openNotices: 1,
    overdueTargets: 6,
    queuedDeliveries: 3,
    queuedTexts: { sms: 0, voice: 0, fax: 0 },
    strayTexts: { strays: [], failing: [], failingTotal: 0 },
    faults: [],
    faultyDeliveries: [
      {
        id: idOf(811),
        noticeId: NOTICE.summary.id,
        place: 'Texas',
        channel: 'mail' as const,
        address: 'office-48@example.org',
        unknown: false,
        attempts: 3,
        fault: '550 no such mailbox',
        at: NOW,
      },
    ],
    faultyDeliveriesTotal: 1,
    faultySignInMailsTotal: 0,
    contactsMissing: 286,
    waitingParties: 2,
    unreachedParties: [],
    unreachedPartiesTotal: 0,
    log: { size: 60, root: 'mK1sQm9Yk2d3Y0p6W1k5aGJkZXJleGFtcGxlbGVhZjA=' },
    database: 'PGlite',
  })),
  on(api.getDrill, () => ({
    title: 'Election week',
    state: 'playing' as const,
    now: NOW,
    speed: 600,
    scored: false,
    beats: [{ at: NOW, text: 'Two platforms post a week of traffic', done: true }],
  })),
]

export const HANDLERS: MockHandler[] = [
  ...session,
  ...detection,
  ...sharing,
  ...notices,
  ...DEFENDED,
  ...record,
  ...hub,
]
