/** Chapter 5, sections 5.1 to 5.4 and 5.8: what is read of collections. */
import { NO_OBJECTS, expect, fail, notTried, pass, type Rule } from '../rule.ts'
import type { Json } from '../json.ts'

const NOWHERE = '00000000-0000-4000-8000-000000000000'

export const collectionRules: Rule[] = [
  {
    id: 'collections',
    section: '5.1',
    level: 'must',
    text: 'Collections are listed, each with id, title, can_read and can_write.',
    test: async ({ root, ask, collections }) => {
      const { status } = await ask(`${root}collections/`)
      if (status !== 200) return fail(`answered ${status}`)
      const required = ['id', 'title', 'can_read', 'can_write']
      const wrong = collections.find((entry) => required.some((name) => !(name in (entry ?? {}))))
      return wrong ? fail(JSON.stringify(wrong).slice(0, 100)) : pass
    },
  },
  {
    id: 'collection',
    section: '5.2',
    level: 'must',
    text: 'A collection is answered by its id as it stands in the list.',
    test: async ({ root, ask, collections: [first] }) => {
      if (!first) return notTried('no collections')
      const { status, json } = await ask(`${root}collections/${first.id}/`)
      const same = json?.id === first.id && json?.title === first.title
      return expect(status === 200 && same, `answered ${status}`)
    },
  },
  {
    id: 'collection-alias',
    section: '5.2.1',
    level: 'must',
    text: 'An alias is unique in its API root.',
    test: ({ collections }) => {
      const aliases = collections
        .map((entry) => entry?.alias)
        .filter((alias) => alias !== undefined)
      if (aliases.length === 0) return notTried('no collection has an alias')
      return expect(new Set(aliases).size === aliases.length, aliases.join(', '))
    },
  },
  {
    id: 'collection-unknown',
    section: '5.2',
    level: 'must',
    text: 'A collection that is not there is answered 404.',
    test: async ({ root, ask }) => {
      const { status } = await ask(`${root}collections/${NOWHERE}/`)
      return expect(status === 404, `answered ${status}`)
    },
  },
  {
    id: 'collection-no-uuid',
    section: '5.2',
    level: 'must',
    text: 'A collection id that is no UUID is answered 404, not with a server error.',
    test: async ({ root, ask }) => {
      const { status } = await ask(`${root}collections/no-uuid-5f0c/`)
      return expect(status === 404, `answered ${status}`)
    },
  },
  {
    id: 'unreadable',
    section: '5.4',
    level: 'must',
    text: 'A collection that may not be read answers objects and manifest with 403 or 404.',
    test: async ({ root, ask, collections }) => {
      const closed = collections.find((entry) => entry?.can_read === false)
      if (!closed) return notTried('every collection may be read')
      for (const path of ['objects/', 'manifest/']) {
        const { status } = await ask(`${root}collections/${closed.id}/${path}`)
        if (status !== 403 && status !== 404) return fail(`${path} answered ${status}`)
      }
      return pass
    },
  },
  {
    id: 'manifest',
    section: '5.3.1',
    level: 'must',
    text: 'Manifest records have id, date_added and version.',
    test: ({ readable }) => {
      if (!readable) return notTried(NO_OBJECTS)
      const wrong = readable.manifest.find(
        (record: Json) => !record?.id || !record.date_added || !record.version,
      )
      return wrong ? fail(JSON.stringify(wrong).slice(0, 100)) : pass
    },
  },
  {
    id: 'manifest-media-type',
    section: '5.3.1',
    level: 'must',
    text: 'The media type of a manifest record is one its collection lists.',
    test: ({ readable }) => {
      if (!readable) return notTried(NO_OBJECTS)
      const listed: Json[] = readable.collection.media_types ?? ['application/stix+json']
      // Without a version, as where a collection lists nothing, a type stands for all its versions.
      const isListed = (type: string): boolean =>
        listed.some((one) => type === one || type.startsWith(`${one};`))
      const wrong = readable.manifest.find(
        (record: Json) => record.media_type !== undefined && !isListed(String(record.media_type)),
      )
      return wrong ? fail(`${wrong.media_type}, but listed are ${listed.join(' ')}`) : pass
    },
  },
  {
    id: 'manifest-of-objects',
    section: '5.3',
    level: 'must',
    text: 'The manifest filters by the objects it stands for.',
    test: async ({ readable, ask }) => {
      if (!readable) return notTried(NO_OBJECTS)
      const type = String(readable.manifest[0]?.id).split('--')[0]
      const { json } = await ask(`${readable.url}manifest/?match[type]=${type}`)
      const records: Json[] = json?.objects ?? []
      return expect(
        records.length > 0 && records.every(({ id }) => String(id).startsWith(`${type}--`)),
        `${records.length} records for type ${type}`,
      )
    },
  },
  {
    id: 'object',
    section: '5.6',
    level: 'must',
    text: 'One object is answered by its id, in an envelope.',
    test: async ({ readable, ask }) => {
      if (!readable) return notTried(NO_OBJECTS)
      const id = readable.manifest[0]?.id
      const { status, json } = await ask(`${readable.url}objects/${id}/`)
      return expect(json?.objects?.[0]?.id === id, `answered ${status}`)
    },
  },
  {
    id: 'object-unknown',
    section: '5.6',
    level: 'must',
    text: 'An object that is not there is answered 404.',
    test: async ({ readable, ask }) => {
      if (!readable) return notTried(NO_OBJECTS)
      const { status } = await ask(`${readable.url}objects/indicator--${NOWHERE}/`)
      return expect(status === 404, `answered ${status}`)
    },
  },
  {
    id: 'versions',
    section: '5.8',
    level: 'must',
    text: 'The versions of an object are listed as text.',
    test: async ({ readable, ask }) => {
      if (!readable) return notTried(NO_OBJECTS)
      const { id, version } = readable.manifest[0] ?? {}
      const { json } = await ask(`${readable.url}objects/${id}/versions/`)
      const versions: Json[] = json?.versions ?? []
      return expect(versions.includes(version), `${JSON.stringify(versions)} lack ${version}`)
    },
  },
]
