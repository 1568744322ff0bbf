import {
  dropPaper,
  getPaper,
  keepPaper,
  listPapers,
  savePaper,
  type PaperContent,
} from '@tocsin/api'
import { onEachDatabase } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Actor, type Stage } from './members-at-work.ts'

const TEXT = { subject: 'False hours', what: 'W', howSure: 'H', actions: ['A'], whoToCall: 'D' }
const CONTENT: PaperContent = {
  kind: 'notice',
  tlp: 'green',
  texts: { en: TEXT },
  without: [],
  minutes: '60',
  releaseId: '',
  picked: [{ jurisdiction: '12', role: 'chief-official', place: 'Florida', kind: 'state' }],
}

onEachDatabase('papers of notices', (open) => {
  let close: () => Promise<void>
  let stage: Stage
  let first: Actor
  let stranger: Actor
  beforeAll(async () => {
    const database = await open()
    stage = await openStage(database)
    first = await stage.admit('Agency', 'agency')
    stranger = await stage.admit('Other agency', 'agency')
    close = async () => {
      await stage.close()
      await database.close()
    }
  })
  afterAll(() => close?.())

  const keep = (by: Actor, name: string, kind: 'draft' | 'template' | 'places' = 'draft') =>
    by.call(keepPaper, { body: { kind, name, content: CONTENT } })

  test('of two who save one draft at once one is told what differs, and nothing of theirs is overwritten', async () => {
    const { summary } = await keep(first, 'Hours')
    const params = { id: summary.id }
    const save = (what: string) =>
      first.call(savePaper, {
        params,
        body: {
          version: 1,
          name: 'Hours',
          content: { ...CONTENT, texts: { en: { ...TEXT, what } } },
        },
      })
    const both = await Promise.allSettled([save('mine'), save('theirs')])
    const refused = both.flatMap((one) => (one.status === 'rejected' ? [String(one.reason)] : []))
    expect(refused).toHaveLength(1)
    expect(refused[0]).toContain('theirs differs from yours: what happened in en')
    const now = await first.call(getPaper, { params })
    expect(now.summary.version).toBe(2)
    expect(['mine', 'theirs']).toContain(now.content.texts['en']!.what)
  })

  test('another member finds, opens, saves and deletes nothing of it', async () => {
    const { summary } = await keep(first, 'Ours', 'places')
    const params = { id: summary.id }
    expect((await stranger.call(listPapers)).items).toEqual([])
    const body = { version: 1, name: 'Theirs', content: CONTENT }
    for (const attempt of [
      () => stranger.call(getPaper, { params }),
      () => stranger.call(savePaper, { params, body }),
      () => stranger.call(dropPaper, { params }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'not-found' })
    expect((await first.call(getPaper, { params })).summary.name).toBe('Ours')
    await first.call(dropPaper, { params })
    await expect(first.call(getPaper, { params })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('a draft that nobody saves ends after its time, and what is for use again stays', async () => {
    const draft = await keep(first, 'Old draft')
    const template = await keep(first, 'Words', 'template')
    expect(draft.summary.keptUntil).toBeDefined()
    expect(template.summary.keptUntil).toBeUndefined()
    stage.clock.advance(31 * 86_400_000)
    await stage.exchange.drain()
    const { items } = await first.call(listPapers)
    expect(items.map(({ id }) => id)).toEqual([template.summary.id])
  })

  test('there are no more of a kind than may be, however many come at once', async () => {
    const asked = await Promise.allSettled(
      Array.from({ length: 54 }, (_, at) => keep(stranger, `List ${at}`, 'places')),
    )
    const kept = asked.filter(({ status }) => status === 'fulfilled')
    expect(kept).toHaveLength(50)
  })
})
