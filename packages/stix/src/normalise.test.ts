import { describe, expect, test } from 'vitest'
import { normalise } from './normalise.ts'

const technique = {
  type: 'attack-pattern',
  id: 'attack-pattern--5d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b10',
  spec_version: '2.1',
  created: '2026-01-02T03:04:05.678901Z',
  modified: '2026-01-02T03:04:05.678Z',
  name: 'Flood a tag',
  kill_chain_phases: [{ kill_chain_name: 'mitre-attack', phase_name: 'x' }],
  external_references: [
    { source_name: 'mitre-attack', external_id: 'T0049' },
    { source_name: 'capec', external_id: 'CAPEC-1' },
  ],
}

describe('an object in its usual form', () => {
  test('has times of milliseconds and the names asked for, and says what was otherwise', () => {
    const names = new Map([['mitre-attack', 'DISARM']])
    const { object, deviations } = normalise(technique, { names })
    expect(object).toEqual({
      ...technique,
      created: '2026-01-02T03:04:05.678Z',
      kill_chain_phases: [{ kill_chain_name: 'disarm', phase_name: 'x' }],
      external_references: [
        { source_name: 'DISARM', external_id: 'T0049' },
        { source_name: 'capec', external_id: 'CAPEC-1' },
      ],
    })
    expect(deviations.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
      'time-precision /created',
      'catalogue-name /external_references/0/source_name',
      'catalogue-name /kill_chain_phases/0/kill_chain_name',
    ])
  })

  test('is a new object: the one given keeps its bytes', () => {
    const before = JSON.stringify(technique)
    normalise(technique, { names: new Map([['capec', 'x']]) })
    expect(JSON.stringify(technique)).toBe(before)
  })

  test('is the object itself where nothing deviates', () => {
    const usual = { ...technique, created: '2026-01-02T03:04:05.6Z' }
    expect(normalise(usual)).toEqual({ object: usual, deviations: [] })
  })

  test('leaves alone what is no time and no list', () => {
    const odd = { ...technique, created: 'yesterday and a very long while', external_references: 5 }
    expect(normalise(odd, { names: new Map([['a', 'b']]) }).object).toEqual(odd)
  })
})
