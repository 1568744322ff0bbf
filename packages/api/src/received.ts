/** STIX objects that were received, read as a dossier: what is said, how sure, by which evidence, on screen and on paper. What has no place in it is counted. Pure. */
type Stix = Record<string, unknown> & { type: string; id: string }

/** Somebody or something that is named, such as a domain, with what is said of it. */
export type ReceivedThing = {
  id: string
  kind: string
  value: string
  words: string[]
  until?: string
}
export type ReceivedNote = { title: string; lines: string[] }
/** A thing that was seen from `first` to `last`, `times` often, by so many accounts. */
export type ReceivedSighting = {
  id: string
  first: string
  last: string
  times: number
  accounts: number
}
type Pair = { a: number; b: number; weight: number }

export type Received = {
  /** What groups the rest, such as a network, with its description. */
  subjects: { id: string; title: string; words: string; confidence?: number }[]
  /** How it stands by the sender's own word, where it says so in the way this program writes it. */
  verdict?: string
  indicators: ReceivedThing[]
  /** Domains, links, addresses, files and the like that stand by themselves. */
  things: ReceivedThing[]
  /** `userId`: where it has a name and an id. */
  accounts: { id: string; login: string; userId?: string; platform?: string; words?: string }[]
  /** Accounts that the sender ties, in whatever way; `a` and `b` are places in `accounts`. */
  pairs: Pair[]
  sighted: ReceivedSighting[]
  techniques: ReceivedThing[]
  advice: ReceivedThing[]
  notes: ReceivedNote[]
  /** Objects that none of the above shows, by type. */
  rest: [type: string, count: number][]
}

const SUBJECTS = ['grouping', 'report', 'incident', 'campaign', 'intrusion-set', 'malware']
const THINGS: Record<string, string> = {
  'domain-name': 'Domain',
  url: 'Link',
  'ipv4-addr': 'IPv4 address',
  'ipv6-addr': 'IPv6 address',
  'email-addr': 'E-mail address',
  file: 'File',
  'email-message': 'E-mail',
  artifact: 'Artifact',
}
const SCORES = 'Degree of coordination of each account'
const HOW = 'How this was found'
/** The notes that a reader wants first, in this order; others follow as they came. */
const FIRST = [HOW, 'Innocent explanations tried', 'What speaks against it', 'Evidence']

function placeOf({ title }: ReceivedNote): number {
  const at = FIRST.indexOf(title)
  return at < 0 ? FIRST.length : at
}

/** Read beside the rest, not shown by themselves: who wrote it, how it is marked, what joins two objects. */
const BESIDE = ['identity', 'marking-definition', 'relationship', 'extension-definition', 'bundle']

/** The object that repeats the terms of the release is left out: they stand on the page. */
export function toReceived(objects: readonly unknown[], releaseId: string): Received {
  const all = objects.filter(isStix).filter(({ id }) => id !== `grouping--${releaseId}`)
  const of = (...types: string[]) => all.filter(({ type }) => types.includes(type))
  const notes = of('note', 'opinion').map(toSection)
  const scores = new Map(
    notes
      .filter(({ title }) => title === SCORES)
      .flatMap(({ lines }) => lines.map(splitLine))
      .filter((pair) => pair !== undefined),
  )
  const accounts = of('user-account').map((one) => toAccount(one, scores))
  const places = new Map(accounts.map(({ id }, at) => [id, at]))
  const verdict = notes
    .find(({ title }) => title === HOW)
    ?.lines.map((line) => /^How it stands: (.+)\.$/.exec(line)?.[1])
    .find((word) => word !== undefined)
  const shown = new Set<string>([
    ...SUBJECTS,
    ...Object.keys(THINGS),
    ...BESIDE,
    'note',
    'opinion',
    'user-account',
    'indicator',
    'observed-data',
    'attack-pattern',
    'course-of-action',
  ])
  const rest = new Map<string, number>()
  for (const { type } of all) if (!shown.has(type)) rest.set(type, (rest.get(type) ?? 0) + 1)
  return {
    subjects: of(...SUBJECTS).map(toSubject),
    ...(verdict === undefined ? {} : { verdict }),
    indicators: of('indicator').map(toIndicator),
    things: of(...Object.keys(THINGS)).map(toThing),
    accounts,
    pairs: of('relationship').flatMap((one) => toPair(one, places)),
    sighted: of('observed-data').map((one) => toSighted(one, places)),
    techniques: of('attack-pattern').map(toTechnique),
    advice: of('course-of-action').map((one) => toNamed(one, 'Advice')),
    notes: notes.filter(({ title }) => title !== SCORES).sort((a, b) => placeOf(a) - placeOf(b)),
    rest: [...rest].sort(([a], [b]) => a.localeCompare(b)),
  }
}

