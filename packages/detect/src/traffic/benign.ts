/**
 * Innocent synchrony: what makes strangers, readers and open organisations post the same thing at
 * the same time. A detector that cannot tell these from an operation is of no use.
 *
 * Breaking news relaxes like stories do (Crane and Sornette, PNAS 2008); readers of a newsletter act
 * after log-normal delays, as answers to e-mail do (Stouffer, Malmgren and Amaral, 2006). A programme's
 * audience reacts within seconds to the same moments; press teams, bots and schedulers post by clock.
 * How often each occurs is ours to choose and set by BenignOptions, for no survey counts them.
 */
import { createAlias, drawAlias, type AliasTable } from '../random/alias.ts'
import {
  drawExponential,
  drawInteger,
  drawLogNormal,
  drawPareto,
  type Random,
} from '../random/random.ts'
import { drawReshares } from './organic.ts'
import { EMPTY_DRAFT, type Draft } from './posts.ts'
import type { Act, Scene, Source } from './scene.ts'
import { NUMBERS } from './stories.ts'
import { drawTextSeed } from './text.ts'

type Span = {
  from: number
  until: number
}

/** Indices into CLIENTS. */
const SCHEDULER = 2
const FEED_RELAY = 3
const SHARE_BUTTON = 4

/** A story breaks: one hashtag, four links, a crowd of heavy-tailed size. */
export function breakNews(source: Source): Act['perform'] {
  return (scene, time) => {
    const { random } = scene
    const hashtag = NUMBERS.sourceTag + scene.sourceObjects++
    const link = NUMBERS.sourceLink + (scene.sourceObjects += 4) - 4
    const crowd = drawPareto(random, 1, 0.004, 0.08) * scene.population.count
    for (let i = 0; i < crowd; i++) {
      const at = time + 300 * ((1 - random.float()) ** -1.4 - 1)
      const account = scene.crowd.draw(random, at, -1)
      const draft = draftOf(scene, source, account, at)
      if (random.float() < 0.7) draft.hashtag = hashtag
      if (random.float() < 0.5) draft.link = link + Math.floor(random.float() ** 2 * 4)
      post(scene, source, draft, { open: true, reshared: true })
    }
  }
}

/** An hour of a programme: each viewer posts some times, half of the posts at five shared moments. */
export function airProgramme(source: Source, hashtag: number): Act['perform'] {
  return (scene, time) => {
    const { random } = scene
    const moments = Array.from({ length: 5 }, () => time + random.float() * 3600)
    for (const account of source.accounts) {
      if (random.float() > 0.6) continue
      for (let posts = 1 + drawInteger(random, 4); posts > 0; posts--) {
        const moment = moments[drawInteger(random, moments.length)]!
        const onMoment = random.float() < 0.5
        const at = onMoment ? moment + drawLogNormal(random, 25, 0.7) : time + random.float() * 3600
        post(scene, source, { ...draftOf(scene, source, account, at), hashtag })
      }
    }
  }
}

/** A newsletter goes out: some subscribers share one of its three rare links. */
export function sendNewsletter(source: Source): Act['perform'] {
  return (scene, time) => {
    const { random } = scene
    const link = NUMBERS.sourceLink + (scene.sourceObjects += 3) - 3
    for (const account of source.accounts) {
      if (random.float() > 0.15) continue
      const at = time + drawLogNormal(random, 1200, 1.1)
      post(scene, source, {
        ...draftOf(scene, source, account, at),
        link: link + drawInteger(random, 3),
      })
    }
  }
}

/** An article with a share button: the same text and link from everybody who presses it. */
export function publishArticle(source: Source): Act['perform'] {
  return (scene, time) => {
    const { random } = scene
    const link = NUMBERS.sourceLink + scene.sourceObjects++
    const textSeed = drawTextSeed(random)
    const presses = drawPareto(random, 1, 3, scene.population.count / 100)
    for (let i = 0; i < presses; i++) {
      const at = time + 3600 * ((1 - random.float()) ** -1.4 - 1)
      const account = scene.crowd.draw(random, at, -1)
      const draft = draftOf(scene, source, account, at)
      post(scene, source, { ...draft, link, textSeed, client: SHARE_BUTTON }, { open: true })
    }
  }
}

