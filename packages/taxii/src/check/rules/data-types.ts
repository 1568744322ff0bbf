/** Chapter 2: data types. */
import { isUuid } from '../../identifier.ts'
import { normalTimestamp } from '../../timestamp.ts'
import { NO_OBJECTS, expect, fail, notTried, pass, type Rule } from '../rule.ts'
import type { Json } from '../json.ts'

export const dataTypes: Rule[] = [
  {
    id: 'identifier-uuid',
    section: '2',
    level: 'must',
    text: 'Collection ids are UUIDs.',
    test: ({ collections }) => {
      if (collections.length === 0) return notTried('no collections')
      const wrong = collections.find((entry) => !isUuid(String(entry?.id)))
      return wrong ? fail(`id is ${JSON.stringify(wrong.id)}`) : pass
    },
  },
  {
    id: 'boolean-literal',
    section: '2',
    level: 'must',
    text: 'can_read and can_write are true or false, unquoted and never null.',
    test: ({ collections }) => {
      if (collections.length === 0) return notTried('no collections')
      const wrong = collections.find(
        (entry) => typeof entry?.can_read !== 'boolean' || typeof entry?.can_write !== 'boolean',
      )
      return wrong ? fail(`collection ${wrong.id}`) : pass
    },
  },
  {
    id: 'timestamp-microseconds',
    section: '2',
    level: 'must',
    text: 'Timestamps are RFC 3339 in UTC with six fractional digits and Z.',
    test: ({ readable }) => {
      if (!readable) return notTried(NO_OBJECTS)
      const wrong = readable.manifest.find(
        ({ date_added: added }: Json) => normalTimestamp(String(added)) !== added,
      )
      return wrong ? fail(`date_added is ${JSON.stringify(wrong.date_added)}`) : pass
    },
  },
  {
    id: 'list-not-empty',
    section: '2',
    level: 'must',
    text: 'No list is empty; an optional one is left out instead.',
    test: async ({ discovery, rootReply, root, readable, ask }) => {
      const replies = [discovery, rootReply, await ask(`${root}collections/`)]
      if (readable) {
        const nothing = 'match[id]=indicator--00000000-0000-4000-8000-000000000000'
        replies.push(await ask(`${readable.url}objects/?${nothing}`))
        replies.push(await ask(`${readable.url}manifest/?${nothing}`))
      }
      const wrong = replies.find(({ json }) => hasEmptyList(json))
      return wrong ? fail(`${wrong.url}: ${wrong.text.slice(0, 100)}`) : pass
    },
  },
  {
    id: 'utf-8-json',
    section: '1.6.7',
    level: 'must',
    text: 'Resources are JSON objects.',
    test: ({ discovery, rootReply }) =>
      expect(
        [discovery, rootReply].every(({ json }) => typeof json === 'object' && json !== null),
        'discovery or API root is no JSON object',
      ),
  },
]

function hasEmptyList(value: Json): boolean {
  if (typeof value !== 'object' || value === null) return false
  return Object.values(value).some((member) => Array.isArray(member) && member.length === 0)
}
