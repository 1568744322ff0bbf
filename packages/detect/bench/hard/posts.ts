/** Posts of a hard set while they are made, and the file they become. */
import type { World } from './world.ts'

export type HardPost = {
  readonly account: number
  readonly time: number
  readonly text: string
  /** The post that is repeated, or answered. */
  readonly of?: HardPost
  readonly kind: 'post' | 'reshare' | 'reply'
}

/** Whom a set was planted with: an operation and its style, or an openly coordinated group. */
export type Plant = {
  readonly name: string
  /** Null for what is open. */
  readonly style: string | null
  readonly accounts: readonly number[]
}

export type HardSet = {
  readonly world: World
  readonly posts: readonly HardPost[]
  readonly plants: readonly Plant[]
}

export function reshare(
  of: HardPost,
  account: number,
  time: number,
  { accounts }: World,
): HardPost {
  return {
    account,
    time,
    kind: 'reshare',
    of,
    text: `RT @${accounts[of.account]!.name}: ${of.text}`,
  }
}

/** Chunks of a CSV file with the columns of an export. */
export function* hardCsv({ world, posts }: HardSet): Generator<string> {
  yield 'post_id,account,posted_at,kind,original_post,text,in_reply_to,account_created_at\n'
  const numbers = new Map(posts.map((post, k) => [post, 700_000 + 3 * k]))
  for (const post of posts) {
    const { name, created } = world.accounts[post.account]!
    const of = post.of === undefined ? '' : numbers.get(post.of)!
    const [original, answered] = post.kind === 'reshare' ? [of, ''] : ['', of]
    yield `${numbers.get(post)},${name},${toInstant(post.time)},${post.kind},${original},"${post.text}",${answered},${toInstant(created)}\n`
  }
}

function toInstant(seconds: number): string {
  return new Date(Math.floor(seconds) * 1000).toISOString().replace('.000Z', 'Z')
}
