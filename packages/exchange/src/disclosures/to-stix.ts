/** A version as a STIX 2.1 bundle: of each member a report over the accounts and indicators of its part. Posts are in the tables alone. */
import { createObject, deterministicId, TLP, tlpMarking } from '@tocsin/stix'
import { LIKELIHOODS, type PublishedAccount, type PublishedPart } from '@tocsin/api'
import { createHash } from 'node:crypto'
import type { Rendered } from './render.ts'

export type StixFacts = {
  id: string
  title: string
  version: number
  /** When the first version opened, and this one. */
  firstAt: string
  openedAt: string
}

/** The bundle, an object a line; ids are the same in every version, and `modified` of a report is that of the version. */
export function* toBundle(rendered: Rendered, facts: StixFacts): Generator<string> {
  const id = `bundle--${uuidOf(facts.id, String(facts.version))}`
  yield `{"type":"bundle","id":"${id}","objects":[\n${JSON.stringify(tlpMarking('clear'))}`
  const said = new Set<string>()
  for (const part of rendered.parts.filter(({ state }) => state === 'opened'))
    for (const object of toObjects(part, rendered, facts)) {
      if (said.has(object.id)) continue
      said.add(object.id)
      yield `,\n${JSON.stringify(object)}`
    }
  yield '\n]}\n'
}

function* toObjects(
  part: PublishedPart,
  { accounts, indicators }: Rendered,
  facts: StixFacts,
): Generator<{ id: string }> {
  const { name, kind } = part.member
  const first = { created: facts.firstAt, modified: facts.firstAt }
  const identity = createObject('identity', {
    id: `identity--${uuidOf(URLS, 'member', name)}`,
    ...first,
    name,
    identity_class: 'organization',
    roles: [kind],
  })
  yield identity
  const refs: string[] = []
  const by = { created_by_ref: identity.id, object_marking_refs: [TLP.clear.id] }
  for (const account of accounts.filter(({ member }) => member === name)) {
    const object = toUserAccount(account)
    refs.push(object.id)
    yield object
  }
  for (const { kind: of, value } of indicators.filter(({ member }) => member === name)) {
    const object = createObject('indicator', {
      id: `indicator--${uuidOf(facts.id, name, of, value)}`,
      ...first,
      ...by,
      // By whole signs: a pseudonym moves where the cut falls, and half a sign would be no STIX.
      name: [...value].slice(0, 250).join(''),
      pattern: toPattern(of, value),
      pattern_type: 'stix',
      valid_from: facts.firstAt,
    })
    refs.push(object.id)
    yield object
  }
  const link = `${facts.id}/${facts.version}`
  yield createObject('report', {
    id: `report--${uuidOf(facts.id, name)}`,
    created: facts.firstAt,
    modified: facts.openedAt,
    ...by,
    name: `${facts.title}: ${name}`,
    description: toWords(part),
    published: facts.firstAt,
    object_refs: [...new Set(refs.length > 0 ? refs : [identity.id])],
    external_references: [{ source_name: 'joint disclosure', external_id: link }],
  })
}

/** Made without the checks of `createObject`, which a part of a hundred thousand would wait for; a test validates the bundle. */
function toUserAccount({ account, platform, handle, name, created, pseudonym }: PublishedAccount): {
  id: string
} {
  const content = {
    type: 'user-account',
    user_id: account,
    ...(platform === undefined ? {} : { account_type: platform }),
    ...(handle === undefined ? {} : { account_login: handle }),
  }
  return {
    spec_version: '2.1',
    id: deterministicId(content)!,
    ...content,
    ...(name === undefined ? {} : { display_name: name }),
    ...(created === undefined || pseudonym ? {} : { account_created: `${created}T00:00:00.000Z` }),
  } as { id: string }
}

const PATHS = {
  domain: 'domain-name:value',
  url: 'url:value',
  ipv4: 'ipv4-addr:value',
  ipv6: 'ipv6-addr:value',
  email: 'email-addr:value',
  sha256: "file:hashes.'SHA-256'",
} as const

function toPattern(kind: keyof typeof PATHS, value: string): string {
  return `[${PATHS[kind]} = '${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}']`
}

function toWords({ attribution, corrections }: PublishedPart): string {
  const said = attribution.map(
    ({ actor, likelihood, confidence, basis }) =>
      `${actor}: ${LIKELIHOODS[likelihood].words}, ${confidence} confidence. ${basis}`,
  )
  const wrong = corrections.map((text) => `Correction: ${text}`)
  return [...said, ...wrong].join('\n\n') || 'No attribution is stated.'
}

/** Namespace of UUIDs of URLs (RFC 9562, 6.6). */
const URLS = '6ba7b811-9dad-11d1-80b4-00c04fd430c8'

/** A UUID that is the same for the same names in the same namespace (RFC 9562, 5.5). */
function uuidOf(namespace: string, ...names: string[]): string {
  const space = Buffer.from(namespace.replaceAll('-', ''), 'hex')
  const bytes = createHash('sha1').update(space).update(JSON.stringify(names)).digest()
  bytes[6] = (bytes[6]! & 0x0f) | 0x50
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex', 0, 16)
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
