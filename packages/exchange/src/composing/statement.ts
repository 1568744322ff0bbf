/** What was composed as a statement: its facts, its attribution and its advice, each as STIX of its own. */
import type { Composition } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import { refuseMixed } from '../sharing/attribution.ts'
import { toOtherParts } from './to-parts.ts'
import { type Author, type ComposedStix, toIdentity, toStix } from './to-stix.ts'

type StixObject = { type: string; id: string; [property: string]: unknown }

type ComposedStatement = ComposedStix & {
  statement: string
  attribution?: StixObject[]
  advice?: StixObject[]
}

/**
 * All parts of what was composed. Throws ExchangeError `bad-request` for what is not valid and for a sentence that says how
 * likely and how sure; `too-large`.
 */
export function toStatement(composition: Composition, author: Author, at: Date): ComposedStatement {
  const { title, words, items, advice = '' } = composition
  const isAdviceAlone = items.length === 0 && words.trim() === '' && advice.trim() !== ''
  const facts = isAdviceAlone
    ? { objects: [], dropped: [], asGiven: [] }
    : toStix(composition, toIdentity(author, at), at)
  const objects = facts.objects as StixObject[]
  const others = toOtherParts(composition, objects, (then) => toIdentity(author, then), at)
  refuseMixed(title, objects, facts.asGiven)
  return { ...facts, statement: randomUUID(), ...others }
}
