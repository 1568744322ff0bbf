/** Reads posts, asks a sentence model what they mean, and gives the accounts that keep saying the same in other words. */
import { readActivity, type Activity } from '../activity/read/activity.ts'
import type { ReadingOptions } from '../activity/reading-options.ts'
import { DetectError } from '../errors.ts'
import { JUDGED, startProgress, type OnProgress, type ProgressMeter } from '../progress.ts'
import { alikeTexts } from './alike-texts.ts'
import { readModelFile } from './model/model-file.ts'
import { propose, type Proposal, type ProposalOptions } from './proposals.ts'
import { saidTexts } from './said-texts.ts'

/** Pairs of accounts that are given. */
const MOST_GIVEN = 1000

export type ParaphraseOptions = Omit<ReadingOptions, 'traces' | 'resume'> &
  Partial<ProposalOptions> & {
    /** Path of a sentence model's file (`model-file.ts`); without one texts are compared by their words. */
    readonly model?: string
  }

/** What is taken where nothing is said; seconds, numbers of accounts and meetings, and likeness by a model and by words. */
export const PARAPHRASE_DEFAULTS = {
  within: 7 * 86_400,
  least: 3,
  crowd: 50,
  alike: { byModel: 0.65, byWords: 0.15 },
} as const

/** One of the two posts of an example. */
export type SaidPost = { readonly text: string; readonly at: string; readonly id: string | null }

export type AlikeAccounts = Omit<Proposal, 'accounts' | 'examples'> & {
  readonly accounts: readonly [string, string]
  readonly examples: readonly {
    readonly likeness: number
    readonly posts: readonly [SaidPost, SaidPost]
  }[]
}

export type Paraphrases = {
  /** By surprise, `MOST_GIVEN` at most. */
  readonly pairs: readonly AlikeAccounts[]
  /** Settings, and the SHA-256 of the model's file, null where words were compared. */
  readonly settings: ProposalOptions & { readonly model: string | null }
  readonly counts: {
    readonly posts: number
    readonly texts: number
    readonly repeats: number
    readonly short: number
    readonly alike: number
    readonly sameWords: number
    readonly crowded: number
    /** Pairs of accounts that were proposed and are not given. */
    readonly more: number
  }
  readonly warnings: readonly string[]
}

/**
 * Throws DetectError: faults of the input with their place, NOT_FOUND or MALFORMED for the model's file, ENGINE_UNREACHABLE
 * where its runtime is not installed, COLUMNS_NEEDED where there are no texts, CANCELLED.
 */
export async function findParaphrases(
  inputs: string | readonly string[],
  options: ParaphraseOptions,
  hooks: { readonly signal?: AbortSignal; readonly onProgress?: OnProgress } = {},
): Promise<Paraphrases> {
  const { model: path, alike, within, least, crowd, ...reading } = completed(options)
  const progress = startProgress(hooks.onProgress, JUDGED)
  const model = path === undefined ? null : await readModelFile(path)
  const { activity, posts, text } = await readTexts(
    [inputs].flat(),
    reading,
    progress,
    hooks.signal,
  )
  const said = saidTexts(posts, text)
  const { acts, accountNames } = activity.traces.get('text')!
  const near = await alikeTexts(
    said,
    posts,
    { model, alike, within, secondsPerTick: acts.tick },
    {
      signal: hooks.signal,
      onEncoded: (part) => progress.report('judging', part),
      onCompared: (part) => progress.report('counting', part),
    },
  )
  const settings = { alike, within, least, crowd }
  const { proposals, pairs } = propose(posts, said, near, acts.tick, settings)
  progress.report('done', 1)
  return {
    pairs: proposals
      .slice(0, MOST_GIVEN)
      .map((proposal) => named(proposal, posts, text, accountNames, acts)),
    settings: { ...settings, model: model?.digest ?? null },
    counts: {
      posts: posts.count,
      texts: said.texts.length,
      ...said.leftOut,
      alike: pairs.all,
      sameWords: pairs.sameWords,
      crowded: pairs.crowded,
      more: Math.max(0, proposals.length - MOST_GIVEN),
    },
    warnings: [...activity.leftOut, ...activity.warnings],
  }
}

async function readTexts(
  paths: readonly string[],
  reading: ReadingOptions,
  progress: ProgressMeter,
  signal?: AbortSignal,
): Promise<{ activity: Activity; posts: Posts; text: (post: number) => string }> {
  const settings = {
    ...reading,
    traces: ['text', 'reshare'] as const,
    allowMixedZones: reading.allowMixedZones === true,
    findings: true,
  }
  const activity = await readActivity(paths, settings, progress, signal)
  const { posts } = activity
  if (posts?.text === undefined)
    throw new DetectError(
      'COLUMNS_NEEDED',
      'the input has no column of texts, or more than two million posts; name it with text=…',
    )
  return { activity, posts, text: posts.text }
}

type Clock = { readonly epoch: number; readonly tick: number }
type Posts = NonNullable<Activity['posts']>

function named(
  { accounts, examples, ...rest }: Proposal,
  posts: Posts,
  text: (post: number) => string,
  names: readonly string[],
  { epoch, tick }: Clock,
): AlikeAccounts {
  const toPost = (post: number): SaidPost => ({
    text: text(post),
    at: new Date((epoch + posts.time[post]! * tick) * 1000).toISOString(),
    id: posts.id?.(post) || null,
  })
  return {
    ...rest,
    accounts: [names[accounts[0]]!, names[accounts[1]]!],
    examples: examples.map(({ likeness, posts: [a, b] }) => ({
      likeness,
      posts: [toPost(a), toPost(b)],
    })),
  }
}

function completed(options: ParaphraseOptions) {
  const { alike, within, least, crowd, ...rest } = options
  const usual = PARAPHRASE_DEFAULTS
  const whole = {
    ...rest,
    alike: alike ?? (options.model === undefined ? usual.alike.byWords : usual.alike.byModel),
    within: within ?? usual.within,
    least: least ?? usual.least,
    crowd: crowd ?? usual.crowd,
  }
  verifyOptions(whole)
  return whole
}

function verifyOptions({ alike, within, least, crowd }: ProposalOptions): void {
  const refuse = (message: string) => new DetectError('BAD_OPTION', message)
  if (!(alike >= 0.1 && alike <= 1)) throw refuse('texts are alike from 0.1 to 1')
  if (!(within > 0)) throw refuse('the time between two posts must be above 0 seconds')
  if (!(Number.isInteger(least) && least >= 1)) throw refuse('a pair meets once at least')
  if (!(Number.isInteger(crowd) && crowd >= 2)) throw refuse('a crowd is two accounts at least')
}
