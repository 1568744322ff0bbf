/** One step of the fuzz: everything the package offers for untrusted input, on a mutated object and on mutated text. */
import { readFileSync } from 'node:fs'
import {
  addMarkings,
  canonicalize,
  clearMarkings,
  compilePattern,
  decideVersion,
  deterministicId,
  getMarkings,
  isMarked,
  newVersion,
  normalise,
  readObjects,
  redact,
  removeMarkings,
  setMarkings,
  similarity,
  StixError,
  TLP,
  validate,
  type Bundle,
  type StixObject,
} from '@tocsin/stix'
import { mutate, scramble } from './mutation.ts'

const samples = JSON.parse(
  readFileSync(new URL('./fixtures/objects.json', import.meta.url), 'utf8'),
) as StixObject[]
const texts = samples.map((object) => JSON.stringify(object))

/** What a step did, so that a run can show that it reached both outcomes. */
export type FuzzStep = {
  readonly valid: boolean
  readonly readable: boolean
}

/** Throws if anything but a documented StixError comes out, or a verdict contradicts its faults. */
export function fuzzOnce(random: () => number): FuzzStep {
  const sample = Math.floor(random() * samples.length)
  const object = mutate(JSON.parse(texts[sample]!), random)
  const inBundle = random() < 0.1
  const value = inBundle ? { type: 'bundle', id: 'bundle--1', objects: [object, object] } : object
  useAny(object as StixObject, samples[sample]!, random)
  const { valid, faults } = validate(value)
  if (valid !== faults.every(({ level }) => level === 'should'))
    throw new Error('the verdict contradicts the faults')
  if (valid && !inBundle) useValid(object as StixObject)
  return { valid, readable: readScrambled(scramble(texts[sample]!, random)) }
}

type Use = (object: StixObject, original: StixObject) => unknown

const around = { selectors: 'type', inherited: true, descendants: true }
const marking = { marking: TLP.red.id, selectors: 'name' }
const matches = compilePattern(
  "[file:name MATCHES 'a' OR email-message:from_ref.value LIKE '%' OR process:pid > 5] OR [EXISTS url:value]",
)
const USES: readonly Use[] = [
  canonicalize,
  deterministicId,
  (object) => normalise(object),
  (object) => redact(object, { allow: 'clear' }),
  (object) => redact(object, { allow: () => false, reissue: {} }),
  (object) => getMarkings(object, around),
  (object) => isMarked(object, { ...around, ...marking }),
  (object) => addMarkings(object, marking),
  (object) => setMarkings(object, { marking: TLP.red }),
  (object) => removeMarkings(object, marking),
  (object) => clearMarkings(object, { selectors: 'type' }),
  (object) => newVersion(object, { name: 'b', labels: undefined }),
  (object, original) => decideVersion(object, original),
  (object, original) => similarity(object, { ...original, id: 'x' }),
  (object, original) => matches([{ objects: [object, original] } as unknown as Bundle]),
]

/** Whatever it is, every function gives a result or a coded error. */
function useAny(object: StixObject, original: StixObject, random: () => number): void {
  try {
    USES[Math.floor(random() * USES.length)]!(object, original)
  } catch (error) {
    if (!(error instanceof StixError)) throw error
  }
}

/** Whatever is valid can be hashed, read for markings and redacted to something valid. */
function useValid(object: StixObject): void {
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
