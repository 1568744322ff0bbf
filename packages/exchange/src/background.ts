/** What every feature does by the clock, and the mails that it has sent. */
import { alertJobs } from './alerts/clock.ts'
import { appealAnswerMails, appealMails } from './appeals/mails.ts'
import { partyMails } from './alerts/mails.ts'
import { accountMails } from './auth/account-mails.ts'
import type { Auth } from './auth/auth.ts'
import { pruneTries } from './auth/limits.ts'
import { pruneSignIns } from './auth/sessions.ts'
import { pruneDrafts } from './composing/drafts.ts'
import { bringIntoForce } from './charters/in-force.ts'
import { personEndMails, remindOfPersonEnds } from './members/remind-ends.ts'
import { charterMails, remindOfEnds } from './charters/remind.ts'
import type { Context } from './context.ts'
import { escalateReports } from './intake/settle.ts'
import { escalatePublicReports } from './public-reports/settle.ts'
import { disclosureJob } from './disclosures/open-due.ts'
import { failLostRuns } from './detection/runs.ts'
import { weighOldFindings } from './detection/weigh-old.ts'
import { pruneUploads } from './detection/uploads.ts'
import { applyRetention } from './erasure/retention.ts'
import type { Deadlines } from './jobs/deadlines.ts'
import type { Job } from './jobs/loop.ts'
import { pruneLiveEvents } from './live/announce.ts'
import { textChannel } from './delivery/channel.ts'
import { deliverDue, deliverOver, type Purpose } from './delivery/deliver.ts'
import { scheduledJob } from './notices/send-scheduled.ts'
import { noticeMails } from './notices/deliver.ts'
import { answerMails } from './notices/question-mails.ts'
import { escalateDue } from './notices/escalate.ts'
import { settleHeard } from './notices/gateway-inbox.ts'
import { textAnswers } from './notices/text-answers.ts'
import { noticeTexts } from './notices/texts.ts'
import { meetingMails } from './meetings/queue.ts'
import { lapseDue } from './meetings/lapse.ts'
import { sealDue } from './meetings/seal.ts'
import { dutyMails } from './duty/mails.ts'
import { secondPersonMails } from './second-person/mails.ts'
import { timeOutMessages } from './messages/settle.ts'
import { respondingJobs } from './responding.ts'
import { heldJob } from './sharing/release-held.ts'
import { lookbackMails } from './lookback/mails.ts'
import { lookbackJobs } from './lookback/due.ts'
import { matchingJob } from './matching/end-round.ts'
import { unmaskingJob } from './unmasking/time-out.ts'
import { unsealingJob } from './unsealing/lapse.ts'
import { unsealingMails } from './unsealing/mails.ts'
import { namedJob } from './named/answer.ts'
import { namedMails } from './named/mails.ts'
import { newsMails } from './news/mails.ts'
import { newsMailJob } from './news/queue-mails.ts'
import { tryOutMails, tryOutTexts } from './overview/try-out-messages.ts'
import { prunePapers } from './papers/papers.ts'
import { planDrills } from './reachability/drills.ts'
import { sendDueTests } from './reachability/due.ts'
import { recordEndings } from './record/endings.ts'
import { pruneTaxii } from './taxii/routes.ts'
import { unsentMails } from './unsent/mails.ts'

const HOUR_MS = 3_600_000

/** Every kind of mail; a feature adds its own here. */
export function allMails(): Purpose[] {
  return [
    noticeMails,
    answerMails,
    accountMails(),
    charterMails,
    personEndMails,
    meetingMails,
    secondPersonMails,
    dutyMails,
    appealMails,
    appealAnswerMails,
    partyMails,
    namedMails,
    unsentMails,
    tryOutMails,
    unsealingMails,
    lookbackMails,
    newsMails,
  ]
}

