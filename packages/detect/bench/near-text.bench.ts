/**
 * Near-duplicate texts: time for a million posts, beside the time to hash every shingle once, and
 * recall at a similarity of 0.8 and precision against the exact join on a sample: every copy of as many
 * sources as fill it, because posts picked blindly are hardly ever near one another.
 */
import { createRandom } from '../src/random/random.ts'
import { groupNearDuplicates } from '../src/activity/text/near-duplicates.ts'
import { hashShingles, jaccard, toShingleSet } from '../src/activity/text/shingles.ts'
import { composeText, paraphrase } from '../src/traffic/text.ts'

const posts = Number(process.argv[2] ?? 1_000_000)
const random = createRandom('bench')
const texts: string[] = []
const copies: number[] = []
const SAMPLE = 6000
for (let i = 0; i < posts; i++) {
  const copied = random.float() < 0.3
  const seed = copied ? Math.floor(random.float() * (posts / 60)) : 2 ** 33 + i
  const text = composeText(seed)
  if (copied && seed < posts / 60 / ((posts * 0.3) / SAMPLE)) copies.push(i)
  texts.push(copied ? paraphrase(text, i, random.float() * 0.1) : text)
}
let start = performance.now()
const buffer = new Uint32Array(4096)
let shingles = 0
for (const text of texts) shingles += hashShingles(text, buffer)
const reference = performance.now() - start

start = performance.now()
const cpu = process.cpuUsage()
const { group, index } = groupNearDuplicates(texts)
const busy = process.cpuUsage(cpu)
const seconds = (performance.now() - start) / 1000
const memory = process.memoryUsage().rss / 2 ** 20

const sets = copies.map((post) => toShingleSet(texts[post]!))
let near = 0
let found = 0
let joined = 0
let wrong = 0
for (let i = 0; i < copies.length; i++)
  for (let j = i + 1; j < copies.length; j++) {
    const together = group[copies[i]!] === group[copies[j]!]
    const similarity = jaccard(sets[i]!, sets[j]!)
    if (similarity >= 0.8) near++
    if (similarity >= 0.8 && together) found++
    if (together) joined++
    if (together && similarity < 0.5) wrong++
  }
console.log(`posts          ${posts}, ${shingles} shingles, ${index.texts.length} distinct`)
console.log(
  `time           ${seconds.toFixed(1)} s (${((busy.user + busy.system) / 1e6).toFixed(1)} s of processor), ${Math.round(memory)} MB`,
)
console.log(
  `ratio          ${((seconds * 1000) / reference).toFixed(0)} times hashing every shingle once`,
)
console.log(`candidates     ${index.candidates}, verified ${index.verified}`)
console.log(
  `recall at 0.8  ${((100 * found) / near).toFixed(2)} % of ${near} pairs (exact join of ${copies.length})`,
)
console.log(`joined pairs   ${joined} in the sample, ${wrong} of them below 0.5 (by chains)`)
