/** How the drill of 2016 went for the hub: clocks beside those of history, what each state knew at three instants, and mistakes. Read as owner. */
import type { NoticeTexts, OfficeRole, TargetState } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db } from '../db/database.ts'
import { partyWordsIn } from '../notices/party-words.ts'
import type { ScoreLines } from './drill-script.ts'
import { hitOf, SPARED, statesOf } from './four-hundred-days-seed.ts'
import { type ReportFact, selectHub, selectReports } from './score-facts.ts'
import { countApart, countLate, earliest, isHard, latest, saysWho } from './score-parts.ts'

/** Instants of the script. */
export type Instants = {
  bulletin: Date
  list: Date
  saidWho: Date
  election: Date
  spared: Date
  end: Date
}

/** One office of a state that a notice of the hub was made out to. */
type Line = {
  notice: string
  kind: string
  sent: Date
  state: string
  role: OfficeRole
  told: Date | null
  standing: TargetState
  /** It is a correction or all-clear of an earlier line. */
  corrects: boolean
}

/** What the score is reckoned from: reports to the hub, and what it sent to offices of states. */
export type ScoreFacts = Instants & {
  reports: readonly Omit<ReportFact, 'received'>[]
  notices: readonly { sent: Date; texts: NoticeTexts }[]
  lines: readonly Line[]
  /** By number; and those that the agency names in October. */
  states: readonly string[]
  hit: readonly string[]
  now: Date
}

const LATER = 'About 400 days later'

/** Reckons it; minutes are of the drill's clock, after the bulletin. Pure. */
export function toScore(facts: ScoreFacts): ScoreLines {
  const { bulletin, lines, now } = facts
  const since = (at: Date | undefined) =>
    at && at <= now ? { here: Math.round((at.getTime() - bulletin.getTime()) / 60_000) } : {}
  const chiefs = lines.filter(({ role }) => role === 'chief-official')
  const saidHit = linesOfHit(facts)
  const saidNot = chiefs.filter(({ kind }) => kind === 'not-hit')
  const answered = facts.reports.map((one) => one.answered)
  const others = facts.states.filter((state) => !facts.hit.includes(state))
  return {
    since: 'the bulletin',
    clocks: [
      { what: 'The agency sent its bulletin', history: '18 August 2016', ...since(bulletin) },
      {
        what: 'The first state’s chief election official was sent a notice',
        history: LATER,
        ...since(earliest(chiefs.map(({ sent }) => sent))),
      },
      {
        what: 'Half of the chief election officials had said that they were told',
        history: LATER,
        ...since(nth(toldOf(chiefs), Math.ceil(facts.states.length / 2))),
      },
      {
        what: 'Every state that sent what its logs show had an answer',
        history: 'Some never had one',
        ...since(facts.reports.length > 0 ? latest(answered) : undefined),
      },
      {
        what: 'The last state that was hit had said that it was told so',
        history: LATER,
        ...since(nth(toldOf(saidHit), facts.hit.length)),
      },
      {
        what: 'The last state that is not known to be hit had said that it was told so',
        history: LATER,
        ...since(nth(toldOf(saidNot.filter(({ state }) => others.includes(state))), others.length)),
      },
      {
        what: 'The state that was hit after all was sent word of it',
        ...since(earliest(wordsToSpared(facts).map(({ sent }) => sent))),
      },
    ],
    offices: officesOf(facts, chiefs),
    mistakes: mistakesIn(facts, chiefs).filter(({ count }) => count > 0),
    knew: knewBy(facts, chiefs, [...saidHit, ...saidNot]),
  }
}

/** Notices that tell states of the list that they are on it: since the list was there, to offices of such states alone. */
function linesOfHit({ lines, list, hit }: ScoreFacts): Line[] {
  const later = lines.filter(({ kind, sent }) => isWarning(kind) && sent >= list)
  const wide = new Set(later.filter(({ state }) => !hit.includes(state)).map((one) => one.notice))
  return later.filter(({ notice, role }) => role === 'chief-official' && !wide.has(notice))
}

const isWarning = (kind: string) => kind === 'notice' || kind === 'advisory'

/** What the state that was hit after all was sent since that is known: a correction, or a notice to it alone. */
function wordsToSpared({ lines, spared }: ScoreFacts): Line[] {
  const later = lines.filter(({ sent, role }) => sent >= spared && role === 'chief-official')
  const wide = new Set(later.filter(({ state }) => state !== SPARED).map(({ notice }) => notice))
  return later.filter(({ notice, kind, corrects }) => !wide.has(notice) && (corrects || isWarning(kind))) // prettier-ignore
}

/** Of each state the first instant at which its official said so, in order. */
function toldOf(lines: readonly Line[]): Date[] {
  const first = new Map<string, Date>()
  for (const { state, told } of lines)
    if (told && !(first.get(state)! <= told)) first.set(state, told)
  return [...first.values()].toSorted((a, b) => +a - +b)
}

function nth(instants: readonly Date[], count: number): Date | undefined {
  return count > 0 ? instants[count - 1] : undefined
}

function officesOf({ states }: ScoreFacts, chiefs: readonly Line[]): ScoreLines['offices'] {
  const count = (standings: readonly TargetState[]) =>
    new Set(chiefs.filter((one) => standings.includes(one.standing)).map(({ state }) => state)).size
  return {
    all: states.length,
    sent: new Set(chiefs.map(({ state }) => state)).size,
    told: count(['told', 'understood', 'acted']),
    understood: count(['understood', 'acted']),
  }
}

