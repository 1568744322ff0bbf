import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { renameChanged } from './mask.ts'

test('what refers to a changed object goes under another id, however far away and in whatever order, and nothing else does', () => {
  const ids = Array.from({ length: 3000 }, () => `note--${randomUUID()}`)
  const before = ids.map((id, i) => ({ id, type: 'note', object_refs: [ids[i + 1] ?? 'none'] }))
  const apart = { id: `note--${randomUUID()}`, type: 'note', object_refs: ['none'] }
  const last = { ...before.at(-1)!, content: 'changed' }
  const { objects, ids: renamed } = renameChanged(
    [...before, apart],
    [...before.slice(0, -1), last, apart],
    randomUUID,
  )
  expect(renamed.size).toBe(ids.length)
  expect(objects[0]).toMatchObject({ object_refs: [renamed.get(ids[1]!)] })
  expect(objects.at(-1)).toBe(apart)
  expect(JSON.stringify(objects)).not.toContain(ids[7])
})
