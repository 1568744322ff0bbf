/** Two campaigns in one group: neither learns by anything it may do that the other is here. */
import {
  createRelease,
  listGroups,
  listMembers,
  listRefusals,
  listReleases,
  previewRelease,
  type ReleaseDraft,
} from '@tocsin/api'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, START, type Actor, type Stage } from './members-at-work.ts'

onServer('campaigns in one group', (open) => {
  let database: TestDatabase
  let stage: Stage
  let first: Actor
  let second: Actor
  let platform: Actor
  let group: string

  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    first = await stage.admit('Campaign X', 'campaign')
    second = await stage.admit('Campaign Y', 'campaign')
    platform = await stage.admit('Platform', 'platform')
    group = await stage.found('Watch', [first, second, platform])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const draftFor = (groupId: string, named?: string[]): ReleaseDraft => ({
    title: 'A false site',
    terms: {
      groupId,
      tlp: 'amber',
      pap: 'amber',
      purpose: 'election-security',
      basis: 'Charter',
      ...(named ? { named } : {}),
    },
    objects: [
      {
        type: 'note',
        spec_version: '2.1',
        id: `note--${randomUUID()}`,
        created: START.toISOString(),
        modified: START.toISOString(),
        content: 'Seen',
        object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
      },
    ],
  })
  const faultOf = (call: Promise<unknown>) =>
    call.then(
      () => 'none',
      (error: { code: string; rule?: string; message: string }) =>
        [error.code, error.rule, error.message].join(' '),
    )

  test('a preview, a release, the lists and the refusals of one name the other nowhere', async () => {
    const body = draftFor(group)
    const preview = await first.call(previewRelease, { body })
    expect(preview.verdicts.map(({ member }) => member.name)).toEqual(['Platform'])
    const sent = await first.call(createRelease, { body: { draft: body, digest: preview.digest } })
    const seen = [
      preview,
      sent,
      await first.call(listGroups),
      await first.call(listMembers),
      await first.call(listRefusals),
    ]
    expect(JSON.stringify(seen)).not.toContain(second.id)
    const theirs = [
      await second.call(listReleases, { query: { direction: 'in' } }),
      await second.call(listGroups),
      await second.call(listMembers),
    ]
    expect(JSON.stringify(theirs)).not.toContain(first.id)
    expect(theirs[0]).toEqual({ items: [] })
  })

  test('naming the other is answered as naming somebody who is not here', async () => {
    const stranger = randomUUID()
    const [known, unknown] = await Promise.all(
      [second.id, stranger].map((id) =>
        faultOf(first.call(previewRelease, { body: draftFor(group, [id]) })),
      ),
    )
    expect(known!.replaceAll(second.id, 'ID')).toBe(unknown!.replaceAll(stranger, 'ID'))
  })

  test('a group of campaigns alone is to each as a group of its own', async () => {
    const both = await stage.found('Both', [first, second])
    const alone = await stage.found('Alone', [first])
    const [shared, own] = await Promise.all(
      [both, alone].map((id) => first.call(previewRelease, { body: draftFor(id) })),
    )
    const told = ({ verdicts }: NonNullable<typeof shared>) =>
      verdicts.map(({ member, rule }) => [member.name, rule])
    expect(told(shared!)).toEqual(told(own!))
    expect(told(own!)).toEqual([['Campaign X', 'no-recipient']])
  })

  test('a platform gives to both and each sees itself alone', async () => {
    const body = draftFor(group)
    const { digest } = await platform.call(previewRelease, { body })
    await platform.call(createRelease, { body: { draft: body, digest } })
    const seen = await first.call(listReleases, { query: { direction: 'in' } })
    expect(seen.items).toHaveLength(1)
    expect(JSON.stringify(seen)).not.toContain(second.id)
  })
})
