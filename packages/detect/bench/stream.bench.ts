/**
 * `npm run bench -- stream [SECONDS]`: posts appended one second's worth at a time, ten thousand a second, as
 * they would come in, with and without a viral object, beside the batch kernel that counts the same acts
 * anew. Lag is the time from the end of a second's posts to the edges being current. Times are of the
 * processor, so that a busy machine does not blur them.
 */
import { toActs } from '../src/activity/acts.ts'
import { countCoActions } from '../src/coordination/coaction/coaction.ts'
import { createRandom } from '../src/random/random.ts'
import { createStream } from '../src/coordination/stream/stream.ts'
import type { Post } from '../src/activity/read/post-reader.ts'

function processorSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

const RATE = 10_000
const WINDOW = 60
const ACCOUNTS = 200_000
const seconds = Number(process.argv[2] ?? 180)

type Load = {
  readonly title: string
  /** Part of the posts that share one viral object, by this many accounts. */
  readonly viral: number
  readonly viralAccounts: number
}

/** One second of posts: mostly objects of one's own, heavy-tailed shared ones, and an operation of 40. */
function makeSecond(second: number, random: ReturnType<typeof createRandom>, load: Load) {
  return Array.from({ length: RATE }, (_, k): Post => {
    const time = 1_700_000_000 + second + k / RATE
    const draw = random.float()
    const pick = (below: number) => Math.floor(random.float() * below)
    const content = `${second}-${k}`
    if (draw < load.viral)
      return { account: `user ${pick(load.viralAccounts)}`, time, content, object: 'viral' }
    if (k % 250 === 0)
      return {
        account: `operator ${pick(40)}`,
        time,
        content,
        object: `line ${Math.floor(second / 10)}`,
      }
    const account = `user ${Math.floor(random.float() ** 2 * ACCOUNTS)}`
    const object =
      draw < 0.6 ? `own ${content}` : `shared ${Math.floor(random.float() ** 2 * 2_000_000)}`
    return { account, time, content, object }
  })
}

/** Seconds the kernel takes over all the acts at once. */
function recount(posts: readonly Post[]): { seconds: number; edges: number } {
  const [objects, accounts] = [new Map<string, number>(), new Map<string, number>()]
  const number = (known: Map<string, number>, name: string) => {
    if (!known.has(name)) known.set(name, known.size)
    return known.get(name)!
  }
  const columns = {
    object: Int32Array.from(posts, (post) => number(objects, post.object!)),
    account: Int32Array.from(posts, (post) => number(accounts, post.account)),
    time: Float64Array.from(posts, (post) => Math.round((post.time - 1_700_000_000) * 1e6)),
    content: null,
  }
  const before = processorSeconds()
  const { acts } = toActs(
    columns,
    { objects: objects.size, accounts: accounts.size },
    { epoch: 0, tick: 1e-6 },
  )
  const { edges } = countCoActions(acts, WINDOW * 1e6)
  return { seconds: processorSeconds() - before, edges: edges.size }
}

function measure(load: Load) {
  const random = createRandom(load.title)
  const stream = createStream({ traces: ['object'], window: WINDOW, history: 86_400, lateness: 60 })
  const posts: Post[] = []
  const lags: number[] = []
  for (let second = 0; second < seconds; second++) {
    const fresh = makeSecond(second, random, load)
    posts.push(...fresh)
    const before = processorSeconds()
    stream.append(fresh)
    lags.push(processorSeconds() - before)
  }
  const spent = lags.reduce((sum, lag) => sum + lag, 0)
  const sorted = lags.toSorted((x, y) => x - y)
  const at = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]!
  const totals = stream.totals()
  const before = processorSeconds()
  const bytes = stream.snapshot().length
  const saved = processorSeconds() - before
  const batch = recount(posts)
  const whole = batch.edges === totals.edges ? 'as many as the kernel' : `kernel ${batch.edges}`
  console.log(
    [
      load.title,
      `  ${Math.round(posts.length / spent).toLocaleString('en')} posts/s; at ${RATE.toLocaleString('en')} posts/s the edges lag ${at(0.5).toFixed(3)} s (median), ${at(0.99).toFixed(3)} s (p99), ${at(1).toFixed(3)} s (most)`,
      `  ${totals.edges.toLocaleString('en')} edges (${whole}), ${totals.acts.toLocaleString('en')} acts remembered, ${stream.networks().length} networks, ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`,
      `  one second of posts costs ${(spent / seconds / batch.seconds).toFixed(4)} of one recount (${batch.seconds.toFixed(2)} s); all of them ${(spent / batch.seconds).toFixed(1)} times one recount`,
      `  snapshot ${Math.round(bytes / 2 ** 20)} MB in ${saved.toFixed(2)} s`,
    ].join('\n'),
  )
}

measure({ title: 'ordinary traffic', viral: 0, viralAccounts: 0 })
measure({
  title: 'a viral object: 1 % of all posts, 5,000 accounts',
  viral: 0.01,
  viralAccounts: 5000,
})
measure({
  title: 'a viral object: 5 % of all posts, 5,000 accounts',
  viral: 0.05,
  viralAccounts: 5000,
})
