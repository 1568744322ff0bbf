import { describe, expect, test } from 'vitest'
import { joinTlp, TLP_1, TLP_LEVELS, tlpMarking, tlpOf } from './tlp.ts'

describe('TLP', () => {
  test('every level has its fixed TLP 2.0 object', () => {
    expect(tlpMarking('amber+strict')).toEqual({
      type: 'marking-definition',
      spec_version: '2.1',
      id: 'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003',
      created: '2022-10-01T00:00:00.000Z',
      name: 'TLP:AMBER+STRICT',
      extensions: {
        'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d': {
          extension_type: 'property-extension',
          tlp_2_0: 'amber+strict',
        },
      },
    })
    for (const level of TLP_LEVELS) expect(tlpOf([tlpMarking(level).id])).toBe(level)
  })

  test('several markings add up to the most restrictive, across TLP 1 and 2', () => {
    expect(tlpOf([TLP_1.white.id, tlpMarking('green').id])).toBe('green')
    expect(joinTlp(['amber', null, 'amber+strict'])).toBe('amber+strict')
    expect(tlpOf([])).toBeNull()
  })

  test('a marking that nobody can resolve counts as red', () => {
    const id = 'marking-definition--5d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b10'
    expect(tlpOf([tlpMarking('green').id, id])).toBe('red')
    expect(tlpOf([tlpMarking('green').id, id], (known) => known === id)).toBe('green')
  })
})
