/** Chapter 3, sections 3.4 and 3.5: filters and pages. */
import type { Json } from '../json.ts'
import { NO_OBJECTS, expect, fail, notTried, pass, type Outcome, type Rule } from '../rule.ts'
import type { Reply, Subject } from '../subject.ts'

const MAX_PAGES = 50

/** A rule about what a query on a filled collection returns. */
function onObjects(
  id: string,
  section: string,
  text: string,
  query: (readable: NonNullable<Subject['readable']>) => string,
  judge: (reply: Reply, readable: NonNullable<Subject['readable']>) => Outcome,
): Rule {
  const test = async ({ readable, ask }: Subject): Promise<Outcome> => {
    if (!readable) return notTried(NO_OBJECTS)
    return judge(await ask(`${readable.url}objects/?${query(readable)}`), readable)
  }
  return { id, section, level: 'must', text, test }
}

/** A malformed parameter is a 400. */
function malformed(id: string, query: string): Rule {
  const text = `A malformed parameter (${query}) is answered 400.`
  return onObjects(
    id,
    '3.4',
    text,
    () => query,
    ({ status }) => expect(status === 400, `answered ${status}`),
  )
}

const objectsOf = (reply: Reply): Json[] => reply.json?.objects ?? []
const every = (reply: Reply, holds: (object: Json) => boolean): Outcome => {
  if (reply.status !== 200) return fail(`answered ${reply.status}`)
  const wrong = objectsOf(reply).find((object) => !holds(object))
  return wrong ? fail(`returned ${wrong.id}`) : pass
}

