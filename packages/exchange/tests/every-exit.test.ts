/** That every exit there is asks the rules: where they refuse everything, nothing leaves; and no route is forgotten. */
import {
  ALL_ROUTES,
  createRelease,
  fillPath,
  previewRelease,
  keepList,
  sendNotice,
  type ReleaseDraft,
} from '@tocsin/api'
import { onEachDatabase, seedContacts, type TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newLinkToken } from '../src/offices/door.ts'
import { loadPack } from '../src/offices/load-pack.ts'
import type { Exit } from '../src/policy/decide.ts'
import { loadPolicies, parsePolicies } from '../src/policy/policies.ts'
import { toAttributionExtension } from '../src/sharing/attribution.ts'
import { openStage, START, type Actor, type Stage } from './members-at-work.ts'

/** Routes that answer with what members tell each other or offices, and the exit at which each asks. */
const CARRYING: Record<string, Exit> = {
  acknowledgeAsOffice: 'api',
  acknowledgeNotice: 'door',
  answerRecall: 'api',
  approveMessage: 'api',
  approveUnmasking: 'api',
  askUnmasking: 'api',
  closeNotice: 'api',
  correctNotice: 'mail',
  printLetters: 'pdf',
  printRelease: 'pdf',
  previewNotHit: 'mail',
  sayNotMe: 'door',
  askSender: 'door',
  listNoticeQuestions: 'api',
  answerQuestion: 'mail',
  sendNotHit: 'mail',
  previewCorrection: 'mail',
  declineUnmasking: 'api',
  createRelease: 'api',
  getCoverage: 'api',
  listCalls: 'api',
  exportCalls: 'export',
  getNotice: 'api',
  getNoticeCap: 'export',
  getOfficeReceipt: 'log',
  getOwnOfficeReceipt: 'log',
  getPacket: 'log',
  getReceipt: 'log',
  getRelease: 'api',
  getReleaseObjects: 'export',
  listNoticeEvents: 'api',
  listAttributions: 'export',
  listNotices: 'api',
  listOfficeNotices: 'api',
  listReleases: 'api',
  listLookbackHits: 'api',
  listLookbackMatches: 'api',
  listUnmaskings: 'api',
  openNotice: 'door',
  previewNotice: 'mail',
  recallRelease: 'api',
  search: 'api',
  sendNotice: 'mail',
  testReachability: 'mail',
  mailAgain: 'mail',
  scheduleNotice: 'mail',
}

