/**
 * How many indicators of about 0.8 kB `validate` checks a second on one core, every one a different object
 * with a different pattern, beside `JSON.parse` of the same bytes in the same run as the reference.
 */
import { validate } from '@tocsin/stix'

const COUNT = 20_000
const ROUNDS = 8
const hex = (n: number, digits: number) => n.toString(16).padStart(digits, '0')

function indicator(i: number): object {
  const uuid = `8e2e2d2b-17d4-4cbf-938f-${hex(i, 12)}`
  return {
    type: 'indicator',
    spec_version: '2.1',
    id: `indicator--${uuid}`,
    created_by_ref: 'identity--f431f809-377b-45e0-aa1c-6a4751cae5ff',
    created: `2024-03-05T10:00:${String(i % 60).padStart(2, '0')}.000Z`,
    modified: '2024-04-05T10:00:00.000Z',
    name: `Lookalike of the registration site, number ${i}`,
    description:
      'A domain that imitates the voter registration site of a county and asks for a signature.',
    indicator_types: ['malicious-activity'],
    pattern: `[domain-name:value = 'register-to-vote-${hex(i, 8)}.example' OR url:value = 'https://${hex(i, 8)}.example/vote']`,
    pattern_type: 'stix',
    pattern_version: '2.1',
    valid_from: '2024-03-05T10:00:00Z',
    labels: ['election', 'lookalike'],
    confidence: 70,
    lang: 'en',
    object_marking_refs: ['marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb'],
  }
}

const texts = Array.from({ length: COUNT }, (_, i) => JSON.stringify(indicator(i)))
const objects = texts.map((text) => JSON.parse(text) as object)
const bytes = texts.reduce((sum, text) => sum + text.length, 0) / COUNT

/** Best of several rounds, in objects a second of processor time, so that other work on the machine does not count. */
function rate(work: (i: number) => boolean): number {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.cpuUsage()
    for (let i = 0; i < COUNT; i++) if (!work(i)) throw new Error('an indicator is not valid')
    const { user, system } = process.cpuUsage(start)
    best = Math.min(best, user + system)
  }
  return Math.round((COUNT / best) * 1_000_000)
}

const validated = rate((i) => {
  const { valid, faults } = validate(objects[i])
  return valid && faults.length === 0
})
const parsed = rate((i) => JSON.parse(texts[i]!) !== null)
console.log(`indicators of ${Math.round(bytes)} bytes, ${COUNT} different ones`)
console.log(`validate     ${validated.toLocaleString('en')} a second`)
console.log(`JSON.parse   ${parsed.toLocaleString('en')} a second`)
console.log(`ratio        ${(validated / parsed).toFixed(2)} (target: 100,000 a second)`)
