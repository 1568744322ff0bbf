/** How the drill of October 2020 went for the hub: clocks beside those of history, how many understood, and mistakes. Read as owner. */
import type { DrillScore, NoticeTexts, TargetState } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db } from '../db/database.ts'
import { partyWordsIn } from '../notices/party-words.ts'
import type { ScoreLines } from './drill-script.ts'
import { type ReportFact, selectHub, selectReports } from './score-facts.ts'
import {
  countApart,
  countLate,
  earliest,
  hasContext,
  holdsHome,
  isHard,
  latest,
  saysWho,
} from './score-parts.ts'

/** What the score is reckoned from: reports to the hub, and what it sent since. */
export type ScoreFacts = {
  reports: readonly ReportFact[]
  notices: readonly { sent: Date; texts: NoticeTexts; isPublic: boolean }[]
  /** Offices of states that a notice was made out to since the first report, each once, by when and how far they are. */
  states: readonly { sent: Date; told: Date | null; state: TargetState }[]
  /** How many states there are. */
  allStates: number
  /** When the agency says who is behind it. */
  saidWho: Date
  now: Date
}

/** Reckons it; minutes are of the drill's clock, after the first report. Pure. */
export function toScore(facts: ScoreFacts): ScoreLines {
  const first = earliest(facts.reports.map(({ received }) => received))
  const since = (at: Date | undefined) =>
    first && at ? { here: Math.round((at.getTime() - first.getTime()) / 60_000) } : {}
  const publics = facts.notices.filter(({ isPublic }) => isPublic)
  const answered = facts.reports.map((one) => one.answered)
  const count = (states: readonly TargetState[]) =>
    facts.states.filter(({ state }) => states.includes(state)).length
  return {
    since: 'the first report',
    clocks: [
      { what: 'The first clerk reported', ...since(first) },
      {
        what: 'The first state was sent a notice',
        history: 'About a day later',
        ...since(earliest(facts.states.map(({ sent }) => sent))),
      },
      { what: 'Half of the states had said that they were told', ...since(halfTold(facts)) },
      {
        what: 'Every clerk who reported had an answer',
        ...since(facts.reports.length > 0 ? latest(answered) : undefined),
      },
      {
        what: 'The public could read of it',
        history: 'The next evening',
        ...since(earliest(publics.map(({ sent }) => sent))),
      },
      {
        what: 'It was said who is behind it',
        history: 'The next evening',
        ...since(facts.now < facts.saidWho ? undefined : facts.saidWho),
      },
    ],
    offices: {
      all: facts.allStates,
      sent: facts.states.length,
      told: count(['told', 'understood', 'acted']),
      understood: count(['understood', 'acted']),
    },
    mistakes: mistakesIn(facts, publics).filter(({ count: times }) => times > 0),
  }
}

function mistakesIn(
  { reports, notices, states, allStates, saidWho, now }: ScoreFacts,
  publics: ScoreFacts['notices'],
): DrillScore['mistakes'] {
  const texts = (
    of: readonly ScoreFacts['notices'][number][],
    isWrong: (one: NoticeTexts) => boolean,
  ) => of.filter((one) => isWrong(one.texts)).length
  const early = notices.filter(({ sent }) => sent < saidWho)
  return [
    { what: 'Reports with no answer by their time', count: countLate(reports, now) },
    {
      what: 'Reports of one thing that stand apart',
      count: countApart(reports),
    },
    { what: 'States that were sent no notice', count: allStates - states.length },
    { what: 'Notices harder to read than grade 8', count: texts(notices, isHard) },
    {
      what: 'Notices that name a party or camp',
      count: texts(notices, (one) => partyWordsIn(one).length > 0),
    },
    { what: 'Notices with the address of a home', count: texts(notices, holdsHome) },
    {
      what: 'Notices with words for who is behind it, before anybody could know',
      count: texts(early, saysWho),
    },
    { what: 'The public was told nothing', count: publics.length === 0 ? 1 : 0 },
    {
      what: 'No public notice says what it does not mean: that the list of voters is public in some states',
      count: publics.length > 0 && publics.every((one) => !hasContext(one.texts)) ? 1 : 0,
    },
  ]
}

function halfTold({ states, allStates }: ScoreFacts): Date | undefined {
  const told = states.flatMap(({ told: at }) => (at ? [at] : [])).toSorted((a, b) => +a - +b)
  return told[Math.ceil(allStates / 2) - 1]
}

/** Reads it for the hub of the drill, without what the drill itself sent. */
export async function spoofedMailsScore(
  { database: { db }, clock }: Context,
  saidWho: Date,
): Promise<ReturnType<typeof toScore>> {
  const { hub, own } = await selectHub(db)
  const reports = await selectReports(db, hub)
  const notices = await selectNotices(db, hub, own)
  return toScore({
    reports,
    notices,
    states: await selectStates(db, hub, own),
    allStates: await countStates(db),
    saidWho,
    now: clock.now(),
  })
}

async function selectNotices(
  db: Db,
  hub: string,
  own: readonly string[],
): Promise<ScoreFacts['notices']> {
  const { rows } = await sql<ScoreFacts['notices'][number]>`
    select sent_at as sent, texts, public_at is not null as "isPublic" from notices
    where from_member = ${hub}::uuid and kind in ('notice', 'advisory', 'all-clear') and id <> all(${own}::uuid[])`.execute(
    db,
  )
  return rows
}

/** Of each state the first notice, when it was first said to be told, and the furthest that it came with any. */
async function selectStates(
  db: Db,
  hub: string,
  own: readonly string[],
): Promise<ScoreFacts['states']> {
  const { rows } = await sql<ScoreFacts['states'][number]>`
    select min(n.sent_at) as sent,
      (select min(e.at) from notice_events e join notice_targets o on o.id = e.target_id join notices m on m.id = o.notice_id
        where o.jurisdiction = t.jurisdiction and m.from_member = ${hub}::uuid and m.id <> all(${own}::uuid[])
          and e.kind in ('notice.told', 'notice.understood', 'notice.acted')) as told,
      (array_agg(t.state order by array_position(array['acted', 'understood', 'told'], t.state::text)))[1] as state
    from notice_targets t join notices n on n.id = t.notice_id join jurisdictions j on j.id = t.jurisdiction
    where n.from_member = ${hub}::uuid and n.id <> all(${own}::uuid[]) and n.kind in ('notice', 'advisory')
      and j.kind = 'state' and t.role = 'chief-official'
    group by t.jurisdiction`.execute(db)
  return rows
}

async function countStates(db: Db): Promise<number> {
  const { n } = await db
    .selectFrom('jurisdictions')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('kind', '=', 'state')
    .executeTakeFirstOrThrow()
  return Number(n)
}
