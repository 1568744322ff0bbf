import { migration370 } from './370-appeal-mails.ts'
import { migration371 } from './371-person-news.ts'
import { migration372 } from './372-incidents.ts'
import { migration373 } from './373-news-mails.ts'
import { migration355 } from './355-unsealings.ts'
import { migration256 } from './256-case-steps.ts'
import { migration257 } from './257-case-event-keys.ts'
import { migration356 } from './356-ends-moved.ts'
import { migration366 } from './366-lookback-mails.ts'
import { migration365 } from './365-strays-of-gateways.ts'
import { migration258 } from './258-live-keys.ts'
import { migration290 } from './290-case-moves.ts'
import { migration300 } from './300-case-instants.ts'
import { migration301 } from './301-duty.ts'
import { migration295 } from './295-named-asks.ts'
import { migration310 } from './310-contact-proposals.ts'
import { migration311 } from './311-papers.ts'
import { migration312 } from './312-scheduled-notices.ts'
import { migration255 } from './255-cases.ts'
import { migration001 } from './001-members.ts'
import { migration002 } from './002-sharing.ts'
import { migration003 } from './003-detection.ts'
import { migration004 } from './004-notices.ts'
import { migration005 } from './005-live.ts'
import { migration006 } from './006-sign-in.ts'
import { migration007 } from './007-member-reads.ts'
import { migration008 } from './008-log.ts'
import { migration009 } from './009-taxii.ts'
import { migration010 } from './010-release.ts'
import { migration011 } from './011-taxii-submit.ts'
import { migration012 } from './012-taxii-page.ts'
import { migration013 } from './013-taxii-page-bytes.ts'
import { migration014 } from './014-release-parts.ts'
import { migration015 } from './015-tries.ts'
import { migration016 } from './016-first-reads.ts'
import { migration017 } from './017-notice-map.ts'
import { migration020 } from './020-release-runs.ts'
import { migration021 } from './021-terms.ts'
import { migration022 } from './022-machines.ts'
import { migration023 } from './023-delivery.ts'
import { migration024 } from './024-sendings.ts'
import { migration026 } from './026-instants.ts'
import { migration027 } from './027-readers.ts'
import { migration030 } from './030-member-quotas.ts'
import { migration031 } from './031-signed-in.ts'
import { migration040 } from './040-places.ts'
import { migration050 } from './050-record.ts'
import { migration051 } from './051-who-acts.ts'
import { migration052 } from './052-erasure.ts'
import { migration070 } from './070-known-members.ts'
import { migration080 } from './080-contact-history.ts'
import { migration100 } from './100-pages.ts'
import { migration306 } from './306-lookback-decay.ts'
import { migration305 } from './305-lookback.ts'
import { migration101 } from './101-elections.ts'
import { migration360 } from './360-tear-lines-reviewed.ts'
import { migration361 } from './361-unsealing-mails.ts'
import { migration383 } from './383-ways.ts'
import { migration388 } from './388-replies-seen.ts'
import { migration396 } from './396-begun.ts'
import { migration398 } from './398-not-me.ts'
import { migration400 } from './400-register-changes.ts'
import { migration401 } from './401-unsealing-held.ts'
import { migration408 } from './408-questions.ts'
import { migration375 } from './375-faults-of-try-outs.ts'
import { migration335 } from './335-unknown-mails.ts'
import { migration120 } from './120-reachability.ts'
import { migration060 } from './060-texts.ts'
import { migration090 } from './090-run-warnings.ts'
import { migration285 } from './285-reports-of-members.ts'
import { migration327 } from './327-lineage.ts'
import { migration326 } from './326-technique-mappings.ts'
import { migration325 } from './325-knowledge.ts'
import { migration330 } from './330-first-run.ts'
import { migration315 } from './315-public-reports.ts'
import { migration346 } from './346-replies-by-text.ts'
import { migration345 } from './345-gateways.ts'
import { migration351 } from './351-case-media.ts'
import { migration350 } from './350-case-claims.ts'
import { migration340 } from './340-audience-versions.ts'
import { migration286 } from './286-own-names.ts'
import { migration130 } from './130-compose-drafts.ts'
import { migration140 } from './140-messages.ts'
import { migration141 } from './141-reviews.ts'
import { migration142 } from './142-register.ts'
import { migration160 } from './160-audit.ts'
import { migration161 } from './161-audit-as-then.ts'
import { migration162 } from './162-persons.ts'
import { migration143 } from './143-readings.ts'
import { migration150 } from './150-address-of-a-person.ts'
import { migration170 } from './170-charters.ts'
import { migration177 } from './177-tear-lines.ts'
import { migration176 } from './176-unmasking.ts'
import { migration182 } from './182-minutes.ts'
import { migration195 } from './195-release-parts.ts'
import { migration196 } from './196-audiences.ts'
import { migration197 } from './197-held-releases.ts'
import { migration181 } from './181-meeting-items.ts'
import { migration180 } from './180-meetings.ts'
import { migration171 } from './171-charter-reminders.ts'
import { migration202 } from './202-intake.ts'
import { migration201 } from './201-calls.ts'
import { migration200 } from './200-bounces.ts'
import { migration206 } from './206-inbox.ts'
import { migration205 } from './205-finding-triage.ts'
import { migration186 } from './186-refusals-in-meetings.ts'
import { migration190 } from './190-meetings-end.ts'
import { migration191 } from './191-second-person-mails.ts'
import { migration192 } from './192-tear-lines-settled.ts'
import { migration185 } from './185-own-refusals.ts'
import { migration210 } from './210-answers.ts'
import { migration211 } from './211-replies.ts'
import { migration212 } from './212-decisions.ts'
import { migration213 } from './213-openings.ts'
import { migration230 } from './230-unread-findings.ts'
import { migration231 } from './231-earlier-networks.ts'
import { migration225 } from './225-held-tries.ts'
import { migration226 } from './226-answers-once.ts'
import { migration250 } from './250-matchings.ts'
import { migration240 } from './240-template-versions.ts'
import { migration235 } from './235-defended.ts'
import { migration236 } from './236-alerts.ts'
import { migration237 } from './237-alerts-awaited.ts'
import { migration260 } from './260-suspicious.ts'
import { migration265 } from './265-corrections.ts'
import { migration281 } from './281-views.ts'
import { migration302 } from './302-appeals.ts'
import { migration280 } from './280-settings.ts'
import { migration266 } from './266-vendors.ts'
import { migration275 } from './275-disclosures.ts'
import { migration270 } from './270-not-hit.ts'
import { migration271 } from './271-bulletins.ts'
import { migration184 } from './184-register-holds.ts'
import { migration172 } from './172-version-at.ts'
import { migration110 } from './110-finding-kinds.ts'

