/**
 * Organic posts: sessions of a few posts, what they hold, and the reshares they draw.
 *
 * Of all posts 31 % are replies, 13 % reshares, 21 % carry a link and 11 % a hashtag (Hong,
 * Convertino and Chi, Language Matters in Twitter, ICWSM 2011; 62 million posts). A session's gaps
 * are log-normal with median two minutes, which makes accounts bursty (Barabasi, Nature 435, 2005).
 * A reshare follows its original by the reaction time that SEISMIC measured (Zhao et al., KDD 2015):
 * a constant density for the first 300 s, then a power law of exponent 1.2315; the number of
 * reshares grows with the author's audience, so cascades are heavy-tailed (Goel et al., 2016).
 */
import {
  drawExponential,
  drawInteger,
  drawLogNormal,
  drawPoisson,
  mixWord,
  type Random,
} from '../random/random.ts'
import { SLICE } from './calendar.ts'
import type { Scene } from './scene.ts'
import { EMPTY_DRAFT, type Draft } from './posts.ts'
import { rhythmAt, ZONES } from './rhythm.ts'
import { NUMBERS } from './stories.ts'
import { drawTextSeed } from './text.ts'

const SESSION_MEAN = 2
const REPLIES = 0.31 / 0.87
/** About 1.9 drawn for each that survives the night and the end of the run. */
const RESHARES_PER_POST = (1.9 * 0.13) / (0.87 - 0.31)
const LINKS = 0.21 / 0.69
const HASHTAGS = 0.11 / 0.69
const CUTOFF = 300
const EXPONENT = 0.2314843
const WITHIN_CUTOFF = 300 * 0.0006265725
/** Highest value of the daily rhythm, against which a late reshare is thinned. */
const RHYTHM_PEAK = 1.75

/** Files all organic sessions that begin in the slice at `second`. */
export function drawSlice(scene: Scene, second: number): void {
  const { crowd, random } = scene
  const perDay = (crowd.rateAt(second + SLICE / 2) * 0.87) / SESSION_MEAN
  const sessions = drawPoisson(random, (perDay * SLICE) / 86_400)
  for (let i = 0; i < sessions; i++) {
    let time = second + random.float() * SLICE
    const account = crowd.draw(random, time, -1)
    if (account < 0) continue
    do {
      drawPost(scene, account, time)
      time += drawLogNormal(random, 120, 1.2)
    } while (random.float() < 1 - 1 / SESSION_MEAN)
  }
}

function drawPost(scene: Scene, account: number, time: number): void {
  const { random, stories, population, calendar } = scene
  const group = population.group[account]!
  const reply = random.float() < REPLIES
  const draft: Draft = { ...EMPTY_DRAFT, time, account, kind: reply ? 1 : 0 }
  draft.client = mixWord(account) % 3 === 0 ? 0 : 1
  if (!reply && random.float() < HASHTAGS) {
    draft.hashtag = stories.hashtag(random, group)
    if (random.float() < 0.3) draft.hashtag2 = stories.hashtag(random, group)
    if (draft.hashtag2 === draft.hashtag) draft.hashtag2 = -1
  }
  const linked = !reply && random.float() < LINKS
  const own = random.float() < 0.5
  if (linked && !own) draft.link = stories.link(random, group)
  draft.textSeed = drawTextSeed(random)
  if (linked && own) draft.link = NUMBERS.ownLink + scene.ownLinks++
  const id = calendar.put(draft)
  if (!reply) drawReshares(scene, id, draft)
}

/** The cascade of one post: up to a twentieth of the population. */
export function drawReshares(scene: Scene, id: number, original: Draft): void {
  const { random, population, meanAudience, crowd, calendar } = scene
  const appeal = population.audience[original.account]! / meanAudience
  const mean = RESHARES_PER_POST * appeal * drawExponential(random, 1)
  const count = Math.min(drawPoisson(random, mean), Math.ceil(population.count / 20))
  if (count === 0) return
  const seen = new Set([original.account])
  for (let i = 0; i < count; i++) {
    const time = original.time + reactionTime(random)
    if (time >= calendar.until) continue
    const zone = drawInteger(random, ZONES.length)
    if (random.float() * RHYTHM_PEAK > rhythmAt(time, ZONES[zone]!.offset)) continue
    const group = random.float() < 0.7 ? population.group[original.account]! : -1
    const account = crowd.draw(random, time, group)
    if (account < 0 || seen.has(account)) continue
    seen.add(account)
    calendar.put({ ...original, time, account, kind: 2, original: id, author: original.account })
  }
}

/** Seconds from an original to a reshare. */
function reactionTime(random: Random): number {
  const at = random.float()
  if (at < WITHIN_CUTOFF) return 1 + (at / WITHIN_CUTOFF) * CUTOFF
  return CUTOFF * ((1 - at) / (1 - WITHIN_CUTOFF)) ** (-1 / EXPONENT)
}
