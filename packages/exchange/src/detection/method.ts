/** The set-up of a run as a method: one bounded document in a note of STIX 2.1. Pure. */
import { METHOD_EXTENSION, DetectorMethod } from '@tocsin/api'
import { newId, toTimestamp } from '@tocsin/stix'
import { Compile } from 'typebox/compile'
import { ExchangeError } from '../errors.ts'

type StixObject = { type: string; id: string; [property: string]: unknown }

const check = Compile(DetectorMethod)

/**
 * The method of a run's parameters, as they were kept, and what it leaves out. Throws `conflict` for a run of another detector, and for one
 * whose parameters are none of a method's.
 */
export function methodOf(run: { detector: string; parameters: unknown }): {
  method: DetectorMethod
  dropped: string[]
} {
  if (run.detector !== 'coordination')
    throw new ExchangeError('conflict', 'only runs that look for coordination have such a set-up')
  const kept = (run.parameters ?? {}) as Record<string, unknown>
  const method = {
    detector: 'coordination',
    version: 1,
    ...(kept['traces'] === undefined ? {} : { traces: kept['traces'] }),
    ...(kept['window'] === undefined ? {} : { window: kept['window'] }),
    ...(kept['minWeight'] === undefined ? {} : { min: kept['minWeight'] }),
  }
  if (!check.Check(method))
    throw new ExchangeError('conflict', 'the set-up of this run can be given to nobody')
  const dropped = [
    'which columns of the file hold what: whoever runs it says that of a file of their own',
    ...(kept['platform'] === undefined ? [] : ['the platform of the accounts']),
    ...(kept['timeFormat'] === undefined ? [] : ['how times are written in the file']),
  ]
  return { method, dropped }
}

/** A method in words, a sentence each. */
export function sentencesOf({ traces, window, min }: DetectorMethod): string[] {
  return [
    'Detector: networks of accounts that act together.',
    traces === undefined
      ? 'Looked at: what the detector looks for by itself.'
      : `Looked at: ${traces.join(', ')}.`,
    window === undefined
      ? 'Time: all scales at once.'
      : `Time: what lies within ${window} seconds of each other.`,
    min === undefined
      ? 'Pairs: as strong as the detector asks by itself.'
      : `Pairs: at least ${min} times.`,
  ]
}

type Author = { id: string; name: string; since: Date }

/** A method as a note of its author, after the author's identity in a version of its own: the terms of a release mark it. */
export function toMethodObjects(
  method: DetectorMethod,
  { author, words, at }: { author: Author; words: string | undefined; at: Date },
): StixObject[] {
  const now = toTimestamp(at)
  const identity = {
    type: 'identity',
    spec_version: '2.1',
    id: `identity--${author.id}`,
    created: toTimestamp(author.since),
    modified: now,
    name: author.name,
    identity_class: 'organization',
  }
  const note = {
    type: 'note',
    spec_version: '2.1',
    id: newId('note'),
    created: now,
    modified: now,
    created_by_ref: identity.id,
    abstract: 'A method: the set-up of a detector',
    content: [...sentencesOf(method), ...(words === undefined ? [] : ['', words.trim()])].join(
      '\n',
    ),
    object_refs: [identity.id],
    extensions: { [METHOD_EXTENSION]: { extension_type: 'property-extension', ...method } },
  }
  return [identity, note]
}
