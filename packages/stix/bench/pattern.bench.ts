/**
 * How many simple patterns x observations a second on one core: each pattern is compiled once and asked about each
 * observed-data object in a bundle of its own, which it has to take apart, as on a live stream; then about all of them, read
 * once by `observe`. The reference in the same run is a predicate written by hand for each pattern over the same objects.
 */
import { compilePattern, observe, type Bundle } from '@tocsin/stix'

type Thing = {
  readonly type: string
  readonly value: string
  readonly name: string
}

/** Patterns that match nothing, so that every object is looked at, and what one would write by hand. */
const PATTERNS: readonly (readonly [string, (object: Thing) => boolean])[] = [
  [
    "[domain-name:value = 'vote-here.example']",
    ({ type, value }) => type === 'domain-name' && value === 'vote-here.example',
  ],
  [
    "[domain-name:value = 'vote-here.example' OR url:value = 'https://vote-here.example/']",
    ({ type, value }) =>
      (type === 'domain-name' && value === 'vote-here.example') ||
      (type === 'url' && value === 'https://vote-here.example/'),
  ],
  [
    "[file:name = 'ballot.exe' AND file:name != 'ballot.pdf']",
    ({ type, name }) => type === 'file' && name === 'ballot.exe',
  ],
  [
    "[domain-name:value IN ('a.example', 'b.example', 'c.example')]",
    ({ type, value }) =>
      type === 'domain-name' && ['a.example', 'b.example', 'c.example'].includes(value),
  ],
  [
    "[domain-name:value LIKE '%.county.example']",
    ({ type, value }) => type === 'domain-name' && value.endsWith('.county.example'),
  ],
  [
    "[domain-name:value MATCHES '^register-t[o0]-vote-[xyz]']",
    ({ type, value }) => type === 'domain-name' && /^register-t[o0]-vote-[xyz]/.test(value),
  ],
]

const COUNT = 20_000
const ROUNDS = 5
const time = '2026-10-01T00:00:00Z'
const uuid = (i: number) => `8e2e2d2b-17d4-4cbf-938f-${i.toString(16).padStart(12, '0')}`

function observed(i: number): object[] {
  const things = [
    { type: 'domain-name', id: `domain-name--${uuid(i)}`, value: `register-to-vote-${i}.example` },
    { type: 'file', id: `file--${uuid(i)}`, name: `poll-book-${i}.pdf` },
  ]
  const head = { type: 'observed-data', spec_version: '2.1', id: `observed-data--${uuid(i)}` }
  const times = { first_observed: time, last_observed: time, number_observed: 1 }
  return [{ ...head, ...times, object_refs: things.map(({ id }) => id) }, ...things]
}

const all = Array.from({ length: COUNT }, (_, i) => observed(i))
const toBundle = (objects: readonly object[]) => ({ type: 'bundle', objects }) as unknown as Bundle
const single = all.map((objects) => [toBundle(objects)])
const read = observe([toBundle(all.flat())])
const things = all.flat() as Thing[]

/** Best of several rounds, in patterns x observations a second of processor time. */
function rate(work: () => boolean): number {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.cpuUsage()
    if (work()) throw new Error('a pattern matches')
    const { user, system } = process.cpuUsage(start)
    best = Math.min(best, user + system)
  }
  return (COUNT / best) * 1_000_000
}

const show = (n: number) => Math.round(n).toLocaleString('en').padStart(12)
console.log(
  `${COUNT} observations of two objects: one a bundle, all read before, by hand; ratios to by hand`,
)
for (const [text, byHand] of PATTERNS) {
  const match = compilePattern(text)
  const one = rate(() => single.some((bundles) => match(bundles)))
  const together = rate(() => match(read))
  const reference = rate(() => things.some(byHand))
  const ratios = [one, together].map((n) => (n / reference).toFixed(3)).join(' ')
  console.log(`${show(one)}${show(together)}${show(reference)}  ${ratios}  ${text}`)
}
console.log('target: 50,000 a second')