function knewBy(
  { list, election, end, now }: ScoreFacts,
  chiefs: readonly Line[],
  whether: readonly Line[],
): NonNullable<ScoreLines['knew']> {
  const by = (lines: readonly Line[], at: Date) => toldOf(lines).filter((one) => one <= at).length
  return [
    { what: '14 October 2016, as the agency names the states', at: list },
    { what: '8 November 2016, the day of the election', at: election },
    { what: '5 December 2016, the end of the drill', at: end },
  ]
    .filter(({ at }) => at <= now)
    .map(({ what, at }) => ({
      what,
      at: at.toISOString(),
      told: by(chiefs, at),
      whetherHit: by(whether, at),
    }))
}

function mistakesIn(facts: ScoreFacts, chiefs: readonly Line[]): ScoreLines['mistakes'] {
  const { reports, now } = facts
  return [
    {
      what: 'Reports of logs with no answer by their time',
      count: countLate(reports, now),
    },
    {
      what: 'Reports of one thing that stand apart',
      count: countApart(reports),
    },
    ...leftOut(facts, chiefs),
    ...wrongWords(facts),
  ]
}

/** Whoever was not told what they should know, or was told otherwise. */
function leftOut(facts: ScoreFacts, chiefs: readonly Line[]): ScoreLines['mistakes'] {
  const { lines, states, hit, now, list, spared } = facts
  const told = new Set(chiefs.map(({ state }) => state))
  const it = new Set(lines.filter(({ role }) => role === 'it').map(({ state }) => state))
  const ofNotHit = new Set(lines.filter(({ kind }) => kind === 'not-hit').map((one) => one.state))
  const ofHit = new Set(linesOfHit(facts).map(({ state }) => state))
  const others = states.filter((state) => !hit.includes(state))
  const isOpen = ofNotHit.has(SPARED) && wordsToSpared(facts).length === 0
  return [
    {
      what: 'States whose chief election official was sent no notice',
      count: states.length - told.size,
    },
    {
      what: 'States of which only the IT staff was sent a notice',
      count: states.filter((state) => !told.has(state) && it.has(state)).length,
    },
    {
      what: 'States that were hit and were not told so by a notice of their own',
      count: now < list ? 0 : hit.filter((state) => !ofHit.has(state)).length,
    },
    {
      what: 'States that were hit and were told that they are not known to be',
      count: hit.filter((state) => ofNotHit.has(state)).length,
    },
    {
      what: 'States that are not known to be hit and were not told so',
      count: now < list ? 0 : others.filter((state) => !ofNotHit.has(state)).length,
    },
    {
      what: 'A state was told that it is not known to be hit, and not told that this was wrong',
      count: now >= spared && isOpen ? 1 : 0,
    },
  ]
}

function wrongWords({ notices, saidWho }: ScoreFacts): ScoreLines['mistakes'] {
  const count = (isWrong: (one: NoticeTexts) => boolean, of = notices) =>
    of.filter(({ texts }) => isWrong(texts)).length
  const early = notices.filter(({ sent }) => sent < saidWho)
  return [
    { what: 'Notices harder to read than grade 8', count: count(isHard) },
    {
      what: 'Notices that name a party or camp',
      count: count((one) => partyWordsIn(one).length > 0),
    },
    {
      what: 'Notices with words for who is behind it, before the agency said so',
      count: count(saysWho, early),
    },
  ]
}

/** Reads it for the hub of the drill, without what the drill itself sent. */
export async function fourHundredDaysScore(ctx: Context, instants: Instants): Promise<ScoreLines> {
  const { db } = ctx.database
  const { hub, own } = await selectHub(db)
  const states = await statesOf({ ctx })
  const ids = (of: readonly { id: string }[]) => of.map(({ id }) => id)
  return toScore({
    ...instants,
    reports: await selectReports(db, hub),
    notices: await selectNotices(db, hub, own),
    lines: await selectLines(db, hub, own),
    states: ids(states),
    hit: ids(hitOf(states)),
    now: ctx.clock.now(),
  })
}

async function selectNotices(
  db: Db,
  hub: string,
  own: readonly string[],
): Promise<ScoreFacts['notices']> {
  const { rows } = await sql<ScoreFacts['notices'][number]>`
    select sent_at as sent, texts from notices where from_member = ${hub}::uuid and id <> all(${own}::uuid[])`.execute(
    db,
  )
  return rows
}

async function selectLines(db: Db, hub: string, own: readonly string[]): Promise<Line[]> {
  const { rows } = await sql<Line>`
    select n.id as notice, n.kind, n.sent_at as sent, t.jurisdiction as state, t.role, t.state as standing,
      t.corrects is not null as corrects,
      (select min(e.at) from notice_events e where e.target_id = t.id
        and e.kind in ('notice.told', 'notice.understood', 'notice.acted')) as told
    from notice_targets t join notices n on n.id = t.notice_id join jurisdictions j on j.id = t.jurisdiction
    where n.from_member = ${hub}::uuid and n.id <> all(${own}::uuid[]) and j.kind = 'state'`.execute(
    db,
  )
  return rows
}
