/** The DISARM framework, as published, through a TAXII server and back. */
import { validate } from '@tocsin/stix'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  createMemoryStore,
  createTaxiiServer,
  TAXII_MEDIA_TYPE,
  type Validate,
} from '../src/index.ts'

const SHARED = process.env['TOCSIN_SHARED'] ?? resolve(import.meta.dirname, '../../../../shared')
const FILE = resolve(SHARED, 'data/disarm-stix.json')
const isThere = existsSync(FILE)
if (!isThere) console.warn(`SKIPPED: DISARM over TAXII: ${FILE} is not there`)

const ID = '91a7b528-80eb-42ed-a74d-c6fbd5a26116'
const URL_OF = `https://taxii.test/api/collections/${ID}/objects/`
const HEADERS = { accept: TAXII_MEDIA_TYPE, 'content-type': TAXII_MEDIA_TYPE }

function start(judge: Validate) {
  const root = {
    path: 'api',
    title: 'DISARM',
    versions: [TAXII_MEDIA_TYPE],
    max_content_length: 1 << 26,
  }
  const collections = [{ id: ID, title: 'DISARM', can_read: true, can_write: true }]
  const store = createMemoryStore({ roots: [{ ...root, collections }] })
  return createTaxiiServer({ store, validate: judge, authenticate: async () => ({ id: 'tester' }) })
}

describe.skipIf(!isThere)('DISARM over TAXII', () => {
  const { objects } = JSON.parse(isThere ? readFileSync(FILE, 'utf8') : '{"objects":[]}') as {
    objects: { id: string }[]
  }
  const post = async (serve: ReturnType<typeof start>) => {
    const body = JSON.stringify({ objects })
    const response = await serve(new Request(URL_OF, { method: 'POST', headers: HEADERS, body }))
    return response.json()
  }

  test('comes back without loss, every object in the bytes it was sent in', async () => {
    const serve = start(() => ({ valid: true, faults: [] }))
    expect((await post(serve)).failure_count).toBe(0)
    const texts: string[] = []
    let next = ''
    for (;;) {
      const url = `${URL_OF}?limit=1000&match[version]=all${next}`
      const answer = await (await serve(new Request(url, { headers: HEADERS }))).json()
      texts.push(...answer.objects.map((object: unknown) => JSON.stringify(object)))
      if (!answer.more) break
      next = `&next=${answer.next}`
    }
    expect(new Set(texts)).toEqual(new Set(objects.map((object) => JSON.stringify(object))))
  })

  test('a server that validates takes what is valid and says of each other object why not', async () => {
    const status = await post(start(validate))
    const invalid = objects.filter((object) => !validate(object).valid)
    expect(status.failure_count).toBe(invalid.length)
    expect(status.success_count).toBe(objects.length - invalid.length)
    const messages: string[] = (status.failures ?? []).map(
      ({ message }: { message: string }) => message,
    )
    expect(messages.every((message) => message.length > 10)).toBe(true)
  })
})