/** Every feature's background work; a feature adds its line here. */
export function allJobs(ctx: Context, auth: Auth, deadlines: Deadlines): Job[] {
  return [
    { name: 'log', everyMs: 200, run: ctx.log.integrate },
    { name: 'escalate notices', everyMs: 500, run: () => deadlines.hold(() => escalateDue(ctx)) },
    reminderJob(ctx, deadlines),
    newsMailJob(ctx, deadlines),
    ...deliveryJobs(ctx, auth),
    {
      name: 'test reachability',
      everyMs: 5000,
      run: () =>
        deadlines.hold(async () => {
          const planned = await planDrills(ctx)
          return (await sendDueTests(ctx)) || planned
        }),
    },
    {
      name: 'time out messages',
      everyMs: 5000,
      run: () => deadlines.hold(() => timeOutMessages(ctx)),
    },
    heldJob(ctx, deadlines),
    scheduledJob(ctx, deadlines),
    ...alertJobs(ctx, deadlines),
    ...maskedJobs(ctx, deadlines),
    matchingJob(ctx, deadlines),
    ...lookbackJobs(ctx),
    disclosureJob(ctx, deadlines),
    namedJob(ctx, deadlines),
    ...respondingJobs(ctx, deadlines),
    { name: 'end meetings', everyMs: 30_000, run: () => deadlines.hold(() => lapseDue(ctx)) },
    {
      name: 'escalate reports',
      everyMs: 5000,
      run: () => deadlines.hold(() => escalateAll(ctx)),
    },
    { name: 'seal minutes', everyMs: 5000, run: () => deadlines.hold(() => sealDue(ctx)) },
    {
      name: 'bring charters into force',
      everyMs: 1000,
      run: () => deadlines.hold(() => bringIntoForce(ctx)),
    },
    { name: 'record endings', everyMs: 5000, run: () => deadlines.hold(() => recordEndings(ctx)) },
    { name: 'fail lost runs', everyMs: 15_000, run: () => failLostRuns(ctx) },
    { name: 'weigh old findings', everyMs: 60_000, run: () => weighOldFindings(ctx) },
    {
      name: 'apply retention',
      everyMs: HOUR_MS,
      run: () => deadlines.hold(() => applyRetention(ctx)),
    },
    ...pruneJobs(ctx),
  ]
}

/** What is queued leaves, each channel by itself. */
function deliveryJobs(ctx: Context, auth: Auth): Job[] {
  return [
    { name: 'deliver mail', everyMs: 500, run: () => deliverDue(ctx, allMails()) },
    {
      name: 'deliver SMS',
      everyMs: 500,
      run: () =>
        deliverOver(ctx, textChannel('sms', ctx.gateways.sms), [
          noticeTexts('sms'),
          textAnswers,
          tryOutTexts('sms'),
        ]),
    },
    {
      name: 'deliver calls by a machine',
      everyMs: 500,
      run: () =>
        deliverOver(ctx, textChannel('voice', ctx.gateways.voice), [
          noticeTexts('voice'),
          tryOutTexts('voice'),
        ]),
    },
    {
      name: 'deliver faxes',
      everyMs: 500,
      run: () =>
        deliverOver(ctx, textChannel('fax', ctx.gateways.fax), [
          noticeTexts('fax'),
          tryOutTexts('fax'),
        ]),
    },
    { name: 'hear gateways', everyMs: 500, run: () => settleHeard(ctx, auth.limits) },
  ]
}

/** What is of no use any more is forgotten. */
function pruneJobs(ctx: Context): Job[] {
  return [
    { name: 'prune uploads', everyMs: HOUR_MS, run: () => pruneUploads(ctx) },
    {
      name: 'prune live events',
      everyMs: HOUR_MS,
      run: () => pruneLiveEvents(ctx.database.db, ctx.clock.now()),
    },
    { name: 'prune drafts', everyMs: HOUR_MS, run: () => pruneDrafts(ctx) },
    { name: 'prune drafts of notices', everyMs: HOUR_MS, run: () => prunePapers(ctx) },
    { name: 'prune TAXII statuses', everyMs: HOUR_MS, run: () => pruneTaxii(ctx) },
    {
      name: 'prune sign-ins',
      everyMs: HOUR_MS,
      run: async () => {
        await pruneSignIns(ctx.database.db, ctx.wall.now())
        await pruneTries(ctx.database.db, ctx.wall.now())
        return false
      },
    },
  ]
}

/** Reports of offices, then those of the public; whether there may be more of either. */
async function escalateAll(ctx: Context): Promise<boolean> {
  const more = await escalateReports(ctx)
  return (await escalatePublicReports(ctx)) || more
}

/** Asks for masked persons, of receivers and of auditors, that nobody answers in time. */
function maskedJobs(ctx: Context, deadlines: Deadlines): Job[] {
  return [unmaskingJob(ctx, deadlines), unsealingJob(ctx, deadlines)]
}

/** Ends that come near: of charters, and of people who are let in until a date. */
function reminderJob(ctx: Context, deadlines: Deadlines): Job {
  const remind = async () => {
    const more = await remindOfPersonEnds(ctx)
    return (await remindOfEnds(ctx)) || more
  }
  return {
    name: 'remind of charters and invitations that end',
    everyMs: 60_000,
    run: () => deadlines.hold(remind),
  }
}
