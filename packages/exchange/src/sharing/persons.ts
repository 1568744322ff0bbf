/** Whom a message may name, whether a person has looked at each, and the message with those of the country under pseudonyms. */
import type { PersonReview, PersonsFound, PersonsNamed, ReleaseDraft } from '@tocsin/api'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { ExchangeError } from '../errors.ts'
import { createFinder, findPersons, type Finder, textsIn, type Words } from '../masking/find.ts'
import { createMasker, type MaskedPerson, maskWords, renameChanged } from '../masking/mask.ts'
import type { Listed } from '../masking/listed.ts'
import { toRepeats } from '../masking/repeats.ts'
import { pause } from '../policy/pause.ts'
import type { Prepared } from './draft.ts'
import { prepareDraft } from './draft.ts'
import type { StixObject } from './meanings.ts'
import { beginningOf } from '../texts/beginning.ts'

type Draft = Pick<ReleaseDraft, 'title' | 'terms' | 'message' | 'persons'>

/** What the sender says beside the objects, by the name of its place. */
function wordsIn({ title, terms, message }: Draft): Words {
  const { nexus, authority, reference } = message ?? {}
  return {
    title,
    basis: terms.basis,
    ...(nexus ? { 'nexus basis': nexus.basis } : {}),
    ...(authority ? { authority: authority.text } : {}),
    ...(reference === undefined ? {} : { reference }),
  }
}

/** Looking again at the same draft, as its preview, submission and approval do, finds the same. */
const looked = new Map<string, PersonsFound['found']>()
const MOST_LOOKED = 20

/** So many signs of words and texts are read for persons; a second reads some 400,000, and lets other work go on between. */
const MOST_SIGNS = 3_000_000

/**
 * Everybody whom a draft may name, and whether its review is of just this and of each of them. `content` is the hash of its
 * objects; `registry` who is known beforehand. Throws `bad-request` for more text than is read.
 */
export async function weighPersons(
  draft: Draft,
  objects: readonly StixObject[],
  content: string,
  registry: Listed,
): Promise<PersonsFound> {
  const words = wordsIn(draft)
  const of = hash([words, content])
  const names = draft.persons?.names ?? []
  const key = hash([of, names, registry.of])
  const found = looked.get(key) ?? (await findAll(names, registry, words, objects))
  if (looked.size >= MOST_LOOKED) looked.clear()
  looked.set(key, found)
  const masked = maskedOf(draft.persons)
  const inTitle = found
    .filter((one) => masked.has(one.key) && one.where.includes('title'))
    .map(({ shown }) => shown)
  return {
    of,
    found,
    reviewed: isReviewed(draft.persons, of, found) && inTitle.length === 0,
    inTitle,
  }
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url')
}

async function findAll(
  names: readonly string[],
  registry: Listed,
  words: Words,
  objects: readonly StixObject[],
): Promise<PersonsFound['found']> {
  refuseTooMuch(textsIn(words, objects))
  const finder = await readPersons(names, registry, words, objects)
  return findPersons(finder, words, objects)
}

/** A finder that has read all, and knows the registry and whom it found itself, so that one who is named is found wherever they are. */
async function readPersons(
  names: readonly string[],
  registry: Listed,
  words: Words,
  objects: readonly StixObject[],
): Promise<Finder> {
  const finder = createFinder(names, { proposes: true })
  await finder.ahead(textsIn(words, objects), pause)
  finder.alsoFind([registry])
  finder.alsoFind([registry, toRepeats(findPersons(finder, words, objects))])
  return finder
}

function refuseTooMuch(texts: ReadonlySet<string>): void {
  let signs = 0
  let longest = ''
  for (const text of texts) {
    signs += text.length
    if (text.length > longest.length) longest = text
  }
  if (signs <= MOST_SIGNS) return
  throw new ExchangeError(
    'bad-request',
    `a message is read for persons whom it names, and no more than ${MOST_SIGNS} characters of it: this has ${signs}, ` +
      `${longest.length} of them in the text that begins with “${beginningOf(longest, 60)}”; send it in parts`,
    { path: '/body/objects' },
  )
}

/** Each stated once, and why where it is shown. Where nobody was found there is nothing to state. */
function isReviewed(
  review: PersonReview | undefined,
  of: string,
  found: PersonsFound['found'],
): boolean {
  if (found.length === 0) return true
  if (review?.of !== of) return false
  const stated = new Set(
    review.statements
      .filter(({ as, basis }) => as === 'of-the-country' || (basis ?? '').trim() !== '')
      .flatMap((one) => one.found),
  )
  return found.every(({ key }) => stated.has(key))
}

/** Whoever is masked by any statement is masked. */
function maskedOf(review: PersonReview | undefined): Set<string> {
  const statements = review?.statements ?? []
  return new Set(
    statements.filter(({ as }) => as === 'of-the-country').flatMap(({ found }) => found),
  )
}

