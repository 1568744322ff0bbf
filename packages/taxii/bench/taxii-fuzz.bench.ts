/** `npm run bench -- taxii-fuzz [count] [seed]`: that many hostile requests; no 5xx, and the slowest under a second. */
import { sendHostile } from '../tests/hostile-request.ts'

const count = Number(process.argv[2] ?? 50_000)
const seed = Number(process.argv[3] ?? 1)
const start = performance.now()
const { slowest } = await sendHostile({ numRuns: count, seed })
const rate = Math.round((count / (performance.now() - start)) * 1000)
console.log(`${count.toLocaleString('en')} hostile requests with seed ${seed}, ${rate} a second`)
console.log(`no 5xx, slowest ${slowest.toFixed(1)} ms (bound: 1,000 ms)`)
if (slowest > 1000) process.exitCode = 1
