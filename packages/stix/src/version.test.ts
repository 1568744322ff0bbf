import { describe, expect, test } from 'vitest'
import { compareVersions, decideVersion, newVersion, revoke, verifyVersion } from './version.ts'
import type { StixObject } from './types.ts'

const campaign = {
  type: 'campaign',
  spec_version: '2.1',
  id: 'campaign--5d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b10',
  created: '2024-03-05T10:00:00.000Z',
  modified: '2024-03-05T10:00:00.000Z',
  name: 'Suppression by text message',
  objective: 'Keep voters at home',
}
const now = new Date('2024-03-06T00:00:00Z')

describe('versions', () => {
  test('a new version changes what is asked, sets modified and leaves the old one alone', () => {
    const next = newVersion(campaign, { name: 'Text messages', objective: undefined }, { now })
    expect(next).toEqual({
      type: 'campaign',
      spec_version: '2.1',
      id: campaign.id,
      created: campaign.created,
      modified: '2024-03-06T00:00:00.000Z',
      name: 'Text messages',
    })
    expect(campaign.objective).toBe('Keep voters at home')
    expect(compareVersions(campaign, next)).toBeLessThan(0)
  })

  test('modified moves on even when the clock does not', () => {
    const next = newVersion(campaign, {}, { now: new Date('2020-01-01T00:00:00Z') })
    expect(next.modified).toBe('2024-03-05T10:00:00.001Z')
  })

  test('revoking is final', () => {
    const revoked = revoke(campaign, { now })
    expect(revoked).toMatchObject({ revoked: true, modified: '2024-03-06T00:00:00.000Z' })
    expect(() => newVersion(revoked, { name: 'x' })).toThrow(
      expect.objectContaining({ code: 'already-revoked' }),
    )
  })

  test.each([
    [{ id: 'campaign--0d9b1c4e-0a0e-4a51-8d1e-1f2f5a3c7b10' }, 'unmodifiable-property'],
    [{ created: '2024-01-01T00:00:00.000Z' }, 'unmodifiable-property'],
    [{ modified: campaign.modified }, 'not-later'],
    [{ modified: 'now' }, 'bad-timestamp'],
  ])('refuses the change %j', (changes, code) => {
    expect(() => newVersion(campaign, changes)).toThrow(expect.objectContaining({ code }))
  })

  test('an observable and a marking definition have no versions', () => {
    const ip = { type: 'ipv4-addr', id: 'ipv4-addr--1', value: '198.51.100.3' }
    expect(() => newVersion(ip, {})).toThrow(expect.objectContaining({ code: 'not-versionable' }))
  })

  test('the same id and modified with other content is a conflict, whatever the order of properties', () => {
    const turned = Object.fromEntries(Object.entries(campaign).toReversed()) as typeof campaign
    expect(decideVersion(campaign, turned)).toBe('same')
    expect(decideVersion(campaign, { ...campaign, revoked: false } as typeof campaign)).toBe('same')
    const forged = { ...campaign, name: 'Another' }
    expect(decideVersion(campaign, forged)).toBe('conflict')
    expect(() => verifyVersion(campaign, forged)).toThrow(
      expect.objectContaining({ code: 'version-conflict' }),
    )
    expect(decideVersion(campaign, newVersion(campaign, {}, { now }))).toBe('newer')
    expect(decideVersion(newVersion(campaign, {}, { now }), campaign)).toBe('older')
  })
})

test.each(['__proto__', 'constructor', 'toString'])(
  'a version that differs in a property called %s alone is another one',
  (name) => {
    const one = JSON.parse(`{"type":"note","id":"note--1","${name}":{"x":1}}`)
    const other = JSON.parse(`{"type":"note","id":"note--1","${name}":{"x":2}}`)
    const versioned = (object: object) => ({ ...object, modified: '2026-01-01T00:00:00.000Z' })
    const [known, incoming] = [versioned(one), versioned(other)] as unknown as StixObject[]
    expect(decideVersion(known!, incoming!)).toBe('conflict')
    expect(decideVersion(known!, structuredClone(known!))).toBe('same')
  },
)
