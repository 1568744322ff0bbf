/**
 * Hard sets: traffic in which interest, friends, news and open groups make strangers act alike, with operations in
 * seventeen styles planted in it, or none. Made for judging; settings of the score were chosen on other data.
 * Seeded: the same seed gives the same file.
 */
import { createRandom, drawDistinct } from '../../src/random/random.ts'
import { addBursts } from './benign.ts'
import { drawSize, operate, STYLE_NAMES } from './operations.ts'
import { liveOrdinarily } from './organic.ts'
import type { HardSet, Plant } from './posts.ts'
import { createWorld, DAY, DAYS, START } from './world.ts'

/** `accounts` of which some act together in each of the styles, unless `operations` is false. */
export function createHardSet(seed: string, accounts: number, operations: boolean): HardSet {
  const world = createWorld(createRandom(`hard ${seed}`), accounts)
  const free = drawDistinct(world.random, accounts, accounts)
  const posts = liveOrdinarily(world)
  const { posts: bursts, open } = addBursts(world, free)
  posts.push(...bursts)
  const plants: Plant[] = [...open]
  // Camouflage hides among much else, the other styles among what their members happen to do.
  const busy = (a: number): boolean => world.accounts[a]!.posts > 60
  for (const style of operations ? STYLE_NAMES : []) {
    const wanted = drawSize(world, style)
    const fit = free.filter((a) => style !== 'camouflage' || busy(a)).slice(0, wanted)
    for (const account of fit) free.splice(free.indexOf(account), 1)
    plants.push(operate(world, style, style, fit, posts))
  }
  const end = START + DAYS * DAY
  const inside = posts.filter(
    ({ time, of }) => time >= START && time < end && (of === undefined || of.time >= START),
  )
  return { world, plants, posts: inside.sort((x, y) => x.time - y.time || x.account - y.account) }
}