/** All others, by why no rule on sharing bears on what they answer. */
const OTHERS: Record<string, readonly string[]> = {
  "the member's own work, which goes to nobody else": [
    'beginCall',
    'cancelRun',
    'checkComposed',
    'checkSuspicious',
    'composeStix',
    'createComposeDraft',
    'draftStix',
    'draftMethod',
    'endCall',
    'getCallSheet',
    'dropComposeDraft',
    'getComposeDraft',
    'getFinding',
    'exportFinding',
    'printFinding',
    'getNetwork',
    'listNetworks',
    'listEarlierNetworks',
    'triageNetworks',
    'changeMapping',
    'countMappings',
    'draftMappings',
    'getLineage',
    'listMappingHistory',
    'listMappings',
    'listTechniqueMappings',
    'mapTechnique',
    'getMessage',
    'getRun',
    'importFindings',
    'listComposeDrafts',
    'listPapers',
    'listScheduledNotices',
    'stopScheduledNotice',
    'getPaper',
    'keepPaper',
    'savePaper',
    'dropPaper',
    'listFindings',
    'listMasked',
    'proposeCorrection',
    'listAudiences',
    'listViews',
    'saveView',
    'renameView',
    'dropView',
    'saveAudience',
    'changeAudience',
    'dropAudience',
    'listTemplates',
    'saveTemplate',
    'changeTemplate',
    'dropTemplate',
    'holdRelease',
    'listHeldReleases',
    'getHeldRelease',
    'stopHeldRelease',
    'listMessages',
    'listRuns',
    'getTearLineOpening',
    'previewRelease',
    'proposeTearLine',
    'readComposed',
    'draftSuspicious',
    'returnMessage',
    'saveComposeDraft',
    'startRun',
    'submitMessage',
    'uploadActivity',
    'getLookback',
    'setLookback',
    'keepList',
    'eraseList',
    'eraseLookback',
    'withdrawMessage',
    'withdrawUnmasking',
    'withholdWords',
  ],
  'what an office, member or party reports, to whom the rules let it, through the door that asks them; then by what row security shows of it':
    [
      'listReportsByMember',
      'listReportsByParty',
      'reportByMember',
      'reportByParty',
      'checkByOffice',
      'checkByParty',
      'reportSuspicious',
      'answerReport',
      'getReportFile',
      'joinReport',
      'listLateReports',
      'listOwnReports',
      'listReports',
      'makeReport',
      'partReport',
    ],
  'what anybody reports with no account, by its number and code to whoever made it, and to who must answer it by what row security shows, people masked until a person opens it':
    [
      'getPublicForm',
      'makePublicReport',
      'followPublicReport',
      'withdrawPublicReport',
      'listPublicReports',
      'openPublicReport',
      'answerPublicReport',
      'erasePublicReport',
    ],
  'ids of releases, asked of the rules by name and counted by what row security shows, and what a person has looked at of them':
    ['getInbox', 'markSeen', 'markAllSeen', 'getNews'],
  'what a member found of names that imitate a party, the party itself, which is told by mail and by its link, and what the clock has made public':
    [
      'answerAlert',
      'answerByLink',
      'getAlert',
      'getOpenedSeal',
      'listAlerts',
      'listOpenedSeals',
      'openPartyLink',
      'sealAlert',
      'setAlertAside',
      'startWatch',
      'tellParty',
    ],
  'what two members agreed to match privately and blinded bytes between them, by what row security shows of it; the rules are asked before anything is agreed or asked':
    [
      'acceptMatching',
      'beginMessage',
      'beginRound',
      'finishMessage',
      'finishRound',
      'getMatching',
      'getPart',
      'listMatchings',
      'proposeMatching',
      'refuseRound',
      'reportProbe',
      'sendPart',
      'settleMatching',
    ],
  'what a party states of itself, by what row security shows of it': [
    'changeParty',
    'countParties',
    'endParty',
    'listParties',
    'proposeParty',
    'settleParty',
  ],
  'who is here, by what row security shows of it': [
    'addToGroup',
    'createGroup',
    'createKey',
    'createMember',
    'inviteAgain',
    'invitePerson',
    'listGroups',
    'listKeys',
    'listMembers',
    'listPeople',
    'removeFromGroup',
    'revokeKey',
    'setMemberActive',
    'setPersonActive',
    'setRoles',
    'moveEnd',
    'settleEnd',
  ],
  'the charter of a group, by what row security shows of it; who takes part is asked of the rules on charters':
    [
      'adoptCharter',
      'checkCharter',
      'getCharter',
      'getCharterVersion',
      'proposeCharter',
      'refuseCharter',
    ],
  'cases, by what row security shows to those who are in them, and of an item to whoever sees what it refers to; whether anybody reads, and what of a platform, is asked of the rules on cases first, tested with them':
    [
      'listCases',
      'getCase',
      'openCase',
      'keepIncident',
      'changeIncident',
      'listIncidents',
      'getIncident',
      'inviteToCase',
      'answerCaseInvitation',
      'leadCase',
      'mergeCase',
      'partCase',
      'splitCase',
      'listCaseItems',
      'putInCase',
      'takeOutOfCase',
      'listCaseEvents',
      'listCaseDuplicates',
      'listCaseSteps',
      'writeCaseStep',
      'editCaseStep',
      'listCaseOffers',
      'offerCaseStep',
      'answerCaseOffer',
      'listCaseLines',
      'writeCaseLine',
      'strikeCaseLine',
      'listCaseClaims',
      'makeCaseClaim',
      'withdrawCaseClaim',
      'listCaseInstants',
      'proposeCaseInstant',
      'sayToCaseInstant',
      'withdrawCaseInstant',
    ],
  'appeals, by what row security shows to whoever brought one and to those that have what it is about; whom one reaches is asked of the rules on appeals, tested with them':
    ['listAppeals', 'bringAppeal', 'answerAppeal', 'withdrawAppeal'],
  'rosters and hand-overs of shifts, for people of the own member alone by row security; of steps that one names, what a case shows them':
    [
      'getRoster',
      'addShifts',
      'answerShift',
      'getDesks',
      'setDesk',
      'listOpenSteps',
      'listHandovers',
      'writeHandover',
      'answerHandover',
    ],
  'joint disclosures: before they open by what row security shows to those who were asked, and of a part to its owner; afterwards what is for everybody, and by the rules on disclosures, tested with them, what is for researchers':
    [
      'answerDisclosure',
      'answerInstant',
      'correctPart',
      'getDisclosure',
      'getFullPart',
      'getOwnPart',
      'getPublished',
      'getPublishedFile',
      'getPublishedProof',
      'handInPart',
      'inviteToDisclosure',
      'listDisclosures',
      'listPublished',
      'offerInstant',
      'proposeDisclosure',
      'signResearchTerms',
      'takeOutPart',
    ],
  'meetings, by what row security shows to those who were called; whether anybody reads is asked of the rules on meetings first, tested with them':
    [
      'addMeetingItem',
      'answerMinutes',
      'callMeeting',
      'changeMeetingItem',
      'checkMeetingItem',
      'closeMeeting',
      'confirmMeetingItem',
      'makePromise',
      'reviewMeetingItem',
      'settlePromise',
      'tellOfPromise',
      'cancelMeeting',
      'changeMeeting',
      'chooseMeetingMail',
      'getMeeting',
      'getMinutes',
      'listMeetings',
      'openMeeting',
      'stateAttendance',
    ],
  'what members answer each for itself, by what row security shows to those it was for; of a release that the rules hide, none':
    [
      'addDecisionKey',
      'agreeToOpening',
      'askOpening',
      'declineOpening',
      'listOpenings',
      'passShare',
      'getAnswerProof',
      'listDecisionKeys',
      'listDecisions',
      'sealDecision',
      'listReplies',
      'listWrongReplies',
      'makeReply',
      'markRepliesSeen',
      'retractReply',
      'settleReply',
    ],
  'persons who may be named: each is told counts of what the rules on persons named let be told, asked of every release, tested with them; operators see who must be looked at, by row security':
    [
      'askNamed',
      'eraseNamed',
      'getNamedStatement',
      'listNamedAsks',
      'openNamed',
      'proveNamed',
      'settleNamedAsk',
    ],
  'places, role holders and elections': [
    'findAffected',
    'listVendors',
    'listVendorRuns',
    'listVendorChanges',
    'proposeVendorChange',
    'settleVendorChange',
    'undoVendorChange',
    'addElection',
    'changeElection',
    'getReachability',
    'listElections',
    'listDueTests',
    'listReachedOffices',
    'planReachability',
    'withdrawReachability',
    'eraseAddress',
    'importContacts',
    'listContactProposals',
    'proposeContact',
    'settleContactProposal',
    'importPlaces',
    'listContactChanges',
    'listContacts',
    'listJurisdictions',
  ],
  'the record of all members: each asks the rules on auditors first, tested at their desk': [
    'exportAudited',
    'listAudited',
    'listAuditSearches',
    'openAuditedMessage',
    'askUnsealing',
    'listAuditUnsealings',
    'withdrawUnsealing',
    'openUnsealing',
    'listUnsealings',
    'agreeToUnsealing',
    'declineUnsealing',
    'searchHeld',
    'searchRecord',
  ],
  'frameworks of techniques as their publishers tell everybody': [
    'findTechniques',
    'getTechnique',
    'importFramework',
    'listFrameworks',
    'listTechniques',
  ],
  'sessions of the caller': [
    'getExchange',
    'getSession',
    'requestLink',
    'signIn',
    'signOut',
    'getSettings',
    'changeSettings',
    'endSession',
    'endOtherSessions',
  ],
  'public: commitments, rules, whether a code is genuine, and what gateways say': [
    'checkCallBackCode',
    'hearGateway',
    'getNoAsk',
    'getPolicySet',
    'getRegisterBulk',
    'getRegisterEntry',
    'countRegister',
    'getBulletin',
    'getBulletinCap',
    'getBulletinFeed',
    'getFront',
    'getRegisterFeed',
    'listBulletins',
    'listRegister',
    'listRegisterMeetings',
    'getRegisterMeeting',
    'listLog',
    'listPolicySets',
    'listRules',
  ],
  'what was refused to the caller itself': ['listRefusals'],
  'the operation of the exchange': [
    'approveErasure',
    'askErasure',
    'declineErasure',
    'getDrill',
    'getFirstRun',
    'stateFirstRun',
    'listTryOuts',
    'tryChannel',
    'getDrillScore',
    'checkOwnMail',
    'getOverview',
    'getReport',
    'getReportPage',
    'getReportPdf',
    'liftHold',
    'listErasures',
    'listHolds',
    'placeHold',
    'steerDrill',
  ],
}