/** A message as it leaves. */
export type Masked = {
  draft: ReleaseDraft
  prepared: Prepared
  persons: readonly MaskedPerson[]
  named: PersonsNamed
}

/**
 * The message with everybody whom its review says to mask under a pseudonym that is made for this release alone. Throws
 * `conflict` where one of them could still be found in what would leave, or would leave it no STIX.
 */
export async function maskMessage(
  draft: ReleaseDraft,
  prepared: Prepared,
  { exercise, registry }: { exercise: boolean; registry: Listed },
): Promise<Masked> {
  const masked = maskedOf(draft.persons)
  if (masked.size === 0) return { draft, prepared, persons: [], named: 'none-found' }
  const before = prepared.objects
  const finder = await readMasked(draft, masked, registry, before)
  const masker = createMasker({ finder, masked, secret: randomBytes(32) })
  const words = maskWords(masker, wordsIn(draft))
  const withoutNames = (one: PersonReview['statements'][number]): typeof one =>
    one.basis === undefined ? one : { ...one, basis: masker.maskText(one.basis) }
  const { objects, ids } = renameChanged(before, before.map(masker.maskObject), randomUUID)
  const out: ReleaseDraft = {
    ...draft,
    ...withWords(draft, words),
    objects,
    ...(draft.composed
      ? { composed: { asGiven: draft.composed.asGiven.map((id) => ids.get(id) ?? id) } }
      : {}),
    ...(draft.persons
      ? { persons: { ...draft.persons, statements: draft.persons.statements.map(withoutNames) } }
      : {}),
  }
  await finder.ahead(textsIn(words, objects), pause)
  refuseLeft(finder, masked, words, objects)
  const parts = prepared.parts.map((part, i) =>
    objects[i] === before[i]
      ? part
      : { ...part, text: JSON.stringify(objects[i]), value: objects[i] },
  )
  const again = prepareDraft(out, parts, exercise)
  const [fault] = again.faults
  if (fault)
    throw new ExchangeError(
      'conflict',
      `with whom it names masked it is no STIX any more, and nothing was sent: ${fault.path} ${fault.message}; its author says it in another place`,
    )
  const persons = masker.persons()
  return {
    draft: out,
    prepared: again,
    persons,
    named: persons.length > 0 ? 'masked' : 'none-found',
  }
}

/** So many names are looked for that are known by a statement alone. */
const MOST_STATED = 1_000

/** As `readPersons`; of whom it was stated while the registry had them is found though it has them no more. */
async function readMasked(
  draft: Draft,
  masked: ReadonlySet<string>,
  registry: Listed,
  objects: readonly StixObject[],
): Promise<Finder> {
  const words = wordsIn(draft)
  const names = draft.persons?.names ?? []
  const finder = await readPersons(names, registry, words, objects)
  const there = new Set(findPersons(finder, words, objects).map(({ key }) => key))
  const stated = [...masked]
    .filter((key) => key.startsWith('name:') && !there.has(key))
    .map((key) => key.slice('name:'.length))
  if (stated.length > MOST_STATED)
    throw new ExchangeError(
      'conflict',
      'of many names that are to be masked none stands here any more, and nothing was sent: look through it again',
    )
  return stated.length === 0 ? finder : readPersons([...names, ...stated], registry, words, objects)
}

function withWords({ terms, message }: ReleaseDraft, words: Words): Partial<ReleaseDraft> {
  const { nexus, authority, reference } = message ?? {}
  return {
    title: words['title']!,
    terms: { ...terms, basis: words['basis']! },
    ...(message
      ? {
          message: {
            ...message,
            ...(nexus ? { nexus: { ...nexus, basis: words['nexus basis']! } } : {}),
            ...(authority ? { authority: { ...authority, text: words['authority']! } } : {}),
            ...(reference === undefined ? {} : { reference: words['reference']! }),
          },
        }
      : {}),
  }
}

function refuseLeft(
  finder: Finder,
  masked: ReadonlySet<string>,
  words: Words,
  objects: readonly StixObject[],
): void {
  const left = findPersons(finder, words, objects).filter(({ key }) => masked.has(key))
  if (left.length > 0)
    throw new ExchangeError(
      'conflict',
      `somebody who is to be masked could still be found, and nothing was sent: ${left.map(({ where }) => where.join(', ')).join('; ')}; its author puts it in other words`,
    )
}

/** What was stated of persons, for the record: how, why, and of which kinds; not of whom. */
export function toStatements(draft: Draft): { as: string; basis?: string; kinds: string[] }[] {
  return (draft.persons?.statements ?? []).map(({ as, basis, found }) => ({
    as,
    ...(basis === undefined ? {} : { basis }),
    kinds: [...new Set(found.map((key) => key.split(':')[0]!))].sort(),
  }))
}
