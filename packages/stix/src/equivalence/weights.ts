/**
 * What makes two objects of one type the same thing, and how much each property says: the weights of the
 * OASIS CTI committee note on semantic equivalence where it has any, our own for the others.
 */
import {
  exact,
  hashValues,
  overlap,
  patterns,
  places,
  references,
  times,
  words,
  type Comparison,
} from './compare.ts'

type Weight = {
  readonly weight: number
  readonly compare: Comparison
}

export type Weights = Readonly<Record<string, Weight>>

const w = (weight: number, compare: Comparison): Weight => ({ weight, compare })

/** The pseudo-property of a location: its coordinates as a pair. */
export const COORDINATES = 'latitude,longitude'

export const WEIGHTS: ReadonlyMap<string, Weights> = new Map(
  Object.entries<Weights>({
    'attack-pattern': { name: w(30, words), external_references: w(70, references) },
    campaign: { name: w(60, words), aliases: w(40, overlap) },
    'course-of-action': { name: w(60, words), external_references: w(40, references) },
    grouping: { name: w(20, words), context: w(20, words), object_refs: w(60, overlap) },
    identity: { name: w(60, words), identity_class: w(20, exact), sectors: w(20, overlap) },
    incident: { name: w(30, words), external_references: w(70, references) },
    indicator: {
      indicator_types: w(15, overlap),
      pattern: w(80, patterns),
      valid_from: w(5, times),
    },
    infrastructure: {
      name: w(60, words),
      infrastructure_types: w(20, overlap),
      aliases: w(20, overlap),
    },
    'intrusion-set': {
      name: w(20, words),
      external_references: w(60, references),
      aliases: w(20, overlap),
    },
    location: { [COORDINATES]: w(34, places), region: w(33, exact), country: w(33, exact) },
    malware: { malware_types: w(20, overlap), name: w(80, words) },
    'malware-analysis': {
      product: w(20, exact),
      version: w(10, exact),
      sample_ref: w(40, exact),
      result: w(10, exact),
      analysis_sco_refs: w(20, overlap),
    },
    note: { content: w(60, words), abstract: w(10, words), object_refs: w(30, overlap) },
    'observed-data': {
      object_refs: w(60, overlap),
      first_observed: w(20, times),
      last_observed: w(20, times),
    },
    opinion: { opinion: w(30, exact), object_refs: w(50, overlap), explanation: w(20, words) },
    relationship: {
      relationship_type: w(20, exact),
      source_ref: w(40, exact),
      target_ref: w(40, exact),
    },
    report: { name: w(30, words), published: w(10, times), object_refs: w(60, overlap) },
    sighting: {
      first_seen: w(5, times),
      last_seen: w(5, times),
      sighting_of_ref: w(40, exact),
      observed_data_refs: w(20, overlap),
      where_sighted_refs: w(20, overlap),
      summary: w(10, exact),
    },
    'threat-actor': {
      name: w(60, words),
      threat_actor_types: w(20, overlap),
      aliases: w(20, overlap),
    },
    tool: { tool_types: w(20, overlap), name: w(80, words) },
    vulnerability: { name: w(30, words), external_references: w(70, references) },
    'marking-definition': {
      name: w(20, exact),
      definition: w(60, exact),
      definition_type: w(20, exact),
    },
    artifact: { hashes: w(50, hashValues), payload_bin: w(50, exact) },
    file: {
      hashes: w(70, hashValues),
      name: w(20, exact),
      parent_directory_ref: w(10, exact),
    },
    'x509-certificate': { hashes: w(50, hashValues), serial_number: w(50, exact) },
  }),
)