function isStix(value: unknown): value is Stix {
  const { type, id } = (value ?? {}) as Record<string, unknown>
  return typeof type === 'string' && typeof id === 'string'
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

function toSubject(one: Stix): Received['subjects'][number] {
  const confidence = numberOf(one['confidence'])
  return {
    id: one.id,
    title: textOf(one['name']) || one.type,
    words: textOf(one['description']),
    ...(confidence === undefined ? {} : { confidence }),
  }
}

function toSection(one: Stix): ReceivedNote {
  const said = [textOf(one['content']), textOf(one['explanation'])].filter(Boolean).join('\n')
  const opinion = textOf(one['opinion'])
  return {
    title: textOf(one['abstract']) || (opinion ? `Opinion: ${opinion}` : 'Note'),
    lines: said.split('\n').filter((line) => line.trim() !== ''),
  }
}

/** `name: what is said of it`; the name may hold colons, what is said does not begin with one. */
function splitLine(line: string): [string, string] | undefined {
  const at = line.lastIndexOf(': ')
  return at < 0 ? undefined : [line.slice(0, at), line.slice(at + 2)]
}

function toAccount(one: Stix, scores: ReadonlyMap<string, string>): Received['accounts'][number] {
  const userId = textOf(one['user_id'])
  const login = textOf(one['account_login']) || userId || one.id
  const platform = textOf(one['account_type'])
  const words = scores.get(login)
  return {
    id: one.id,
    login,
    ...(userId && userId !== login ? { userId } : {}),
    ...(platform ? { platform } : {}),
    ...(words === undefined ? {} : { words }),
  }
}

function toPair(one: Stix, places: ReadonlyMap<string, number>): Pair[] {
  const [a, b] = [places.get(textOf(one['source_ref'])), places.get(textOf(one['target_ref']))]
  if (a === undefined || b === undefined || a === b) return []
  const said = /^(\d{1,9}) acts in step/.exec(textOf(one['description']))?.[1]
  return [{ a, b, weight: said === undefined ? 1 : Number(said) }]
}

function toSighted(one: Stix, places: ReadonlyMap<string, number>): ReceivedSighting {
  const refs = Array.isArray(one['object_refs']) ? one['object_refs'] : []
  return {
    id: one.id,
    first: textOf(one['first_observed']),
    last: textOf(one['last_observed']),
    times: numberOf(one['number_observed']) ?? 1,
    accounts: refs.filter((ref) => typeof ref === 'string' && places.has(ref)).length,
  }
}

function toNamed(one: Stix, kind: string): ReceivedThing {
  return {
    id: one.id,
    kind,
    value: textOf(one['name']) || one.id,
    words: [textOf(one['description'])].filter(Boolean),
  }
}

const HASHES = ['SHA-256', 'SHA-1', 'MD5']

function toThing(one: Stix): ReceivedThing {
  const hashes = (one['hashes'] ?? {}) as Record<string, unknown>
  const hash = HASHES.map((name) => textOf(hashes[name])).find(Boolean)
  const value =
    textOf(one['value']) || textOf(one['name']) || hash || textOf(one['subject']) || one.id
  return { id: one.id, kind: THINGS[one.type]!, value, words: hash && hash !== value ? [hash] : [] }
}

/** An indicator by the one value that its pattern compares with, or by the pattern itself. */
function toIndicator(one: Stix): ReceivedThing {
  const pattern = textOf(one['pattern'])
  const simple = /^\[([a-z0-9-]+):[^=\]]+?=\s*'((?:[^'\\]|\\.){0,4000})'\]$/.exec(pattern)
  const value = simple ? simple[2]!.replace(/\\(.)/g, '$1') : pattern
  const kind = (simple && THINGS[simple[1]!]) || (simple ? simple[1]! : 'Pattern')
  const until = textOf(one['valid_until'])
  const name = textOf(one['name'])
  return {
    id: one.id,
    kind,
    value,
    words: [name === value ? '' : name, textOf(one['description'])].filter(Boolean),
    ...(until ? { until } : {}),
  }
}

function toTechnique(one: Stix): ReceivedThing {
  const references = Array.isArray(one['external_references']) ? one['external_references'] : []
  const named = references.map((reference: unknown) => {
    const { source_name: source, external_id: id } = (reference ?? {}) as Record<string, unknown>
    return [textOf(source), textOf(id)].filter(Boolean).join(' ')
  })
  return { ...toNamed(one, 'Technique'), words: named.filter(Boolean) }
}