test('every route either names the exit at which it asks the rules, or why it need not', () => {
  const told = [...Object.keys(CARRYING), ...Object.values(OTHERS).flat()]
  expect(told.toSorted()).toEqual(ALL_ROUTES.map(({ name }) => name).toSorted())
})

const NOTHING = `@id("nothing") @reason("nothing goes out") @since("2026-01-01") forbid (principal, action, resource);`
const WORD = 'Quillfeather'
const HOST = 'bad.example'
const TAXII = { accept: 'application/taxii+json;version=2.1' }

onEachDatabase('exits under rules that refuse everything', (open) => {
  let database: TestDatabase
  let stage: Stage
  let closed: Stage
  let agency: Actor
  let office: Actor
  let machine: Actor
  const paths: Record<string, string> = {}
  let token: string
  let group: string

  beforeAll(async () => {
    database = await open()
    const { db } = database
    stage = await openStage(database)
    await db.transaction().execute((tx) => loadPack(tx, 'us'))
    agency = await stage.admit('Agency', 'agency')
    office = await stage.admit('County', 'office')
    await db
      .updateTable('members')
      .set({ jurisdiction: '12' })
      .where('id', '=', office.id)
      .execute()
    group = await stage.found('Group', [agency, office])
    machine = await stage.withKey(office)
    const release = await releaseOne()
    const notice = await tellOffice()
    const target = await db.selectFrom('notice_targets').select('id').executeTakeFirstOrThrow()
    const link = newLinkToken()
    token = link.token
    await db
      .insertInto('notice_links')
      .values({ token_hash: link.hash, target_id: target.id, rank: 0 })
      .execute()
    await db
      .insertInto('unmaskings')
      .values({
        id: randomUUID(),
        release_id: release.id,
        token: 'person-aaaaaaaa',
        asker: office.id,
        asked_by: office.personId,
        sender: agency.id,
        reason: WORD,
        legal_basis: WORD,
        state: 'declined',
        asked_at: START,
      })
      .execute()
    paths['listAttributions'] = await attributeOne()
    for (const name of ['getRelease', 'getReleaseObjects', 'printRelease', 'listLookbackHits'])
      paths[name] = release.id
    await office.call(keepList, {
      query: { name: 'own.log', of: 'log' },
      body: new Blob([HOST]),
    })
    await stage.exchange.drain()
    paths['getNotice'] =
      paths['getNoticeCap'] =
      paths['getCoverage'] =
      paths['listNoticeEvents'] =
      paths['listNoticeQuestions'] =
        notice.id
    await db
      .insertInto('notice_questions')
      .values({
        id: randomUUID(),
        target_id: target.id,
        notice_id: notice.id,
        from_member: agency.id,
        rank: 0,
        text: WORD,
        asked_at: START,
      })
      .execute()
    paths['getOwnOfficeReceipt'] = target.id
    paths['getReceipt'] = String(release.logIndex)
    paths['getPacket'] = `release:${release.id}`
    const refusing = parsePolicies(loadPolicies().schema, [NOTHING])
    const { dataDir } = stage.exchange.context.config
    closed = await openStage(database, { policies: refusing, dataDir })
  })
  afterAll(async () => {
    await closed?.close()
    await stage?.close()
    await database?.close()
  })

  async function releaseOne() {
    const note = {
      type: 'note',
      spec_version: '2.1',
      id: `note--${randomUUID()}`,
      created: START.toISOString(),
      modified: START.toISOString(),
      content: WORD,
      object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
    }
    const indicator = {
      type: 'indicator',
      spec_version: '2.1',
      id: `indicator--${randomUUID()}`,
      created: START.toISOString(),
      modified: START.toISOString(),
      name: WORD,
      pattern: `[domain-name:value = '${HOST}']`,
      pattern_type: 'stix',
      valid_from: START.toISOString(),
    }
    const terms = { groupId: group, tlp: 'green', pap: 'green', purpose: 'election-security' }
    const draft = { title: WORD, terms: { ...terms, basis: 'Charter' } }
    const body = { ...draft, objects: [note, indicator] } as ReleaseDraft
    const { digest } = await agency.call(previewRelease, { body })
    return (await agency.call(createRelease, { body: { draft: body, digest } })).summary
  }

  /** An attribution of a note, after the facts that hold it. */
  async function attributeOne(): Promise<string> {
    const statement = randomUUID()
    const note = (id: string, rest: object) => ({
      type: 'note',
      spec_version: '2.1',
      id: `note--${id}`,
      created: START.toISOString(),
      modified: START.toISOString(),
      content: WORD,
      ...rest,
    })
    const thing = note(randomUUID(), {
      object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
    })
    const claim = { actor: WORD, likelihood: 'likely', confidence: 'low', basis: WORD } as const
    const attribution = note(randomUUID(), {
      object_refs: [thing.id],
      confidence: 15,
      extensions: toAttributionExtension(claim),
    })
    const terms = { groupId: group, tlp: 'green', pap: 'green', purpose: 'election-security' }
    const send = async (kind: 'facts' | 'attribution', object: object) => {
      const draft = { title: WORD, terms: { ...terms, basis: 'Charter' }, objects: [object] }
      const body = { ...draft, part: { statement, kind } } as ReleaseDraft
      const { digest } = await agency.call(previewRelease, { body })
      return (await agency.call(createRelease, { body: { draft: body, digest } })).summary.id
    }
    await send('facts', thing)
    return send('attribution', attribution)
  }

  async function tellOffice() {
    await seedContacts(database.db, [{ jurisdiction: '12', role: 'chief-official' }])
    const words = { what: WORD, howSure: WORD, actions: [WORD], whoToCall: WORD }
    const sent = await agency.call(sendNotice, {
      body: {
        kind: 'notice',
        tlp: 'green',
        texts: { en: { subject: WORD, ...words } },
        targets: [{ jurisdiction: '12', role: 'chief-official' }],
        answerWithin: 60,
      },
    })
    return sent.summary
  }

  /** What the exchange at `to` answers; a receipt has its statement in base64 on its second line. */
  async function textOf(to: Stage, by: Actor, path: string, init: RequestInit = {}) {
    const headers = { ...by.headers, ...(init.headers as Record<string, string>) }
    const reply = await to.exchange.app.request(path, { ...init, headers })
    const text = (await reply.text()).replaceAll('\\n', '\n')
    const statements = [...text.matchAll(/^extra (.*)$/gm)].map(([, extra = '']) =>
      Buffer.from(extra, 'base64').toString('latin1'),
    )
    return [text, ...statements].join('\n')
  }

  const QUERIES: Record<string, string> = {
    listReleases: '?direction=in',
    search: `?words=${WORD}`,
    listCalls: '?all=true',
    exportCalls: '?all=true&format=csv',
  }
  const READS = ALL_ROUTES.filter(({ name, method }) => name in CARRYING && method === 'GET')

  test.each(READS.map((route) => [route.name, route] as const))(
    '%s answers the rightful, and nothing where the rules refuse',
    async (name, { path }) => {
      const id = paths[name]
      const filled = fillPath(path, { id, index: id, about: id })
      const query = QUERIES[name] ?? ''
      // Who is to be called, and what was asked, is its sender's to know.
      const ofSender = ['listCalls', 'exportCalls', 'listNoticeQuestions'].includes(name)
      const reader = ofSender ? agency : office
      const open_ = await textOf(stage, reader, filled + query)
      // Coverage and events tell of places, not of words.
      const sign = ['getCoverage', 'listNoticeEvents'].includes(name) ? 'Florida' : WORD
      expect(open_, open_).toContain(name === 'getOwnOfficeReceipt' ? WORD : sign)
      expect(await textOf(closed, reader, filled + query)).not.toContain(sign)
    },
  )

  test.each(['/api/office-link', '/api/office-link/receipt'])(
    'the door %s opens to the office, and to nobody where the rules refuse',
    async (path) => {
      const headers = { 'content-type': 'application/json' }
      const init = { method: 'POST', headers, body: JSON.stringify({ token }) }
      const nobody = { headers: {} } as Actor
      expect(await textOf(stage, nobody, path, init)).toContain(WORD)
      expect(await textOf(closed, nobody, path, init)).not.toContain(WORD)
    },
  )

  test('a feed answers its member, and nothing where the rules refuse', async () => {
    const path = `/taxii2/exchange/collections/${group}/objects/`
    expect(await textOf(stage, machine, path, { headers: TAXII })).toContain(WORD)
    expect(await textOf(closed, machine, path, { headers: TAXII })).not.toContain(WORD)
    const list = '/taxii2/exchange/collections/'
    expect(await textOf(closed, machine, list, { headers: TAXII })).not.toContain(group)
  })
})
