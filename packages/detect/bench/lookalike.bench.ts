/**
 * Look-alikes: recall by technique on names made of real targets, names a second, and, where a list of ordinary names is
 * given, how many of them are told.
 *
 *   npm run bench -- lookalike [FILE of ordinary names]
 *
 * Beside it in the same run: the rule "a name is told when a target stands in it or is one edit away".
 */
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createRandom, type Random } from '../src/random/random.ts'
import { measureEdits } from '../src/lookalike/edits.ts'
import { folded } from '../src/lookalike/fold.ts'
import { toTargets } from '../src/lookalike/targets.ts'
import { Watch } from '../src/lookalike/watch.ts'
import { TECHNIQUES } from './lookalike-techniques.ts'

const shared = process.env.TOCSIN_SHARED ?? resolve(import.meta.dirname, '../../../../shared')
const list = resolve(shared, 'data/dotgov-full.csv')
if (!existsSync(list)) {
  console.log(`skipped: there is no ${list}`)
  process.exit(0)
}
const rows = readFileSync(list, 'utf8').split('\n').slice(1)
const offices = rows
  .filter((row) => row.split(',')[1]?.includes('Election'))
  .map((row) => row.split(',', 1)[0]!)
const watch = new Watch(toTargets(offices.map((name) => ({ name, kind: 'election-office' }))))
console.log(`${offices.length} election offices`)

const random = createRandom('look-alikes')
const made: string[] = []
const tally = { right: 0, rule: 0, all: 0 }
console.log('technique              right target   other   rule')
for (const [technique, imitate] of Object.entries(TECHNIQUES)) judge(technique, imitate)
console.log(
  `all                    ${part(tally.right, tally.all)}          ${' '.repeat(6)}${part(tally.rule, tally.all)}`,
)

const [, , file] = process.argv
const names = file === undefined ? made : readFileSync(file, 'utf8').split('\n').filter(Boolean)
time(names)

function judge(technique: string, imitate: (name: string, random: Random) => string | null): void {
  let [right, other, rule, all] = [0, 0, 0, 0]
  for (const target of offices) {
    const name = imitate(target, random)
    if (name === null || offices.includes(name)) continue
    made.push(name)
    all++
    const alert = watch.look(name)
    if (alert?.target === target) right++
    else if (alert !== null) other++
    if (isToldByRule(name, target)) rule++
  }
  tally.right += right
  tally.rule += rule
  tally.all += all
  console.log(
    `${technique.padEnd(22)} ${part(right, all)}          ${part(other, all)}  ${part(rule, all)}`,
  )
}

function isToldByRule(name: string, target: string): boolean {
  const own = target.split('.', 1)[0]!
  return name
    .split('.')
    .some((label) => label.includes(own) || measureEdits(folded(own), folded(label), 1) !== null)
}

function time(lines: readonly string[]): void {
  for (const line of lines.slice(0, 20_000)) watch.look(line)
  const before = process.cpuUsage()
  let alerts = 0
  for (const line of lines) if (watch.look(line) !== null) alerts++
  const seconds = process.cpuUsage(before).user / 1e6
  const rate = Math.round(lines.length / seconds)
  console.log(`${lines.length} names: ${rate} a second of one core (goal 300,000), ${alerts} told`)
  if (file !== undefined)
    console.log(
      `${((alerts / lines.length) * 1e5).toFixed(1)} told of 100,000 (goal 20 of new names, 80 of popular ones)`,
    )
  console.log(`${Math.round(process.memoryUsage().rss / 2 ** 20)} MB (goal 200)`)
}

function part(some: number, all: number): string {
  return (some / Math.max(1, all)).toFixed(3)
}
