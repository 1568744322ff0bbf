/** Every writing route and every role: who may, and who may not whatever stands in the request. */
import { ALL_ROUTES, ROLES, type Role, type Route } from '@tocsin/api'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { testIndicator } from '@tocsin/testkit/taxii'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, openStage, type Stage } from './members-at-work.ts'

const WRITING = ALL_ROUTES.filter(({ method, access }) => method !== 'GET' && access !== 'public')

/** Who may, told here again in words of roles: what the contract says must be what is meant. */
const ANYONE = [
  'checkSuspicious',
  'signOut',
  'changeSettings',
  'endSession',
  'endOtherSessions',
  'markSeen',
  'markAllSeen',
  'markRepliesSeen',
]
const NO_AUDITOR = [
  'handInPart',
  'takeOutPart',
  'correctPart',
  'createKey',
  'saveView',
  'renameView',
  'dropView',
  'revokeKey',
  'answerRecall',
  'acknowledgeAsOffice',
  'chooseMeetingMail',
  'stateAttendance',
  'answerAlert',
  'addShifts',
  'answerShift',
  'setDesk',
  'writeHandover',
  'answerHandover',
  'reportByMember',
  'beginRound',
  'refuseRound',
  'finishRound',
  'reportProbe',
  'beginMessage',
  'sendPart',
  'finishMessage',
]
const ANALYST = [
  'openPublicReport',
  'answerPublicReport',
  'erasePublicReport',
  'checkComposed',
  'composeStix',
  'createComposeDraft',
  'dropComposeDraft',
  'readComposed',
  'draftSuspicious',
  'proposeCorrection',
  'saveAudience',
  'changeAudience',
  'dropAudience',
  'saveTemplate',
  'changeTemplate',
  'dropTemplate',
  'holdRelease',
  'stopHeldRelease',
  'saveComposeDraft',
  'cancelRun',
  'importFindings',
  'startRun',
  'startWatch',
  'tellParty',
  'setAlertAside',
  'sealAlert',
  'triageNetworks',
  'mapTechnique',
  'changeMapping',
  'draftMappings',
  'uploadActivity',
  'setLookback',
  'keepList',
  'eraseList',
  'eraseLookback',
  'createRelease',
  'draftStix',
  'draftMethod',
  'previewRelease',
  'recallRelease',
  'answerReport',
  'getReportFile',
  'joinReport',
  'listReports',
  'partReport',
  'beginCall',
  'endCall',
  'getCallSheet',
  'listCalls',
  'keepPaper',
  'scheduleNotice',
  'stopScheduledNotice',
  'savePaper',
  'dropPaper',
  'mailAgain',
  'exportCalls',
  'answerQuestion',
  'closeNotice',
  'correctNotice',
  'printLetters',
  'previewNotHit',
  'sendNotHit',
  'previewCorrection',
  'previewNotice',
  'sendNotice',
  'submitMessage',
  'openCase',
  'keepIncident',
  'changeIncident',
  'inviteToCase',
  'answerCaseInvitation',
  'leadCase',
  'mergeCase',
  'partCase',
  'splitCase',
  'putInCase',
  'takeOutOfCase',
  'writeCaseStep',
  'editCaseStep',
  'offerCaseStep',
  'answerCaseOffer',
  'writeCaseLine',
  'strikeCaseLine',
  'makeCaseClaim',
  'withdrawCaseClaim',
  'proposeCaseInstant',
  'sayToCaseInstant',
  'withdrawCaseInstant',
  'addMeetingItem',
  'answerMinutes',
  'callMeeting',
  'closeMeeting',
  'changeMeetingItem',
  'checkMeetingItem',
  'makePromise',
  'settlePromise',
  'tellOfPromise',
  'cancelMeeting',
  'changeMeeting',
  'openMeeting',
  'withdrawMessage',
  'askUnmasking',
  'withdrawUnmasking',
  'makeReply',
  'bringAppeal',
  'answerAppeal',
  'withdrawAppeal',
  'retractReply',
  'settleReply',
  'addDecisionKey',
  'sealDecision',
  'askOpening',
  'agreeToOpening',
  'declineOpening',
  'agreeToUnsealing',
  'declineUnsealing',
  'passShare',
  'proposeTearLine',
  'proposeMatching',
  'acceptMatching',
  'settleMatching',
  'proposeDisclosure',
  'inviteToDisclosure',
  'answerDisclosure',
  'offerInstant',
  'answerInstant',
  'signResearchTerms',
]
const REVIEWER = [
  'confirmMeetingItem',
  'approveMessage',
  'returnMessage',
  'withholdWords',
  'approveUnmasking',
  'declineUnmasking',
]
const AUDITOR = [
  'searchRecord',
  'exportAudited',
  'openAuditedMessage',
  'searchHeld',
  'askUnsealing',
  'withdrawUnsealing',
  'openUnsealing',
]

