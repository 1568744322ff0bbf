/**
 * Mappings as STIX 2.1 of their member, to be put into a release. A technique is an attack-pattern of ours that refers to its framework
 * by number and phase: only its publisher may make versions of its own objects, and its text is not ours to pass on.
 */
import { CONFIDENCES, type TechniqueMapping } from '@tocsin/api'
import { newId, toTimestamp } from '@tocsin/stix'
import { createHash } from 'node:crypto'

type StixObject = { type: string; id: string; [property: string]: unknown }

/** What a mapped technique is called by its framework. */
export type Told = {
  mapping: TechniqueMapping
  stixId: string
  url: string | null
  /** Who numbers it, and the kill chain of its tactics; null where that is not known. */
  source: string | null
  chain: string | null
}

/** Who says it, and since when that member is one. */
type Author = { id: string; since: Date }

/** The objects of mappings of one thing, that `source` shows; `source` is an object of the release they go into. */
export function toStix(
  told: readonly Told[],
  source: string,
  author: Author,
  at: Date,
): StixObject[] {
  const now = toTimestamp(at)
  const by = `identity--${author.id}`
  return told.flatMap(({ mapping, stixId, url, source: numberer, chain }) => {
    const { technique, framework, confidence, note } = mapping
    const base = { spec_version: '2.1', created_by_ref: by, modified: now }
    const reference = {
      source_name: numberer ?? framework.name,
      external_id: technique.code ?? stixId,
      ...(url === null ? {} : { url }),
    }
    const pattern = {
      type: 'attack-pattern',
      id: `attack-pattern--${uuidUnder(author.id, `mapped ${stixId}`)}`,
      ...base,
      created: toTimestamp(author.since),
      name: technique.name,
      external_references: [reference],
      ...(chain === null || technique.tactics.length === 0
        ? {}
        : {
            kill_chain_phases: technique.tactics.map((phase) => ({
              kill_chain_name: chain,
              phase_name: phase,
            })),
          }),
    }
    const tie = {
      type: 'relationship',
      id: newId('relationship'),
      ...base,
      created: now,
      relationship_type: relationOf(source),
      source_ref: source,
      target_ref: pattern.id,
      confidence: CONFIDENCES[confidence],
      ...(note === undefined ? {} : { description: note }),
      external_references: [reference],
    }
    return [pattern, tie]
  })
}

/** As STIX 2.1 names it between the two (appendix B); of others that they have to do with each other. */
function relationOf(source: string): string {
  if (source.startsWith('indicator--')) return 'indicates'
  const uses = ['campaign--', 'intrusion-set--', 'threat-actor--', 'malware--', 'tool--']
  return uses.some((type) => source.startsWith(type)) ? 'uses' : 'related-to'
}

/** One technique of one author has one id, so that drafts do not pile up copies. */
function uuidUnder(namespace: string, name: string): string {
  const bytes = createHash('sha256').update(`${namespace} ${name}`).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
