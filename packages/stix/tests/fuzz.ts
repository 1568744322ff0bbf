/** One step of the fuzz: everything the package offers for untrusted input, on a mutated object and on mutated text. */
import { readFileSync } from 'node:fs'
import {
  canonicalize,
  deterministicId,
  getMarkings,
  readObjects,
  redact,
  StixError,
  validate,
} from '@tocsin/stix'
import { mutate, scramble } from './mutation.ts'

const samples = JSON.parse(
  readFileSync(new URL('./fixtures/objects.json', import.meta.url), 'utf8'),
) as object[]
const texts = samples.map((object) => JSON.stringify(object))

/** What a step did, so that a run can show that it reached both outcomes. */
export interface FuzzStep {
  readonly valid: boolean
  readonly readable: boolean
}

/** Throws if anything but a documented StixError comes out, or a verdict contradicts its faults. */
export function fuzzOnce(random: () => number): FuzzStep {
  const sample = Math.floor(random() * samples.length)
  const object = mutate(JSON.parse(texts[sample]!), random)
  const inBundle = random() < 0.1
  const value = inBundle ? { type: 'bundle', id: 'bundle--1', objects: [object, object] } : object
  const { valid, faults } = validate(value)
  if (valid !== faults.every(({ level }) => level === 'should'))
    throw new Error('the verdict contradicts the faults')
  if (valid && !inBundle) useValid(object as Parameters<typeof redact>[0])
  return { valid, readable: readScrambled(scramble(texts[sample]!, random)) }
}

/** Whatever is valid can be hashed, read for markings and redacted to something valid. */
function useValid(object: Parameters<typeof redact>[0]): void {
  canonicalize(object)
  deterministicId(object)
  getMarkings(object, { selectors: 'type', inherited: true, descendants: true })
  const result = redact(object, { allow: 'clear' })
  if (result.object !== undefined && !validate(result.object).valid)
    throw new Error('a tear-line is not valid')
}

function readScrambled(text: string): boolean {
  try {
    for (const { value } of readObjects(text)) validate(value)
    return true
  } catch (error) {
    if (error instanceof StixError) return false
    throw error
  }
}
