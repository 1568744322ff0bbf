import * as alerts from './alerts.ts'
import * as answers from './answers.ts'
import * as audit from './audit.ts'
import * as calls from './calls.ts'
import * as caseClaims from './case-claims.ts'
import * as caseInstants from './case-instants.ts'
import * as caseWork from './case-work.ts'
import * as caseMoves from './case-moves.ts'
import * as cases from './cases.ts'
import * as charters from './charters.ts'
import * as compose from './compose.ts'
import * as contactProposals from './contact-proposals.ts'
import * as decisions from './decisions.ts'
import * as defended from './defended.ts'
import * as detection from './detection.ts'
import * as disclosures from './disclosures.ts'
import * as duty from './duty.ts'
import * as elections from './elections.ts'
import * as erasure from './erasure.ts'
import * as firstRun from './first-run.ts'
import * as front from './front.ts'
import * as gateways from './gateways.ts'
import * as groups from './groups.ts'
import * as inbox from './inbox.ts'
import * as news from './news.ts'
import * as incidents from './incidents.ts'
import * as intake from './intake.ts'
import * as jurisdictions from './jurisdictions.ts'
import * as log from './log.ts'
import * as members from './members.ts'
import * as minutes from './minutes.ts'
import * as named from './named.ts'
import * as noticePreview from './notice-preview.ts'
import * as matching from './matching.ts'
import * as matchingMessages from './matching-messages.ts'
import * as meetingItems from './meeting-items.ts'
import * as meetings from './meetings.ts'
import * as messages from './messages.ts'
import * as bulletins from './bulletins.ts'
import * as corrections from './corrections.ts'
import * as letters from './letters.ts'
import * as ownMail from './own-mail.ts'
import * as notHit from './not-hit.ts'
import * as views from './views.ts'
import * as vendors from './vendors.ts'
import * as notices from './notices.ts'
import * as noticeQuestions from './notice-questions.ts'
import * as officeNotices from './office-notices.ts'
import * as openings from './openings.ts'
import * as operations from './operations.ts'
import * as publicReports from './public-reports.ts'
import * as knowledge from './knowledge.ts'
import * as lineage from './lineage.ts'
import * as methods from './methods.ts'
import * as lookback from './lookback.ts'
import * as techniqueMappings from './technique-mappings.ts'
import * as packets from './packets.ts'
import * as papers from './papers.ts'
import * as policies from './policies.ts'
import * as publishedDisclosures from './published-disclosures.ts'
import * as reachability from './reachability.ts'
import * as report from './report.ts'
import * as register from './register.ts'
import * as replies from './replies.ts'
import type { Route } from './route.ts'
import * as scheduledNotices from './scheduled-notices.ts'
import * as search from './search.ts'
import * as session from './session.ts'
import * as settings from './settings.ts'
import * as appeals from './appeals.ts'
import * as audiences from './audiences.ts'
import * as heldReleases from './held-releases.ts'
import * as sharing from './sharing.ts'
import * as suspicious from './suspicious.ts'
import * as tearLines from './tear-lines.ts'
import * as triage from './triage.ts'
import * as tryOuts from './try-outs.ts'
import * as unmasking from './unmasking.ts'
import * as unsealing from './unsealing.ts'

/** Every route of the API: what the OpenAPI document and the completeness test walk over. */
export const ALL_ROUTES: Route[] = [
  session,
  settings,
  views,
  members,
  firstRun,
  front,
  groups,
  charters,
  jurisdictions,
  duty,
  contactProposals,
  elections,
  reachability,
  detection,
  triage,
  defended,
  alerts,
  compose,
  sharing,
  suspicious,
  named,
  inbox,
  news,
  incidents,
  knowledge,
  lineage,
  methods,
  lookback,
  techniqueMappings,
  search,
  appeals,
  audiences,
  heldReleases,
  noticePreview,
  messages,
  tryOuts,
  unmasking,
  unsealing,
  answers,
  replies,
  decisions,
  openings,
  matching,
  matchingMessages,
  cases,
  caseClaims,
  caseInstants,
  caseMoves,
  caseWork,
  disclosures,
  publishedDisclosures,
  meetings,
  meetingItems,
  minutes,
  tearLines,
  register,
  audit,
  notices,
  papers,
  scheduledNotices,
  bulletins,
  corrections,
  letters,
  ownMail,
  gateways,
  notHit,
  vendors,
  noticeQuestions,
  officeNotices,
  calls,
  intake,
  log,
  packets,
  report,
  policies,
  erasure,
  operations,
  publicReports,
].flatMap((feature) => Object.values(feature).filter(isRoute))

function isRoute(value: unknown): value is Route {
  return typeof value === 'object' && value !== null && 'method' in value && 'access' in value
}
