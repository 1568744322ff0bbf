/** What a page of one's own does with the published libraries; bundled by the test and run in a browser. */
import {
  compilePattern,
  createObject,
  redact,
  addMarkings,
  tlpMarking,
  validate,
} from '@tocsin/stix'
import { createTaxiiClient, poll } from '@tocsin/taxii'

type Outcome = {
  id: string
  valid: boolean
  matches: boolean
  removed: readonly string[]
  polled: string[]
}

export async function runLibraries(collection: string): Promise<Outcome> {
  const domain = createObject('domain-name', { value: 'examp1e-votes.example' })
  const observed = createObject('observed-data', {
    first_observed: '2026-10-01T00:00:00Z',
    last_observed: '2026-10-01T00:00:00Z',
    number_observed: 1,
    object_refs: [domain.id],
  })
  const note = createObject('note', {
    content: 'Seen twice.',
    abstract: 'Where it was seen.',
    object_refs: [observed.id],
  })
  const marked = addMarkings(note, { marking: tlpMarking('red'), selectors: 'abstract' })
  const bundle = {
    type: 'bundle' as const,
    id: `bundle--${crypto.randomUUID()}`,
    objects: [domain, observed],
  }
  const client = createTaxiiClient({
    url: location.origin,
    credentials: { token: 'a' },
  })
  const [root] = (await client.discovery()).api_roots!
  const polled: string[] = []
  for await (const page of poll(client, { root: root!, collection, limit: 2 }))
    polled.push(...page.objects.map((text) => (JSON.parse(text) as { id: string }).id))
  return {
    id: domain.id,
    valid: validate(bundle).valid,
    matches: compilePattern("[domain-name:value LIKE 'examp1e%']")([bundle]),
    removed: redact(marked, { allow: 'green' }).removed ?? [],
    polled,
  }
}

Object.assign(globalThis, { runLibraries })
