/**
 * Masking: of identifiers of persons of eight kinds, written in each way that hides them, how many are found whole; how many of
 * the sentences that only inform, and name nobody, are taken to name somebody; and how much is read a second.
 * `-- SEED COUNT` for others; with `misses` what was missed.
 */
import { findInText } from '../src/masking/find-text.ts'
import { readSentences } from './asking-sentences.ts'
import { NAMELESS, NAMING, toNamed } from './name-sentences.ts'
import { EVASIONS, isFoundWhole, LABELS, PERSONS, seeded, sentenceWith } from './persons.ts'

const [seed = 1, count = 100] = process.argv
  .slice(2)
  .map(Number)
  .filter((one) => one > 0)
const showsMisses = process.argv.includes('misses')

let [all, hit] = [0, 0]
for (const [way, hide] of Object.entries(EVASIONS)) {
  const lines: string[] = []
  let [n, found] = [0, 0]
  for (const [kind, make] of Object.entries(PERSONS)) {
    const random = seeded(seed * 7919 + n)
    let missed: string | undefined
    let [k, f] = [0, 0]
    for (let i = 0; i < count; i++) {
      const hidden = hide(make(random), random)
      if (hidden === undefined) continue
      const { text, start } = sentenceWith(LABELS[kind] ?? '', hidden, random)
      k++
      if (isFoundWhole(text, start, hidden)) f++
      else {
        missed ??= text
        if (showsMisses) console.log(`    ${kind}: ${JSON.stringify(text)}`)
      }
    }
    if (f < k) lines.push(`${kind} ${f}/${k} e.g. ${JSON.stringify(missed)}`)
    n += k
    found += f
  }
  all += n
  hit += found
  console.log(
    `${way.padEnd(34)} ${found} of ${n}${lines.length > 0 ? `; ${lines.join('; ')}` : ''}`,
  )
}
console.log(`found of all: ${hit} of ${all} (${((100 * hit) / all).toFixed(2)} %)`)
for (const set of ['first', 'second', 'third'] as const) {
  const { plain, hard } = readSentences(set)
  const sentences = [...plain, ...hard]
  const named = sentences.filter((one) => findInText(one).length > 0)
  console.log(
    `${set} set: ${named.length} of ${sentences.length} sentences that inform taken to name somebody`,
  )
  if (showsMisses)
    for (const one of named) console.log(`  ${JSON.stringify(findInText(one))} ${one}`)
}
const [told, nameless] = [NAMING.map(toNamed), NAMELESS.map(toNamed)]
for (const proposes of [false, true]) {
  const names = told.flatMap(({ text: said, names: all }) => all.map((name) => ({ said, name })))
  const whole = names.filter(({ said, name }) =>
    findInText(said, [], { proposes }).some(
      (one) => one.start <= name.start && name.end <= one.end + 2,
    ),
  )
  const wrong = nameless.filter(({ text: said }) => findInText(said, [], { proposes }).length > 0)
  console.log(
    `names ${proposes ? 'with' : 'without'} those by their spelling: ${whole.length} of ${names.length}; ${wrong.length} of ${nameless.length} sentences that name nobody`,
  )
}
const text = ['first', 'second']
  .flatMap((set) => readSentences(set as 'first').plain)
  .join('\n')
  .repeat(10)
const began = process.cpuUsage()
findInText(text)
const { user } = process.cpuUsage(began)
console.log(`${(text.length / user).toFixed(2)} MB of prose a second of processor time`)
