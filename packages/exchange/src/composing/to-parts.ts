/** The attribution and the advice of what was composed, as STIX 2.1 of their own beside the facts. Pure. */
import {
  type Attribution,
  CONFIDENCES,
  type Composition,
  missingOfAttribution,
  type OpenAttribution,
} from '@tocsin/api'
import { newId, toTimestamp, validate } from '@tocsin/stix'
import { ExchangeError } from '../errors.ts'
import { refuseMixed, toAttributionExtension, toSentences } from '../sharing/attribution.ts'

type StixObject = { type: string; id: string; [property: string]: unknown }
type Made = { title: string; author: StixObject; at: Date }

/** Types that say who wrote, how marked or how held together, and are nothing that somebody could be behind. */
const ABOUT_NOTHING = new Set(['identity', 'marking-definition', 'grouping', 'note', 'indicator'])

/**
 * Who is held to be behind the things of the facts: a campaign that stands for what they did, attributed to a threat actor
 * (STIX 2.1, 4.2 and 4.17), and a note by the author that is about both and the things. Throws `bad-request` where there are none.
 */
function toAttribution(claim: Attribution, facts: readonly StixObject[], made: Made): StixObject[] {
  const subjects = facts.filter(({ type }) => !ABOUT_NOTHING.has(type)).map(({ id }) => id)
  if (subjects.length === 0)
    throw new ExchangeError(
      'bad-request',
      'an attribution is about things: put in what somebody is held to be behind',
      { path: '/body/attribution' },
    )
  const base = baseOf(made)
  const confidence = CONFIDENCES[claim.confidence]
  const actor = { type: 'threat-actor', id: newId('threat-actor'), ...base, name: claim.actor }
  const name = made.title.trim() || 'What the facts name'
  const campaign = { type: 'campaign', id: newId('campaign'), ...base, name }
  const tie = {
    type: 'relationship',
    id: newId('relationship'),
    ...base,
    relationship_type: 'attributed-to',
    source_ref: campaign.id,
    target_ref: actor.id,
    confidence,
  }
  const note = {
    type: 'note',
    id: newId('note'),
    ...base,
    abstract: `Attribution: ${name}`,
    content: toSentences(claim),
    confidence,
    object_refs: [campaign.id, actor.id, tie.id, ...new Set(subjects)],
    extensions: toAttributionExtension(claim),
  }
  return verified([made.author, actor, campaign, tie, note])
}

function toWhole(open: OpenAttribution): Attribution {
  const missing = missingOfAttribution(open)
  if (missing.length === 0) return open as Attribution
  throw new ExchangeError('bad-request', `the attribution does not say ${missing.join(', ')}`, {
    path: '/body/attribution',
  })
}

/** What whoever reads it may do: a note, since advice asks nobody to act. */
function toAdvice(words: string, made: Made): StixObject[] {
  const note = {
    type: 'note',
    id: newId('note'),
    ...baseOf(made),
    abstract: `Advice: ${made.title.trim() || 'what may be done'}`,
    content: words.trim(),
    object_refs: [made.author.id],
  }
  return verified([made.author, note])
}

function baseOf({ author, at }: Made) {
  const now = toTimestamp(at)
  return { spec_version: '2.1', created: now, modified: now, created_by_ref: author.id }
}

function verified(objects: StixObject[]): StixObject[] {
  for (const object of objects) {
    const fault = validate(object).faults.find(({ level }) => level === 'must')
    if (fault)
      throw new ExchangeError('bad-request', `${object.id}${fault.path}: ${fault.message}`, {
        path: '/body',
      })
  }
  return objects
}

type Others = { attribution?: StixObject[]; advice?: StixObject[] }

/**
 * What was composed beside the facts; `authorAt` gives its author's identity. Throws `bad-request` for what is not said yet, and
 * for a sentence that says how likely and how sure.
 */
export function toOtherParts(
  { title, attribution, advice = '' }: Pick<Composition, 'title' | 'attribution' | 'advice'>,
  facts: readonly StixObject[],
  authorAt: (at: Date) => StixObject,
  at: Date,
): Others {
  // Terms mark the author in each part as they mark the rest, so each part has a version of its own.
  const made = (after: number): Made => {
    const then = new Date(at.getTime() + after)
    return { title, author: authorAt(then), at: then }
  }
  const parts: Others = {
    ...(attribution ? { attribution: toAttribution(toWhole(attribution), facts, made(1)) } : {}),
    ...(advice.trim() === '' ? {} : { advice: toAdvice(advice, made(2)) }),
  }
  for (const part of Object.values(parts)) refuseMixed(title, part)
  return parts
}
