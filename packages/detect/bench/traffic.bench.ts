/** Posts a second of the traffic generator: as columns and as CSV text, beside a bare random draw. */
import { createRandom } from '../src/random/random.ts'
import { generateTraffic } from '../src/traffic/generate.ts'
import { trafficCsv } from '../src/traffic/rows.ts'

const traffic = generateTraffic({ accounts: 200_000, days: 10, seed: 'bench' })

function timed(run: () => number): { seconds: number; count: number } {
  const start = performance.now()
  const count = run()
  return { seconds: (performance.now() - start) / 1000, count }
}

const columns = timed(() => {
  let posts = 0
  for (const slice of traffic.slices()) posts += slice.length
  return posts
})
const csv = timed(() => {
  let bytes = 0
  for (const chunk of trafficCsv(traffic)) bytes += chunk.length
  return bytes
})
const random = createRandom('reference')
let sum = 0
const reference = timed(() => {
  for (let i = 0; i < columns.count * 10; i++) sum += random.float()
  return columns.count * 10
})

const perSecond = (n: number, seconds: number): string => `${Math.round(n / seconds / 1000)} k/s`
console.log(`posts                 ${columns.count}`)
console.log(`columns               ${perSecond(columns.count, columns.seconds)}`)
console.log(
  `CSV                   ${perSecond(columns.count, csv.seconds)}, ${Math.round(csv.count / 1e6)} MB`,
)
console.log(
  `ten random draws each ${perSecond(columns.count, reference.seconds)} (sum ${Math.round(sum)})`,
)
console.log(
  `columns cost ${(columns.seconds / reference.seconds).toFixed(1)} times ten random draws a post`,
)
