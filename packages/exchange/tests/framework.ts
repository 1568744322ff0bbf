/** A small framework of techniques in the shape of DISARM's and ATT&CK's files, invented for the tests. */

const FIRST = '2025-01-01T00:00:00.000Z'
const idOf = (type: string, n: number) =>
  `${type}--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const times = (modified: string) => ({ spec_version: '2.1', created: FIRST, modified })

export type Source = Record<string, unknown>

export const PATTERN = (n: number) => idOf('attack-pattern', n)

/** A technique `T000n` of the second tactic, unless it says otherwise. */
export function technique(n: number, more: Source = {}): Source {
  return {
    type: 'attack-pattern',
    id: PATTERN(n),
    ...times(FIRST),
    name: `Technique ${n}`,
    description: `What technique ${n} is`,
    kill_chain_phases: [{ kill_chain_name: 'example', phase_name: 'act' }],
    external_references: [
      { source_name: 'another', external_id: 'OTHER-1' },
      {
        source_name: 'example',
        external_id: `T000${n}`,
        url: `https://framework.example/T000${n}`,
      },
    ],
    ...more,
  }
}

export function tie(n: number, kind: string, from: number, to: number): Source {
  return {
    type: 'relationship',
    id: idOf('relationship', n),
    ...times(FIRST),
    relationship_type: kind,
    source_ref: PATTERN(from),
    target_ref: PATTERN(to),
  }
}

/** Matrix, two tactics and a statement of rights, before the techniques; `modified` of the matrix says which version it is. */
export function framework(techniques: readonly Source[], modified = FIRST): Source[] {
  const tactic = (n: number, shortname: string, name: string) => ({
    type: 'x-mitre-tactic',
    id: idOf('x-mitre-tactic', n),
    ...times(FIRST),
    name,
    x_mitre_shortname: shortname,
    external_references: [{ source_name: 'example', external_id: `TA0${n}` }],
  })
  return [
    {
      type: 'x-mitre-matrix',
      id: idOf('x-mitre-matrix', 1),
      ...times(modified),
      name: 'Example framework',
      tactic_refs: [idOf('x-mitre-tactic', 2), idOf('x-mitre-tactic', 1)],
    },
    tactic(1, 'act', 'Act'),
    tactic(2, 'plan', 'Plan'),
    {
      type: 'marking-definition',
      spec_version: '2.1',
      id: idOf('marking-definition', 1),
      created: FIRST,
      definition_type: 'statement',
      definition: { statement: 'CC0 of nobody' },
    },
    ...techniques,
  ]
}
