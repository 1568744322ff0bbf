/** Chapter 3, sections 3.1 to 3.3 and 3.6 to 3.8: negotiation, headers, order, errors, envelopes. */
import { TAXII_MEDIA_TYPE } from '../../resources.ts'
import { normalTimestamp } from '../../timestamp.ts'
import type { Json } from '../json.ts'
import { NO_OBJECTS, expect, fail, notTried, pass, type Rule } from '../rule.ts'
import type { Reply } from '../subject.ts'

const NOWHERE = '00000000-0000-4000-8000-000000000000'

const isTaxiiType = (reply: Reply): boolean =>
  (reply.headers.get('content-type') ?? '').replaceAll(/[\s"]/g, '').toLowerCase() ===
  TAXII_MEDIA_TYPE

export const coreConcepts: Rule[] = [
  {
    id: 'content-type',
    section: '3.1',
    level: 'must',
    text: 'Every success names the media type and version in Content-Type.',
    test: async ({ discovery, rootReply, root, readable, ask }) => {
      const replies = [discovery, rootReply, await ask(`${root}collections/`)]
      if (readable) replies.push(await ask(`${readable.url}objects/?limit=1`))
      const wrong = replies.find((reply) => !isTaxiiType(reply))
      return wrong ? fail(`${wrong.url}: ${wrong.headers.get('content-type')}`) : pass
    },
  },
  {
    id: 'content-type-of-errors',
    section: '3.1',
    level: 'must',
    text: 'Every failure names the media type and version in Content-Type.',
    test: async ({ root, ask }) => {
      const reply = await ask(`${root}collections/${NOWHERE}/`)
      return expect(isTaxiiType(reply), `${reply.headers.get('content-type')}`)
    },
  },
  {
    id: 'accept-version',
    section: '3.1',
    level: 'must',
    text: 'Accept with the media type and version 2.1 is never answered 406.',
    test: ({ discovery }) => expect(discovery.status !== 406, 'answered 406'),
  },
  {
    id: 'accept-no-version',
    section: '1.6.8.2',
    level: 'must',
    text: 'Accept with the media type and no version is served the latest version.',
    test: async ({ discoveryUrl, ask }) => {
      const reply = await ask(discoveryUrl, { headers: { accept: 'application/taxii+json' } })
      return expect(reply.status === 200, `answered ${reply.status}`)
    },
  },
  {
    id: 'accept-among-others',
    section: '3.1',
    level: 'must',
    text: 'Accept that names the media type among others is served.',
    test: async ({ discoveryUrl, ask }) => {
      const accept = `text/html;q=0.9, ${TAXII_MEDIA_TYPE}, */*;q=0.1`
      const reply = await ask(discoveryUrl, { headers: { accept } })
      return expect(reply.status === 200, `answered ${reply.status}`)
    },
  },
  {
    id: 'date-headers',
    section: '3.2',
    level: 'must',
    text: 'Objects, object, versions and manifest carry both X-TAXII-Date-Added headers.',
    test: async ({ readable, ask }) => {
      if (!readable) return notTried(NO_OBJECTS)
      const id = readable.manifest[0]?.id
      const paths = ['objects/', 'manifest/', `objects/${id}/`, `objects/${id}/versions/`]
      for (const path of paths) {
        const { status, headers } = await ask(`${readable.url}${path}`)
        for (const end of ['First', 'Last']) {
          const value = headers.get(`X-TAXII-Date-Added-${end}`)
          if (status === 200 && (value === null || normalTimestamp(value) !== value))
            return fail(`${path}: X-TAXII-Date-Added-${end} is ${value}`)
        }
      }
      return pass
    },
  },
  {
    id: 'date-headers-are-the-ends',
    section: '3.2',
    level: 'must',
    text: 'The X-TAXII-Date-Added headers are the dates added of the first and the last object.',
    test: async ({ readable, ask }) => {
      if (!readable) return notTried(NO_OBJECTS)
      const { json, headers } = await ask(`${readable.url}manifest/?limit=5`)
      const [first, last] = [json?.objects?.at(0), json?.objects?.at(-1)]
      return expect(
        headers.get('X-TAXII-Date-Added-First') === first?.date_added &&
          headers.get('X-TAXII-Date-Added-Last') === last?.date_added,
        `manifest runs from ${first?.date_added} to ${last?.date_added}`,
      )
    },
  },
  {
    id: 'objects-in-order',
    section: '3.3',
    level: 'must',
    text: 'Objects and manifest come in ascending order of date added.',
    test: async ({ readable, ask }) => {
      if (!readable) return notTried(NO_OBJECTS)
      const dates = readable.manifest.map((record: Json) => String(record.date_added))
      if (dates.some((date, i) => i > 0 && date < dates[i - 1]!))
        return fail('the manifest is out of order')
      const { json } = await ask(`${readable.url}objects/?limit=${readable.manifest.length}`)
      const ids = (json?.objects ?? []).map((object: Json) => object?.id)
      const same = ids.every((id: Json, i: number) => id === readable.manifest[i]?.id)
      return expect(same, 'objects come in another order than their manifest')
    },
  },
  {
    id: 'collections-in-steady-order',
    section: '3.3',
    level: 'must',
    text: 'Collections come in the same order each time.',
    test: async ({ root, ask }) => {
      const idsOf = async (): Promise<string> => {
        const { json } = await ask(`${root}collections/`)
        return (json?.collections ?? []).map((entry: Json) => entry?.id).join()
      }
      return expect((await idsOf()) === (await idsOf()), 'two requests gave two orders')
    },
  },
  {
    id: 'error-title',
    section: '3.6.1',
    level: 'must',
    text: 'An error resource has a title.',
    test: async ({ root, ask }) => {
      const { json, text } = await ask(`${root}collections/${NOWHERE}/`)
      if (text === '') return notTried('errors carry no body, which they need not')
      return expect(typeof json?.title === 'string', text.slice(0, 100))
    },
  },
  {
    id: 'error-http-status',
    section: '3.6.1',
    level: 'must',
    text: 'http_status of an error resource is text and the status of the response.',
    test: async ({ root, ask }) => {
      const { json, status } = await ask(`${root}collections/${NOWHERE}/`)
      if (json?.http_status === undefined) return notTried('errors have no http_status')
      return expect(json.http_status === String(status), JSON.stringify(json.http_status))
    },
  },
  {
    id: 'envelope',
    section: '3.7',
    level: 'must',
    text: 'Objects come in an envelope, each with type and id.',
    test: async ({ readable, ask }) => {
      if (!readable) return notTried(NO_OBJECTS)
      const { json } = await ask(`${readable.url}objects/?limit=20`)
      if (!Array.isArray(json?.objects)) return fail('no list named objects')
      const wrong = json.objects.find(
        (object: Json) => !String(object?.id).startsWith(`${object?.type}--`),
      )
      return wrong ? fail(JSON.stringify(wrong).slice(0, 100)) : pass
    },
  },
  {
    id: 'envelope-more-boolean',
    section: '3.7',
    level: 'must',
    text: 'more is a boolean and next is text.',
    test: async ({ readable, ask }) => {
      if (!readable) return notTried(NO_OBJECTS)
      const { json } = await ask(`${readable.url}objects/?limit=1`)
      const { more = false, next = '' } = json ?? {}
      return expect(
        typeof more === 'boolean' && typeof next === 'string',
        `more is ${JSON.stringify(more)}, next is ${JSON.stringify(next)}`,
      )
    },
  },
]
