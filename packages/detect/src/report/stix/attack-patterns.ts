/**
 * The techniques of a finding as attack-patterns (STIX 2.1, 4.1) that refer to DISARM by its ids: ours, since
 * only DISARM may make versions of its own objects. One technique of one author has one id, so that drafts do
 * not pile up copies: the author's and the technique's hash in the shape of version 4, which 2.9 asks for.
 */
import { createHash } from 'node:crypto'
import type { ToldFinding } from './told-finding.ts'

type Author = { id: string; since: string }

export function toAttackPatterns(
  finding: ToldFinding,
  author: Author,
  base: { spec_version: '2.1'; modified: string; created_by_ref?: string },
) {
  return (finding.techniques ?? []).map(({ id, name }) => ({
    type: 'attack-pattern',
    id: `attack-pattern--${uuidUnder(author.id, `disarm ${id}`)}`,
    ...base,
    created: author.since,
    name,
    external_references: [{ source_name: 'DISARM', external_id: id }],
  }))
}

function uuidUnder(namespace: string, name: string): string {
  const bytes = createHash('sha256').update(`${namespace} ${name}`).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
