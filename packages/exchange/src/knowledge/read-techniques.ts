/** Techniques of a framework: what each says, what it is part of, and what stands in its place. Pure. */
import type { FrameworkFault, TechniqueState } from '@tocsin/api'
import { lineOf, listOf, referenceOf, textOf, type Source } from './source.ts'

export type ReadTechnique = {
  stixId: string
  code: string | null
  name: string
  description: string
  url: string | null
  /** Who numbers it, and the kill chain of its tactics. */
  source: string | null
  chain: string | null
  /** Shortnames of tactics. */
  tactics: string[]
  /** Ids of STIX. */
  parent: string | null
  revokedBy: string | null
  version: string | null
  modified: string
  state: Exclude<TechniqueState, 'absent'>
}

/** The techniques among valid objects; what ties name and the file does not hold is put to `faults`. */
export function readTechniques(
  all: readonly Source[],
  byId: ReadonlyMap<string, Source>,
  faults: FrameworkFault[],
): ReadTechnique[] {
  const parents = tiesOf('subtechnique-of', all, byId, faults)
  const successors = tiesOf('revoked-by', all, byId, faults)
  return all
    .filter(({ type }) => type === 'attack-pattern')
    .map((pattern) => {
      const reference = referenceOf(pattern)
      const chains = listOf(pattern['kill_chain_phases'])
      const phases = chains.map((one) => String(one['phase_name']))
      return {
        stixId: pattern.id,
        code: reference?.code ?? null,
        name: textOf(pattern, 'name') ?? pattern.id,
        description: textOf(pattern, 'description') ?? '',
        url: reference?.url ?? null,
        source: reference?.source ?? null,
        chain: chains[0] ? String(chains[0]['kill_chain_name']) : null,
        tactics: [...new Set(phases)],
        parent: parents.get(pattern.id) ?? null,
        revokedBy: successors.get(pattern.id) ?? null,
        version: lineOf(pattern, 'x_mitre_version') ?? null,
        modified: String(pattern['modified']),
        state: stateOf(pattern),
      }
    })
}

function stateOf(pattern: Source): ReadTechnique['state'] {
  if (pattern['revoked'] === true) return 'revoked'
  return pattern['x_mitre_deprecated'] === true ? 'deprecated' : 'current'
}

/** By technique what a tie of one kind leads to; a tie that was revoked leads nowhere. */
function tiesOf(
  kind: string,
  all: readonly Source[],
  byId: ReadonlyMap<string, Source>,
  faults: FrameworkFault[],
): Map<string, string> {
  const ties = new Map<string, string>()
  for (const tie of all) {
    if (tie['relationship_type'] !== kind || tie['revoked'] === true) continue
    const [from, to] = [String(tie['source_ref']), String(tie['target_ref'])]
    const missing = [from, to].find((id) => byId.get(id)?.type !== 'attack-pattern')
    if (missing !== undefined)
      faults.push({
        object: tie.id,
        message: `${kind}: ${missing.slice(0, 200)} is no technique in the file`,
      })
    else ties.set(from, to)
  }
  return ties
}
