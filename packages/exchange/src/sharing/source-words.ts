/** Words that may tell of sources and methods. A short list of forms, not measured: it helps whoever reads, and replaces nobody. Pure. */
import type { SourceWords } from '@tocsin/api'
import { mapObject } from '../masking/objects.ts'
import type { StixObject } from './meanings.ts'
import type { Said } from './remaining.ts'
import { beginningOf } from '../texts/beginning.ts'

/** Forms by what they may tell of. English; a word in another language is not found. */
const FORMS: readonly (readonly [form: string, pattern: RegExp])[] = [
  ['a human source', /\b(?:human|confidential|sensitive|covert|protected|clandestine) sources?\b/i],
  ['a human source', /\b(?:informants?|defectors?|double agents?|our (?:source|asset|agent)s?)\b/i],
  [
    'a human source',
    /\b(?:a|one|our|the) sources? (?:with|inside|within|in|close to|near|told|said|says|reports?|reported)\b/i,
  ],
  ['a human source', /\b(?:HUMINT|under ?cover|source-?handling|case officers?)\b/i],
  [
    'interception',
    /\b(?:SIGINT|COMINT|ELINT|wire-?taps?|wire-?tapped|intercept(?:s|ed|ion|ions)?)\b/i,
  ],
  [
    'interception',
    /\b(?:eavesdrop\w*|listened in|overheard|bugged|collected under|FISA|section 702)\b/i,
  ],
  [
    'access to a system',
    /\b(?:implants?|back-?doors? (?:of ours|we)|we (?:have|had|gained|keep) access)\b/i,
  ],
  [
    'access to a system',
    /\b(?:our access to|access (?:inside|within)|from (?:inside|within) (?:the|their) (?:network|servers?|systems?|organi[sz]ation))\b/i,
  ],
  [
    'access to a system',
    /\b(?:exfiltrated by us|decrypt(?:ed|ion)|broke (?:the|their) (?:code|cipher|encryption))\b/i,
  ],
  [
    'surveillance',
    /\b(?:surveill\w+|physical(?:ly)? observ\w+|tracked (?:him|her|them)|followed (?:him|her|them))\b/i,
  ],
  [
    'surveillance',
    /\b(?:we (?:monitor|watch|track|collect)\w*|our (?:sensors?|collection|monitoring|honey-?pots?|sink-?holes?))\b/i,
  ],
  [
    'a partner',
    /\b(?:liaison|(?:partner|allied|friendly|foreign) (?:service|agency|intelligence|government) (?:told|said|gave|passed|shared|reports?|reported|provided))\b/i,
  ],
  ['a partner', /\b(?:five eyes|FVEY|NOFORN|ORCON|REL TO)\b/i],
  [
    'a method',
    /\b(?:sources? and methods?|trade-?craft|collection (?:method|platform|capabilit)\w*)\b/i,
  ],
]

/** So many are given; more are counted. Of words that go on and on their beginning. */
const MOST = 500
const SHOWN = 120

/** The first words of each form in each text of the objects, and how many more there were. */
export function findSourceWords(objects: readonly StixObject[]): {
  flags: SourceWords[]
  moreFlags: number
} {
  const flags: SourceWords[] = []
  let found = 0
  for (const object of objects)
    mapObject(object, (text, { property }) => {
      const here = [...flagsIn(text, object.id, property)]
      found += here.length
      flags.push(...here.slice(0, MOST - flags.length))
      return text
    })
  return { flags, moreFlags: found - flags.length }
}

/** The same in words that go beside the objects: a title, a basis, what a message states. */
export function findSourceWordsIn(said: readonly Said[]): SourceWords[] {
  return said.flatMap(({ text, property }) => [...flagsIn(text, '', property)])
}

function* flagsIn(text: string, object: string, property: string): Generator<SourceWords> {
  for (const [form, pattern] of FORMS) {
    const words = pattern.exec(text)?.[0]
    if (words !== undefined) yield { object, property, words: beginningOf(words, SHOWN), form }
  }
}
