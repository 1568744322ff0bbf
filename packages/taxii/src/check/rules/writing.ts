/** Chapter 5, sections 5.5 and 5.7: adding and deleting. Tried only where writing is permitted. */
import type { Json } from '../json.ts'
import { NO_WRITING, expect, fail, notTried, type Outcome, pass, type Rule } from '../rule.ts'
import { envelopeOf, freshIndicator, freshObservable } from '../samples.ts'
import type { Reply, Subject } from '../subject.ts'

const MAX_TRIED = 32 * 1024 * 1024

type Writing = {
  add: (body: string, headers?: Record<string, string>) => Promise<Reply>
  ask: Subject['ask']
  url: string
  subject: Subject
}

function writing(
  id: string,
  section: string,
  text: string,
  test: (writing: Writing) => Promise<Outcome>,
): Rule {
  return {
    id,
    section,
    level: 'must',
    text,
    test: (subject) => {
      const { writable, ask } = subject
      if (!writable) return notTried(NO_WRITING)
      const { url } = writable
      const add: Writing['add'] = (body, headers = {}) =>
        ask(`${url}objects/`, { method: 'POST', body, headers })
      return test({ add, ask, url, subject })
    },
  }
}

export const writingRules: Rule[] = [
  writing('add', '5.5', 'Objects are taken with 202 and a status.', async ({ add }) => {
    const { status, json } = await add(envelopeOf(freshIndicator()))
    return expect(status === 202 && json?.failure_count === 0, `${status}: ${JSON.stringify(json)}`)
  }),
  writing('add-then-get', '5.5', 'What was added can be read.', async ({ add, ask, url }) => {
    const object = freshIndicator()
    await add(envelopeOf(object))
    const { json } = await ask(`${url}objects/${object.id}/`)
    return expect(
      json?.objects?.[0]?.pattern === object.pattern,
      JSON.stringify(json).slice(0, 200),
    )
  }),
  writing('add-duplicate', '5.5', 'An exact duplicate is no error.', async ({ add }) => {
    const body = envelopeOf(freshIndicator())
    await add(body)
    const { json } = await add(body)
    return expect(json?.failure_count === 0, `failure_count is ${json?.failure_count}`)
  }),
  writing(
    'add-observable',
    '5.5',
    'A STIX 2.1 observable without spec_version is taken.',
    async ({ add }) => {
      const { json } = await add(envelopeOf(freshObservable()))
      return expect(json?.success_count === 1, JSON.stringify(json).slice(0, 200))
    },
  ),
  writing(
    'add-version',
    '5.8',
    'A new version stands beside the old one.',
    async ({ add, ask, url }) => {
      const id = crypto.randomUUID()
      const [one, two] = [freshIndicator(id), freshIndicator(id, 1)]
      await add(envelopeOf(one))
      await add(envelopeOf(two))
      const { json } = await ask(`${url}objects/${one.id}/versions/`)
      const versions: Json[] = json?.versions ?? []
      return expect(
        versions.includes(one.modified) && versions.includes(two.modified),
        JSON.stringify(versions),
      )
    },
  ),
  writing(
    'add-malformed',
    '5.5',
    'A malformed body is refused with a 4xx, never answered with a server error.',
    async ({ add }) => {
      for (const body of ['{"objects":', '[]', '{"objects":{}}']) {
        const { status } = await add(body)
        if (status < 400 || status > 499) return fail(`${body} was answered ${status}`)
      }
      return pass
    },
  ),
  writing(
    'add-one-bad',
    '4.3.1',
    'An object that can not be added is reported, and the others are added.',
    async ({ add, ask, url }) => {
      const good = freshIndicator()
      const bad = { ...freshIndicator(), id: `indicator--${'0'.repeat(3)}` }
      const { json, status } = await add(envelopeOf(bad, good))
      if (status !== 202) return fail(`answered ${status}`)
      const found = await ask(`${url}objects/${good.id}/`)
      return expect(
        json?.failure_count === 1 && found.status === 200,
        `failure_count ${json?.failure_count}, the good object ${found.status}`,
      )
    },
  ),
  writing(
    'max-content-length',
    '4.2.1',
    'A body larger than max_content_length is answered 413, a smaller one never is.',
    async ({ add, subject }) => {
      const max = Number(subject.rootReply.json?.max_content_length)
      if (!(max <= MAX_TRIED)) return notTried(`max_content_length is ${max}: too large to try`)
      const { status } = await add(`{"objects":["${'x'.repeat(max)}"]}`)
      return expect(status === 413, `answered ${status}`)
    },
  ),
  writing('delete', '5.7', 'A deleted object is gone.', async ({ add, ask, url }) => {
    const object = freshIndicator()
    await add(envelopeOf(object))
    const path = `${url}objects/${object.id}/`
    const removed = await ask(path, { method: 'DELETE' })
    if (removed.status !== 200) return fail(`DELETE was answered ${removed.status}`)
    const after = await ask(path)
    if (after.status !== 404) return fail(`afterwards it was answered ${after.status}`)
    const { json } = await ask(`${url}manifest/?match[id]=${object.id}`)
    return expect(json?.objects === undefined, 'the manifest still lists it')
  }),
  writing('delete-unknown', '5.7', 'Deleting what is not there is a 404.', async ({ ask, url }) => {
    const { status } = await ask(`${url}objects/${freshIndicator().id}/`, { method: 'DELETE' })
    return expect(status === 404, `answered ${status}`)
  }),
  {
    id: 'unwritable',
    section: '5.5',
    level: 'must',
    text: 'A collection that may not be written answers POST with 403 or 404.',
    test: async ({ root, ask, collections }) => {
      const closed = collections.find((entry) => entry?.can_write === false)
      if (!closed) return notTried('every collection may be written')
      const body = envelopeOf(freshIndicator())
      const url = `${root}collections/${closed.id}/objects/`
      const { status } = await ask(url, { method: 'POST', body })
      return expect(status === 403 || status === 404, `answered ${status}`)
    },
  },
]
