/** `npm run bench -- stix-fuzz [count] [seed]`: that many mutated inputs; no crash, and the slowest under a second. */
import { fuzzOnce } from '../tests/fuzz.ts'
import { seeded } from '../tests/mutation.ts'

// Most inputs end in an error, and gathering its stack would cost more than the code under test.
Error.stackTraceLimit = 0
const count = Number(process.argv[2] ?? 200_000)
const seed = Number(process.argv[3] ?? 1)
const random = seeded(seed)
let valid = 0
let readable = 0
let slowest = 0
const start = performance.now()
for (let i = 0; i < count; i++) {
  const before = performance.now()
  const step = fuzzOnce(random)
  slowest = Math.max(slowest, performance.now() - before)
  valid += Number(step.valid)
  readable += Number(step.readable)
}
const rate = Math.round((count / (performance.now() - start)) * 1000)
console.log(`${count.toLocaleString('en')} mutated inputs with seed ${seed}, ${rate} a second`)
console.log(`${valid} valid objects, ${readable} readable texts, no crash`)
console.log(`slowest ${slowest.toFixed(1)} ms (bound: 1,000 ms)`)
if (slowest > 1000) process.exitCode = 1
