/**
 * Behaviours by the names of the DISARM framework (red framework, techniques only): which technique a trace
 * of coordinated accounts looks like. A name for what was seen, not a claim that the accounts are false.
 *
 * DISARM Foundation, CC BY-SA 4.0; ids and names as in its STIX bundle of 2024-11-22.
 */
import type { Technique } from '../network-finding.ts'
import type { Trace } from '../../activity/trace.ts'

const COPYPASTA: Technique = {
  id: 'T0084.001',
  name: 'Use Copypasta',
  stixId: 'attack-pattern--4cd719a9-e817-4acc-9581-6b6a60e42f35',
}
const FLOOD_HASHTAG: Technique = {
  id: 'T0049.002',
  name: 'Flood Existing Hashtag',
  stixId: 'attack-pattern--bfce790b-dfd6-46ca-8fab-c2d72f21bba2',
}
const CROSS_POSTING: Technique = {
  id: 'T0119',
  name: 'Cross-Posting',
  stixId: 'attack-pattern--872f0dc3-202e-4e9a-a4fc-0457252aecae',
}
const REPLYING: Technique = {
  id: 'T0116',
  name: 'Comment or Reply on Content',
  stixId: 'attack-pattern--318f2a34-07b6-4c4b-9bb0-58f5bca681fc',
}
const SWARMING: Technique = {
  id: 'T0049.005',
  name: 'Conduct Swarming',
  stixId: 'attack-pattern--ce5b400c-6f82-4095-936b-617857800da8',
}
const REUSE: Technique = {
  id: 'T0084',
  name: 'Reuse Existing Content',
  stixId: 'attack-pattern--9636ae57-0b93-41a0-8323-85109ee34877',
}
const BULK_CREATED: Technique = {
  id: 'T0150.008',
  name: 'Bulk Created Asset',
  stixId: 'attack-pattern--71f85cbb-5f6e-4fd1-9ad4-fea19069bc5f',
}

/**
 * `object` and `cadence` name no behaviour of their own, and `fused` has those of its traces. DISARM's name for
 * reposting (T0049.003) says that bots do it, which is more than a `reshare` shows.
 */
const OF_TRACE: Partial<Record<Trace, Technique>> = {
  text: COPYPASTA,
  'near-text': COPYPASTA,
  hashtag: FLOOD_HASHTAG,
  'hashtag-sequence': FLOOD_HASHTAG,
  link: CROSS_POSTING,
  domain: CROSS_POSTING,
  reply: REPLYING,
  mention: SWARMING,
  media: REUSE,
  traits: BULK_CREATED,
}

/** The techniques of `traces`, each once, by id. */
export function techniquesOf(traces: readonly Trace[]): Technique[] {
  const found = new Set(traces.flatMap((trace) => OF_TRACE[trace] ?? []))
  return [...found].sort((x, y) => (x.id < y.id ? -1 : 1))
}

/** Where DISARM describes a technique. */
export function techniqueAddress({ id }: Technique): string {
  return `https://github.com/DISARMFoundation/DISARMframeworks/blob/main/generated_pages/techniques/${id}.md`
}
