import type { COUNTING_MODES, TRACES } from '@tocsin/api'
import { toSpan } from '../words/time.ts'

/** What a column of an activity export is for, in the words of a person who confirms it. */
export const COLUMN_ROLES: { role: string; name: string; required?: boolean; hint?: string }[] = [
  { role: 'account', name: 'Account', required: true },
  { role: 'time', name: 'Time of the post', required: true },
  { role: 'text', name: 'Text', hint: 'hashtags and links are read from it' },
  { role: 'content', name: 'Post id' },
  { role: 'hashtags', name: 'Hashtags' },
  { role: 'links', name: 'Links' },
  { role: 'reshareOf', name: 'Reshare of' },
  { role: 'replyTo', name: 'Reply to' },
  { role: 'media', name: 'Media' },
  { role: 'object', name: 'Any other shared thing' },
  { role: 'kind', name: 'Kind of post' },
  { role: 'language', name: 'Language' },
]

export type TraceChoice = { trace: string; name: string; from: string[] }

/** Each trace with the column roles that any one of which it can be read from. */
export const TRACE_CHOICES: TraceChoice[] = [
  { trace: 'hashtag', name: 'Same hashtag', from: ['hashtags', 'text'] },
  { trace: 'hashtag-sequence', name: 'Same series of hashtags', from: ['hashtags', 'text'] },
  { trace: 'link', name: 'Same link', from: ['links', 'text'] },
  { trace: 'text', name: 'Same text', from: ['text'] },
  { trace: 'reshare', name: 'Reshare of the same post', from: ['reshareOf'] },
  { trace: 'reply', name: 'Reply to the same post', from: ['replyTo'] },
  { trace: 'media', name: 'Same media', from: ['media'] },
  { trace: 'object', name: 'Same other thing', from: ['object'] },
]

/** What a run may be told besides its columns; a field left empty is the detector's own choice. */
export type Settings = { refused: ReadonlySet<string>; seconds: string; min: string }

export type Mapping = Record<string, string>

/** The traces that the mapped columns allow. */
export function possibleTraces(mapping: Mapping): TraceChoice[] {
  return TRACE_CHOICES.filter(({ from }) => from.some((role) => mapping[role]))
}

/** Sets or clears one role of a mapping. */
export function withColumn(mapping: Mapping, role: string, column: string): Mapping {
  const rest = Object.fromEntries(Object.entries(mapping).filter(([name]) => name !== role))
  return column ? { ...rest, [role]: column } : rest
}

/** The roles that must be mapped and are not, in words. */
export function missingRoles(mapping: Mapping): string[] {
  return COLUMN_ROLES.filter(({ role, required }) => required && !mapping[role]).map(
    ({ name }) => name,
  )
}

/** Of every trace that the detector knows. */
const TRACE_NAMES: Record<(typeof TRACES)[number], string> = {
  link: 'links',
  domain: 'domains',
  hashtag: 'hashtags',
  'hashtag-sequence': 'hashtag sequences',
  text: 'identical text',
  'near-text': 'similar text',
  reshare: 'reshares',
  reply: 'replies',
  mention: 'mentions',
  media: 'media',
  cadence: 'rhythm',
  traits: 'traits',
  object: 'objects',
  fused: 'several traces',
}

/** A trace in words; a detector newer than these screens may know another. */
export function traceName(trace: string): string {
  return (TRACE_NAMES as Record<string, string>)[trace] ?? 'another kind of trace'
}

/** What the strength of a pair counts. */
const COUNTED: Record<(typeof COUNTING_MODES)[number], string> = {
  pairs: 'each post with each near it',
  objects: 'each shared thing once',
  contents: 'each post once',
}

export function countedName(mode: string): string {
  return (COUNTED as Record<string, string>)[mode] ?? 'counted in another way'
}

/** How a run or a finding judged time: within one window in seconds (null: at any distance), or, given none, at every scale. */
export function timingName(window: number | null | undefined): string {
  if (window === undefined) return 'all time scales'
  return window === null ? 'at any distance in time' : `within ${toSpan(window)}`
}

/** A size in bytes for a person. */
export function toSize(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB']
  let size = bytes
  let unit = 0
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000
    unit++
  }
  return `${unit === 0 ? size : size.toFixed(1)} ${units[unit]}`
}

/** The findings of a file written by `tocsin detect --out`; throws a sentence for anything else. */
export function readFindingsFile(text: string): unknown[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (cause) {
    throw new Error('This file is no JSON. Choose the file written by tocsin detect --out.', {
      cause,
    })
  }
  const list = Array.isArray(parsed) ? parsed : (parsed as { findings?: unknown } | null)?.findings
  if (!Array.isArray(list)) {
    throw new Error(
      'There is no list of findings in this file. Choose the one written by tocsin detect --out.',
    )
  }
  if (list.length === 0) throw new Error('The list of findings in this file is empty.')
  return list
}