export const filtering: Rule[] = [
  malformed('limit-zero', 'limit=0'),
  malformed('limit-negative', 'limit=-1'),
  malformed('limit-no-number', 'limit=abc'),
  malformed('added-after-malformed', 'added_after=yesterday'),
  malformed('version-malformed', 'match[version]=newest'),
  onObjects(
    'limit',
    '3.4',
    'A response never holds more objects than limit.',
    () => 'limit=1',
    (reply) => expect(objectsOf(reply).length === 1, `${objectsOf(reply).length} objects`),
  ),
  onObjects(
    'added-after',
    '3.4',
    'added_after leaves out what was added at or before its instant.',
    ({ manifest }) => `added_after=${manifest[0]?.date_added}`,
    (reply, { manifest }) => every(reply, (object) => object.id !== manifest[0]?.id),
  ),
  onObjects(
    'added-after-keeps-the-rest',
    '3.4',
    'added_after returns what was added later.',
    () => 'added_after=1970-01-01T00:00:00.000000Z&limit=1',
    (reply, { manifest }) =>
      expect(objectsOf(reply)[0]?.id === manifest[0]?.id, 'the oldest object is missing'),
  ),
  onObjects(
    'match-id',
    '3.4.1',
    'match[id] returns the object of that id and no other.',
    ({ manifest }) => `match[id]=${manifest[0]?.id}`,
    (reply, { manifest }) =>
      objectsOf(reply).length === 0
        ? fail('returned nothing')
        : every(reply, (object) => object.id === manifest[0]?.id),
  ),
  onObjects(
    'match-id-or',
    '3.4',
    'Values separated by commas are joined by OR.',
    ({ manifest }) => `match[id]=${manifest[0]?.id},${manifest.at(-1)?.id}`,
    (reply, { manifest }) => {
      const wanted = new Set([manifest[0]?.id, manifest.at(-1)?.id])
      const got = new Set(objectsOf(reply).map((object) => object.id))
      return expect(got.size === wanted.size, `${got.size} of ${wanted.size} objects`)
    },
  ),
  onObjects(
    'match-type',
    '3.4.1',
    'match[type] returns only the types it lists.',
    ({ manifest }) => `match[type]=${String(manifest[0]?.id).split('--')[0]}`,
    (reply, { manifest }) => {
      const type = String(manifest[0]?.id).split('--')[0]
      return objectsOf(reply).length === 0
        ? fail('returned nothing')
        : every(reply, (object) => object.type === type)
    },
  ),
  onObjects(
    'match-type-known',
    '3.4.1',
    'No STIX 2.1 type is refused.',
    () => 'match[type]=opinion,x509-certificate,language-content&limit=1',
    ({ status }) => expect(status === 200, `answered ${status}`),
  ),
  onObjects(
    'match-and',
    '3.4',
    'Several match fields are joined by AND.',
    ({ manifest }) => `match[id]=${manifest[0]?.id}&match[type]=opinion,note`,
    (reply, { manifest }) =>
      /^(?:opinion|note)--/.test(String(manifest[0]?.id))
        ? notTried('the first object is a note')
        : every(reply, () => false),
  ),
  onObjects(
    'match-spec-version',
    '3.4.1',
    'match[spec_version] returns only the versions it lists.',
    () => 'match[spec_version]=2.1&limit=20',
    (reply) => every(reply, (object) => (object.spec_version ?? '2.1') === '2.1'),
  ),
  onObjects(
    'version-default-last',
    '3.4.1',
    'Without match[version] each object comes once, in its last version.',
    () => 'limit=100',
    (reply) => {
      const ids = objectsOf(reply).map((object) => object.id)
      return expect(new Set(ids).size === ids.length, 'one id came twice')
    },
  ),
  onObjects(
    'version-exact',
    '3.4.1',
    'match[version] with a timestamp returns that version.',
    ({ manifest }) => `match[id]=${manifest[0]?.id}&match[version]=${manifest[0]?.version}`,
    (reply, { manifest }) =>
      objectsOf(reply).length === 0
        ? fail('returned nothing')
        : every(reply, (o) => !o.modified || sameInstant(o.modified, manifest[0]?.version)),
  ),
  onObjects(
    'unknown-field',
    '3.4',
    'A match field the server does not know is no malformed request.',
    () => 'match[x_unknown]=1&limit=1',
    ({ status }) => expect(status === 200, `answered ${status}`),
  ),
  {
    id: 'more-and-next',
    section: '3.5',
    level: 'must',
    text: 'Where more objects follow, more is true; where none follow, it is not.',
    test: async ({ readable, ask }) => {
      if (!readable) return notTried(NO_OBJECTS)
      if (readable.manifest.length < 2) return notTried('the collection holds one object')
      const { json } = await ask(`${readable.url}objects/?limit=1`)
      return expect(json?.more === true, `more is ${JSON.stringify(json?.more)}`)
    },
  },
  {
    id: 'pages-by-next',
    section: '3.5',
    level: 'must',
    text: 'Following next with the same filters returns every object once.',
    test: ({ readable, ask }) => (readable ? walkByNext(readable, ask) : notTried(NO_OBJECTS)),
  },
  {
    id: 'next-again',
    section: '3.5',
    level: 'should',
    text: 'The same next asked for twice is the same page.',
    test: async ({ readable, ask }) => {
      if (!readable) return notTried(NO_OBJECTS)
      const { json } = await ask(`${readable.url}objects/?limit=1`)
      if (typeof json?.next !== 'string') return notTried('no next was given')
      const path = `${readable.url}objects/?limit=1&next=${encodeURIComponent(json.next)}`
      const [once, again] = [await ask(path), await ask(path)]
      return expect(
        again.status === 200 && objectsOf(once)[0]?.id === objectsOf(again)[0]?.id,
        `first ${objectsOf(once)[0]?.id}, then ${objectsOf(again)[0]?.id ?? again.status}`,
      )
    },
  },
]

async function walkByNext(
  { url, manifest }: NonNullable<Subject['readable']>,
  ask: Subject['ask'],
): Promise<Outcome> {
  const limit = Math.max(1, Math.ceil(manifest.length / 3))
  const seen: string[] = []
  let next = ''
  for (let pages = 0; pages < MAX_PAGES && seen.length < manifest.length; pages++) {
    const reply = await ask(`${url}objects/?limit=${limit}${next}`)
    if (reply.status !== 200) return fail(`a page was answered ${reply.status}`)
    seen.push(...objectsOf(reply).map((object) => String(object.id)))
    if (reply.json?.more !== true) break
    if (typeof reply.json.next !== 'string') return notTried('next is not given, which is allowed')
    next = `&next=${encodeURIComponent(reply.json.next)}`
  }
  if (new Set(seen).size < seen.length) return fail('an object came twice')
  const missing = manifest.find((record: Json) => !seen.includes(record.id))
  return missing ? fail(`${missing.id} never came`) : pass
}

function sameInstant(a: Json, b: Json): boolean {
  return Date.parse(a) === Date.parse(b)
}
