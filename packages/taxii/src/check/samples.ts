import type { Json } from './json.ts'

/** An indicator nobody has seen before; `version` counts milliseconds after its creation. */
export function freshIndicator(id: string = crypto.randomUUID(), version = 0): Json {
  const created = Date.UTC(2026, 0, 1)
  return {
    type: 'indicator',
    spec_version: '2.1',
    id: `indicator--${id}`,
    created: new Date(created).toISOString(),
    modified: new Date(created + version).toISOString(),
    name: 'TAXII conformance check',
    indicator_types: ['benign'],
    pattern: `[domain-name:value = '${id}.example']`,
    pattern_type: 'stix',
    valid_from: new Date(created).toISOString(),
  }
}

/** An observable without spec_version, as STIX 2.1 allows. */
export function freshObservable(): Json {
  const id = crypto.randomUUID()
  return { type: 'mutex', id: `mutex--${id}`, name: `TAXII conformance check ${id}` }
}

/** An envelope's text. */
export function envelopeOf(...objects: Json[]): string {
  return JSON.stringify({ objects })
}
