/**
 * Small valid STIX 2.1 objects for tests; `n` makes them differ, and the same `n` makes the same object. All are marked
 * TLP:AMBER, so that no store has to say of them what they do not say themselves.
 */
import { TLP } from '@tocsin/stix'

const MARKED = { object_marking_refs: [TLP.amber.id] }

export type TestObject = Record<string, unknown> & { id: string; type: string }

function uuid(n: number, kind: number): string {
  return `${n.toString(16).padStart(8, '0')}-0000-4000-8000-${kind.toString(16).padStart(12, '0')}`
}

/** An indicator; `version` counts the milliseconds between `created` and `modified`. */
export function testIndicator(n: number, version = 0): TestObject {
  const created = Date.UTC(2026, 8, 1)
  return {
    type: 'indicator',
    spec_version: '2.1',
    id: `indicator--${uuid(n, 1)}`,
    created: new Date(created).toISOString(),
    modified: new Date(created + version).toISOString(),
    name: `Lookalike polling-place site ${n}`,
    pattern: `[domain-name:value = 'vote-${n}.example']`,
    pattern_type: 'stix',
    valid_from: new Date(created).toISOString(),
    ...MARKED,
  }
}

/** An observable, which has neither versions nor, here, a spec_version. */
export function testDomain(n: number): TestObject {
  const value = `vote-${n}.example`
  return { type: 'domain-name', id: `domain-name--${uuid(n, 2)}`, value, ...MARKED }
}

/** A campaign. */
export function testCampaign(n: number): TestObject {
  const created = new Date(Date.UTC(2026, 8, 2)).toISOString()
  return {
    type: 'campaign',
    spec_version: '2.1',
    id: `campaign--${uuid(n, 3)}`,
    created,
    modified: created,
    name: `Campaign ${n}`,
    ...MARKED,
  }
}