/** A press team posts a release: one text and link from most of its accounts within ten minutes. */
export function releaseStatement(source: Source): Act['perform'] {
  return (scene, time) => {
    const { random } = scene
    const link = NUMBERS.sourceLink + scene.sourceObjects++
    const textSeed = drawTextSeed(random)
    for (const account of source.accounts) {
      if (random.float() > 0.8) continue
      const draft = draftOf(scene, source, account, time + drawExponential(random, 150))
      post(scene, source, { ...draft, link, textSeed, client: SCHEDULER })
    }
  }
}

/** An item of a feed, relayed by every bot that follows it. */
export function relayItem(source: Source): Act['perform'] {
  return (scene, time) => {
    const link = NUMBERS.sourceLink + scene.sourceObjects++
    const textSeed = drawTextSeed(scene.random)
    for (const account of source.accounts) {
      const draft = draftOf(scene, source, account, time + scene.random.float() * 20)
      post(scene, source, { ...draft, link, textSeed, client: FEED_RELAY })
    }
  }
}

/** One owner's two accounts: the second repeats the first after a minute or two. */
export function crossPost(source: Source): Act['perform'] {
  return (scene, time) => {
    const textSeed = drawTextSeed(scene.random)
    const link = NUMBERS.ownLink + scene.ownLinks++
    const gap = 20 + scene.random.float() * 120
    source.accounts.forEach((account, place) => {
      const draft = draftOf(scene, source, account, time + place * gap)
      post(scene, source, { ...draft, textSeed, link })
    })
  }
}

/** A scheduling tool posts one account's own content at the full or half hour. */
export function postBySchedule(source: Source): Act['perform'] {
  return (scene, time) => {
    const at = Math.round(time / 1800) * 1800 + scene.random.float() * 3
    const account = source.accounts[drawInteger(scene.random, source.accounts.length)]!
    const draft = draftOf(scene, source, account, at)
    draft.client = SCHEDULER
    draft.hashtag = scene.stories.hashtag(scene.random, scene.population.group[account]!)
    post(scene, source, draft)
  }
}

/** Times at random, `perDay` on average. */
export function timesAtRandom(random: Random, span: Span, perDay: number): number[] {
  const times: number[] = []
  let at = span.from + drawExponential(random, 86_400 / perDay)
  for (; at < span.until; at += drawExponential(random, 86_400 / perDay)) times.push(at)
  return times
}

/** One time every `period` seconds, first `after` seconds into the run. */
export function timesByClock(span: Span, period: number, after: number): number[] {
  const times: number[] = []
  for (let at = span.from + after; at < span.until; at += period) times.push(at)
  return times
}

/** A table to draw audiences from: active accounts are likelier, by the root of their activity. */
export function createAudience(rates: Float64Array): AliasTable {
  return createAlias(rates.map(Math.sqrt))
}

/** `count` different accounts, or fewer when hardly as many post at all. */
export function drawAudience(random: Random, table: AliasTable, count: number): number[] {
  const chosen = new Set<number>()
  for (let tries = 0; tries < count * 4 && chosen.size < count; tries++)
    chosen.add(drawAlias(table, random))
  return [...chosen]
}

function draftOf(scene: Scene, source: Source, account: number, time: number): Draft {
  const textSeed = drawTextSeed(scene.random)
  return { ...EMPTY_DRAFT, account, time, textSeed, source: source.number, client: 1 }
}

function post(
  scene: Scene,
  source: Source,
  draft: Draft,
  options: { open?: boolean; reshared?: boolean } = {},
): void {
  if (draft.account < 0) return
  const id = scene.calendar.put(draft)
  if (options.open) source.accounts.push(draft.account)
  if (options.reshared) drawReshares(scene, id, draft)
}