const OPERATOR_OR_ANALYST = [
  'listDueTests',
  'testReachability',
  'planReachability',
  'withdrawReachability',
  'proposeParty',
  'changeParty',
  'endParty',
  'proposeVendorChange',
]

const ANALYST_OR_CLERK = ['proposeContact']

const OPERATOR_OR_REVIEWER = ['checkCharter', 'proposeCharter', 'adoptCharter', 'refuseCharter']

function mayCall({ name }: Route, role: Role): boolean {
  if (ANYONE.includes(name)) return true
  if (NO_AUDITOR.includes(name)) return role !== 'auditor'
  if (ANALYST.includes(name)) return role === 'analyst'
  if (REVIEWER.includes(name)) return role === 'reviewer'
  if (AUDITOR.includes(name)) return role === 'auditor'
  if (OPERATOR_OR_ANALYST.includes(name)) return role === 'operator' || role === 'analyst'
  if (ANALYST_OR_CLERK.includes(name)) return role === 'analyst' || role === 'clerk'
  if (OPERATOR_OR_REVIEWER.includes(name)) return role === 'operator' || role === 'reviewer'
  return role === 'operator'
}

onServer('roles', (open) => {
  let database: TestDatabase
  let stage: Stage
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const isForbidden = async (by: Actor, route: Route): Promise<boolean> => {
    const path = route.path.replaceAll(/:\w+/g, () => randomUUID())
    const headers = { 'content-type': 'application/json' }
    const reply = await by.send(path, { method: route.method, headers, body: '{"nothing":1}' })
    return reply.status === 403
  }

  test.each(ROLES)('the role %s may call what it should and nothing else', async (role) => {
    const actor = await stage.admit(`As ${role}`, 'office', [role])
    const machine = await stage.withKey(actor)
    for (const route of WRITING.filter(({ name }) => name !== 'signOut')) {
      const asked = { route: route.name, forbidden: await isForbidden(actor, route) }
      expect(asked).toEqual({ route: route.name, forbidden: !mayCall(route, role) })
      if (asked.forbidden) expect(await isForbidden(machine, route)).toBe(true)
    }
    const [signOut] = WRITING.filter(({ name }) => name === 'signOut')
    expect(await isForbidden(actor, signOut!)).toBe(false)
  })

  test.each(ROLES)(
    'a key of the role %s posts over TAXII where its person may release',
    async (role) => {
      const actor = await stage.admit(`Machine of ${role}`, 'agency', [role])
      const other = await stage.admit(`Beside ${role}`, 'agency')
      const group = await stage.found(`Group of ${role}`, [actor, other])
      const machine = await stage.withKey(actor)
      const reply = await machine.send(`/taxii2/exchange/collections/${group}/objects/`, {
        method: 'POST',
        headers: {
          accept: 'application/taxii+json;version=2.1',
          'content-type': 'application/taxii+json;version=2.1',
        },
        body: JSON.stringify({ objects: [testIndicator(1)] }),
      })
      expect(reply.status).toBe(role === 'analyst' ? 202 : 403)
    },
  )
})
