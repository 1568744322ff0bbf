/** Chapter 4: discovery, API root, status. */
import { TAXII_MEDIA_TYPE } from '../../resources.ts'
import { NO_WRITING, expect, fail, notTried, pass, type Rule } from '../rule.ts'
import { envelopeOf, freshIndicator } from '../samples.ts'
import type { Json } from '../json.ts'

const COUNTS = ['total_count', 'success_count', 'failure_count', 'pending_count']

export const serverInformation: Rule[] = [
  {
    id: 'discovery',
    section: '4.1',
    level: 'must',
    text: 'Discovery is answered at /taxii2/ with a title.',
    test: ({ discovery: { status, json } }) =>
      expect(status === 200 && typeof json?.title === 'string', `answered ${status}`),
  },
  {
    id: 'discovery-api-roots',
    section: '4.1.1',
    level: 'must',
    text: 'API root URLs are absolute HTTPS URLs or start with one slash, without a query.',
    test: ({ discovery, discoveryUrl }) => {
      const roots: Json[] = discovery.json?.api_roots ?? []
      if (roots.length === 0) return notTried('discovery names no API root')
      const isLocal = new URL(discoveryUrl).protocol === 'http:'
      const shape = isLocal
        ? /^(?:https?:\/\/[^?]+|\/(?!\/)[^?]*)$/
        : /^(?:https:\/\/[^?]+|\/(?!\/)[^?]*)$/
      const wrong = roots.find((root) => !shape.test(String(root)))
      return wrong === undefined ? pass : fail(JSON.stringify(wrong))
    },
  },
  {
    id: 'discovery-default',
    section: '4.1.1',
    level: 'must',
    text: 'The default API root is one of api_roots.',
    test: ({ discovery: { json } }) => {
      if (json?.default === undefined) return notTried('there is no default')
      return expect((json.api_roots ?? []).includes(json.default), String(json.default))
    },
  },
  {
    id: 'root-title',
    section: '4.2.1',
    level: 'must',
    text: 'An API root has a title.',
    test: ({ rootReply: { status, json } }) =>
      expect(typeof json?.title === 'string', `answered ${status} without one`),
  },
  {
    id: 'root-versions',
    section: '4.2.1',
    level: 'must',
    text: 'versions lists media types with versions, 2.1 among them.',
    test: ({ rootReply: { json } }) => {
      const versions: Json[] = json?.versions ?? []
      return expect(
        versions.includes(TAXII_MEDIA_TYPE) &&
          versions.every((version) => /^application\/taxii\+json;version=\d+\.\d+$/.test(version)),
        JSON.stringify(versions),
      )
    },
  },
  {
    id: 'root-max-content-length',
    section: '4.2.1',
    level: 'must',
    text: 'max_content_length is a whole number greater than zero.',
    test: ({ rootReply: { json } }) =>
      expect(
        Number.isSafeInteger(json?.max_content_length) && json.max_content_length > 0,
        JSON.stringify(json?.max_content_length),
      ),
  },
  {
    id: 'root-unknown',
    section: '4.2',
    level: 'must',
    text: 'An API root that is not there is answered 404.',
    test: async ({ root, ask }) => {
      const { status } = await ask(new URL('../no-such-root-5f0c/', root).href)
      return expect(status === 404 || status === 401 || status === 403, `answered ${status}`)
    },
  },
  {
    id: 'status-unknown',
    section: '4.3',
    level: 'must',
    text: 'A status id that is not available is answered 404.',
    test: async ({ root, ask }) => {
      const { status } = await ask(`${root}status/${crypto.randomUUID()}/`)
      return expect(status === 404, `answered ${status}`)
    },
  },
  {
    id: 'status',
    section: '4.3',
    level: 'must',
    text: 'The status of an addition can be read again, with all required properties.',
    test: async ({ root, writable, ask }) => {
      if (!writable) return notTried(NO_WRITING)
      const body = envelopeOf(freshIndicator())
      const added = await ask(`${writable.url}objects/`, { method: 'POST', body })
      const { status, json } = await ask(`${root}status/${added.json?.id}/`)
      if (status !== 200) return fail(`answered ${status}`)
      const missing = COUNTS.find((name) => !Number.isInteger(json[name]) || json[name] < 0)
      if (missing) return fail(`${missing} is ${JSON.stringify(json[missing])}`)
      return expect(['complete', 'pending'].includes(json.status), `status is ${json.status}`)
    },
  },
  {
    id: 'status-sums',
    section: '4.3.1',
    level: 'must',
    text: 'total_count is the number of objects sent; the other counts add up to it.',
    test: async ({ writable, ask }) => {
      if (!writable) return notTried(NO_WRITING)
      const body = envelopeOf(freshIndicator(), freshIndicator())
      const { json } = await ask(`${writable.url}objects/`, { method: 'POST', body })
      const sum = json?.success_count + json?.failure_count + json?.pending_count
      return expect(
        json?.total_count === 2 && sum === 2,
        `total ${json?.total_count}, parts ${sum}`,
      )
    },
  },
]
