/** Casts the planted and benign sources of a run: their accounts, and the acts they will perform. */
import { createRandom, drawInteger, type Random } from '../random/random.ts'
import {
  airProgramme,
  breakNews,
  createAudience,
  crossPost,
  drawAudience,
  postBySchedule,
  publishArticle,
  relayItem,
  releaseStatement,
  sendNewsletter,
  timesAtRandom,
  timesByClock,
} from './benign.ts'
import { camouflageRate, planOperation } from './operations.ts'
import type { BenignOptions, OperationOptions } from './options.ts'
import type { Population } from './population.ts'
import type { Act, Source, SourceKind } from './scene.ts'
import { NUMBERS } from './stories.ts'

const DAY = 86_400
/** Numbers of hashtags set aside for programmes, beyond those that sources count up to. */
const PROGRAMME_TAGS = NUMBERS.sourceTag + (1 << 27)
const PRESS_TEAM = 12
const BOTS_PER_FEED = 6

export type Cast = {
  sources: Source[]
  acts: Act[]
}

type Plan = {
  seed: string | number
  span: { from: number; until: number }
  benign: BenignOptions
  operations: OperationOptions[]
}

/** Accounts beyond the organic ones that a run needs. */
export function countSpecial(benign: BenignOptions, operations: OperationOptions[]): number {
  const planted = operations.reduce((sum, operation) => sum + operation.size, 0)
  return (
    planted +
    benign.pressOffices * PRESS_TEAM +
    benign.declaredBots * BOTS_PER_FEED +
    benign.sameOwners * 2
  )
}

/** Gives every source its accounts (marking them in the population) and its acts by time. */
export function castSources(plan: Plan, population: Population, special: number[]): Cast {
  const random = createRandom(`${plan.seed}/sources`)
  const cast: Cast = { sources: [], acts: [] }
  let used = 0
  const take = (count: number, source: Source, rate: number, declared: number): void => {
    for (let i = 0; i < count; i++) {
      const account = special[used++]!
      source.accounts.push(account)
      population.source[account] = source.number
      population.rate[account] = rate * (0.5 + random.float())
      population.declared[account] = declared
    }
  }
  castOperations(plan, population, cast, random, take)
  castOffices(plan, cast, random, take)
  castAudiences(plan, population, cast, random)
  for (const source of cast.sources) source.accounts.sort((a, b) => a - b)
  cast.acts.sort((a, b) => a.time - b.time)
  return cast
}

type Take = (count: number, source: Source, rate: number, declared: number) => void

function addSource(cast: Cast, kind: SourceKind, name: string): Source {
  const number = cast.sources.length
  const benign = kind !== 'operation'
  const source: Source = { number, kind, name, benign, accounts: [], acts: 0 }
  cast.sources.push(source)
  return source
}

function addActs(cast: Cast, source: Source, times: number[], perform: Act['perform']): void {
  source.acts += times.length
  for (const time of times) cast.acts.push({ time, perform })
}

function castOperations(
  plan: Plan,
  population: Population,
  cast: Cast,
  random: Random,
  take: Take,
): void {
  const offsets = { messages: 0, hashtags: 0, links: 0 }
  for (const options of plan.operations) {
    const source = addSource(cast, 'operation', options.name)
    source.style = options.style
    take(options.size, source, camouflageRate(options), 0)
    const born = 20 + drawInteger(random, 700)
    for (const account of source.accounts)
      population.age[account] = Math.max(1, born - drawInteger(random, 20))
    const acts = planOperation(random, source, options, plan.span, { ...offsets })
    source.acts = acts.length
    cast.acts.push(...acts)
    offsets.messages += options.messages?.length ?? 0
    offsets.hashtags += options.hashtags?.length ?? 0
    offsets.links += options.links?.length ?? 0
  }
}

function castOffices(plan: Plan, cast: Cast, random: Random, take: Take): void {
  const { benign, span } = plan
  for (let i = 0; i < benign.pressOffices; i++) {
    const source = addSource(cast, 'press office', `press office ${i + 1}`)
    take(PRESS_TEAM, source, 1, 2)
    addActs(cast, source, timesAtRandom(random, span, 2.5), releaseStatement(source))
  }
  for (let i = 0; i < benign.declaredBots; i++) {
    const source = addSource(cast, 'declared bots', `feed ${i + 1}`)
    take(BOTS_PER_FEED, source, 0, 1)
    addActs(cast, source, timesAtRandom(random, span, 15), relayItem(source))
  }
  for (let i = 0; i < benign.sameOwners; i++) {
    const source = addSource(cast, 'same owner', `owner ${i + 1}`)
    take(2, source, 2, 0)
    addActs(cast, source, timesAtRandom(random, span, 1), crossPost(source))
  }
}

function castAudiences(plan: Plan, population: Population, cast: Cast, random: Random): void {
  const { benign, span } = plan
  const table = createAudience(population.rate)
  const audience = (low: number, high: number): number[] =>
    drawAudience(random, table, Math.round(low * (high / low) ** random.float()))
  const most = Math.max(20, population.count / 10)
  for (let i = 0; i < benign.televised; i++) {
    const source = addSource(cast, 'televised', `programme ${i + 1}`)
    source.accounts = audience(15, most)
    const evening = drawInteger(random, 7) * DAY + (drawInteger(random, 3) + 24) * 3600
    const times = timesByClock(span, 7 * DAY, evening % (7 * DAY))
    addActs(cast, source, times, airProgramme(source, PROGRAMME_TAGS + i))
  }
  for (let i = 0; i < benign.newsletters; i++) {
    const source = addSource(cast, 'newsletter', `newsletter ${i + 1}`)
    source.accounts = audience(20, most)
    const times = timesByClock(span, DAY, (11 + drawInteger(random, 4)) * 3600)
    addActs(cast, source, times, sendNewsletter(source))
  }
  if (benign.scheduled > 0) {
    const source = addSource(cast, 'scheduled', 'scheduling tool')
    source.accounts = drawAudience(random, table, benign.scheduled)
    addActs(cast, source, timesAtRandom(random, span, benign.scheduled * 2), postBySchedule(source))
  }
  const news = addSource(cast, 'breaking news', 'breaking news')
  if (benign.breakingNews > 0)
    addActs(cast, news, timesAtRandom(random, span, benign.breakingNews), breakNews(news))
  const buttons = addSource(cast, 'share button', 'share buttons')
  if (benign.shareButtons > 0)
    addActs(
      cast,
      buttons,
      timesAtRandom(random, span, benign.shareButtons),
      publishArticle(buttons),
    )
}
