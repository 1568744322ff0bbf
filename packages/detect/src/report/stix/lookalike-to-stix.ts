/** A look-alike name as STIX 2.1: the name, what to look for, and what was measured; never who is behind it. */
import { deterministicId, newId, toTimestamp } from '@tocsin/stix'
import type { LookalikeFinding } from '../../lookalike/lookalike-finding.ts'
import { toIdentity, type DraftFacts, type StixDraft } from './network-to-stix.ts'

type Told = Pick<
  LookalikeFinding,
  'name' | 'target' | 'summary' | 'started' | 'caveats' | 'score'
> & {
  readonly counterEvidence?: readonly { detail: string }[] | undefined
}

/**
 * Maps a finding to an identity (the finder), a domain-name, an indicator for it and for what lies below it, a grouping over
 * both, and a note with the evidence, the innocent explanations that were tried and what a sceptic should know.
 */
export function lookalikeToStix(finding: Told, { title, author, at }: DraftFacts): StixDraft {
  const now = toTimestamp(at)
  const identity = toIdentity(author, now)
  const base = { spec_version: '2.1', created: now, modified: now, created_by_ref: identity.id }
  const seen = { type: 'domain-name', spec_version: '2.1', value: finding.name }
  const domain = { ...seen, id: deterministicId(seen) ?? newId('domain-name') }
  const indicator = {
    type: 'indicator',
    id: newId('indicator'),
    ...base,
    name: title,
    description: finding.summary,
    indicator_types: ['anomalous-activity'],
    pattern: `[domain-name:value = '${finding.name}' OR domain-name:value LIKE '%.${finding.name}']`,
    pattern_type: 'stix',
    valid_from: toTimestamp(new Date(finding.started)),
  }
  const grouping = {
    type: 'grouping',
    id: newId('grouping'),
    ...base,
    name: title,
    description: finding.summary,
    context: 'suspicious-activity',
    object_refs: [domain.id, indicator.id],
  }
  const note = {
    type: 'note',
    id: newId('note'),
    ...base,
    abstract: `Why ${finding.name} was told, and what speaks against it`,
    content: [
      finding.summary,
      `Score ${finding.score} of 100; it orders findings and is no probability.`,
      ...(finding.counterEvidence ?? []).map(({ detail }) => detail),
      ...finding.caveats,
    ].join('\n'),
    object_refs: [grouping.id],
  }
  return { objects: [identity, domain, indicator, grouping, note], dropped: [] }
}