/** A forward-only step of the schema. Never edited once released; a change is a new number. */
export type Migration = { number: number; name: string; sql: string }

export const MIGRATIONS: Migration[] = [
  migration001,
  migration002,
  migration003,
  migration004,
  migration005,
  migration006,
  migration007,
  migration008,
  migration009,
  migration010,
  migration011,
  migration012,
  migration013,
  migration014,
  migration015,
  migration016,
  migration017,
  migration020,
  migration021,
  migration022,
  migration023,
  migration024,
  migration026,
  migration027,
  migration030,
  migration031,
  migration040,
  migration050,
  migration051,
  migration052,
  migration060,
  migration070,
  migration080,
  migration090,
  migration110,
  migration285,
  migration286,
  migration130,
  migration140,
  migration141,
  migration142,
  migration143,
  migration150,
  migration160,
  migration161,
  migration170,
  migration171,
  migration172,
  migration180,
  migration181,
  migration182,
  migration195,
  migration196,
  migration197,
  migration162,
  migration184,
  migration185,
  migration186,
  migration190,
  migration200,
  migration201,
  migration202,
  migration191,
  migration192,
  migration210,
  migration211,
  migration212,
  migration213,
  migration230,
  migration231,
  migration225,
  migration226,
  migration240,
  migration250,
  migration235,
  migration236,
  migration237,
  migration260,
  migration265,
  migration266,
  migration275,
  migration280,
  migration270,
  migration271,
  migration281,
  migration302,
  migration370,
  migration371,
  migration372,
  migration373,
  migration205,
  migration206,
  migration176,
  migration177,
  migration100,
  migration101,
  migration335,
  migration305,
  migration306,
  migration120,
  migration255,
  migration256,
  migration257,
  migration356,
  migration258,
  migration290,
  migration300,
  migration301,
  migration315,
  migration325,
  migration326,
  migration327,
  migration330,
  migration295,
  migration310,
  migration311,
  migration312,
  migration340,
  migration355,
  migration345,
  migration346,
  migration350,
  migration351,
  migration365,
  migration366,
  migration360,
  migration361,
  migration375,
  migration383,
  migration388,
  migration396,
  migration398,
  migration400,
  migration401,
  migration408,
]
  .map(({ name, sql }) => ({ number: Number(name.slice(0, 3)), name, sql }))
  // Lines of two changes that meet may come in either order; a database is brought forward by number.
  .sort((a, b) => a.number - b.number)
