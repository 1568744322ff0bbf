/**
 * Planted operations: accounts that act together by a plan, between organic posts as camouflage.
 * Size, part of coordinated posts, jitter, relay step, leader, rotating subsets, paraphrase and the
 * use of popular objects are the dimensions along which published takedowns differ (Pacheco et al.,
 * Uncovering Coordinated Networks on Social Media, ICWSM 2021; Cinelli et al., 2022).
 */
import { drawDistinct, drawExponential, drawInteger, type Random } from '../random/random.ts'
import type { OperationOptions } from './options.ts'
import { EMPTY_DRAFT, type Draft } from './posts.ts'
import type { Act, Scene, Source } from './scene.ts'
import { NUMBERS } from './stories.ts'
import { CUSTOM_TEXT, drawTextSeed } from './text.ts'

/** Where an operation's given texts, hashtags and links begin among everybody's. */
export type CustomOffsets = {
  messages: number
  hashtags: number
  links: number
}

/** Organic posts a day with which a member hides its coordinated ones. */
export function camouflageRate(options: OperationOptions): number {
  const coordinated = options.actsPerDay * options.participation
  const share = Math.max(0.005, options.coordinatedShare)
  return (coordinated * (1 - share)) / share
}

/** All acts of an operation, in order of time. */
export function planOperation(
  random: Random,
  source: Source,
  options: OperationOptions,
  span: { from: number; until: number },
  offsets: CustomOffsets,
): Act[] {
  const [opens, closes] = options.workingHours
  const days = (span.until - span.from) / 86_400
  const acts: Act[] = []
  for (let i = 0; i < Math.round(options.actsPerDay * days); i++) {
    const day = Math.floor((i / options.actsPerDay) % days)
    const hour = opens + random.float() * (closes - opens) - options.utcOffset
    const time = Math.floor(span.from / 86_400 + day) * 86_400 + hour * 3600
    const perform = (scene: Scene, at: number): void =>
      performAct(scene, source, options, i, at, offsets)
    if (time >= span.from && time < span.until) acts.push({ time, perform })
  }
  return acts
}

function performAct(
  scene: Scene,
  source: Source,
  options: OperationOptions,
  number: number,
  time: number,
  offsets: CustomOffsets,
): void {
  const { random } = scene
  const members = drawParticipants(random, source.accounts, options, number)
  const trace = options.traces[drawInteger(random, options.traces.length)] ?? 'link'
  const common: Draft = { ...EMPTY_DRAFT, source: source.number, client: 1 }
  common.textSeed = textSeed(random, options, offsets)
  if (trace === 'link') common.link = actLink(scene, options, offsets)
  if (trace === 'hashtag') common.hashtag = actHashtag(scene, options, offsets)
  if (trace === 'reshare') {
    const author = members.shift()
    if (author === undefined) return
    const original = { ...common, account: author, time: time - 60 - random.float() * 540 }
    common.original = scene.calendar.put(original)
    common.author = author
    common.kind = 2
  }
  const times = actTimes(random, options, time, members.length)
  members.forEach((account, place) => {
    const draft = { ...common, account, time: times[place]! }
    const shared = trace === 'text' || trace === 'reshare'
    if (!shared) draft.textSeed = textSeed(random, options, offsets)
    if (trace === 'text' && options.paraphrase > 0) {
      draft.variant = random.uint()
      draft.replaced = Math.round(options.paraphrase * 100)
    }
    scene.calendar.put(draft)
  })
}

/** Who takes part in act `number`; a leader always comes first. */
function drawParticipants(
  random: Random,
  accounts: readonly number[],
  options: OperationOptions,
  number: number,
): number[] {
  const n = accounts.length
  if (options.style === 'rotating') {
    const count = Math.max(2, Math.round(n * options.participation))
    const first = (number * Math.max(1, Math.floor(count * 0.62))) % n
    return Array.from({ length: Math.min(n, count) }, (_, i) => accounts[(first + i) % n]!)
  }
  const order = drawDistinct(random, n, n).filter(() => random.float() < options.participation)
  const led = options.style === 'leader' ? [0, ...order.filter((i) => i !== 0)] : order
  return led.map((i) => accounts[i]!)
}

function actTimes(
  random: Random,
  options: OperationOptions,
  time: number,
  count: number,
): number[] {
  return Array.from({ length: count }, (_, place) => {
    const spread = random.float() * options.jitter
    if (options.style === 'relay') return time + place * options.step + spread
    if (options.style !== 'leader') return time + spread
    const lag = drawExponential(random, options.jitter / 2)
    return place === 0 ? time : time + 2 + Math.min(options.jitter, lag)
  })
}

function textSeed(random: Random, options: OperationOptions, offsets: CustomOffsets): number {
  const count = options.messages?.length ?? 0
  if (count === 0) return drawTextSeed(random)
  return CUSTOM_TEXT * (1 + offsets.messages + drawInteger(random, count)) + drawInteger(random, 64)
}

function actLink(scene: Scene, options: OperationOptions, offsets: CustomOffsets): number {
  const count = options.links?.length ?? 0
  if (count > 0) return NUMBERS.customLink + offsets.links + drawInteger(scene.random, count)
  if (scene.random.float() < options.popularObjects) return scene.stories.link(scene.random, 0)
  return NUMBERS.sourceLink + scene.sourceObjects++
}

function actHashtag(scene: Scene, options: OperationOptions, offsets: CustomOffsets): number {
  const count = options.hashtags?.length ?? 0
  if (count > 0) return NUMBERS.customTag + offsets.hashtags + drawInteger(scene.random, count)
  if (scene.random.float() < options.popularObjects) return scene.stories.hashtag(scene.random, 0)
  return NUMBERS.sourceTag + scene.sourceObjects++
}
