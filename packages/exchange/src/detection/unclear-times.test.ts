import { getRun, startRun, uploadActivity, type DetectionRun, type Upload } from '@tocsin/api'
import { onServer, startTestExchange, type TestExchange } from '@tocsin/testkit'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'

const FINDER = 'finder@platform.example'

onServer('times that can be read in more than one way', (open) => {
  let node: TestExchange
  beforeAll(async () => {
    node = await startTestExchange({ database: await open() })
    await node.admit({ name: 'Finder', kind: 'platform', email: FINDER, roles: ['analyst'] })
  })
  afterAll(async () => {
    const { database } = node.context
    await node.close()
    await database.close()
  })

  const send = (times: readonly string[]) => {
    const rows = times.map((time, i) => `user${i},${time},some words,https://a.example/${i}`)
    const text = ['username,created_at,text,url', ...rows].join('\n')
    const file = new Blob([text])
    return node.stage.upload(FINDER, uploadActivity, 'name=posts.csv', file) as Promise<Upload>
  }
  async function run(file: Upload, timeFormat?: string): Promise<DetectionRun> {
    const finder = await node.stage.as(FINDER)
    const body = { uploadId: file.id, mapping: file.mapping, traces: ['link'], window: 60, min: 1 }
    const { id } = await finder(startRun, { body: { ...body, ...(timeFormat && { timeFormat }) } })
    for (;;) {
      const now = await finder(getRun, { params: { id } })
      if (now.endedAt) return now
      await sleep(50)
    }
  }

  test('the columns are guessed, and times with dots or a day over twelve need no question', async () => {
    const dotted = await send(['01.10.2026 00:55', '02.10.2026 01:55'])
    expect(dotted.mapping).toMatchObject({ account: 'username', time: 'created_at', text: 'text' })
    expect(dotted.times).toBeUndefined()
    expect((await run(dotted)).state).toBe('done')
  })

  test('where day and month cannot be told apart the answer is asked, and the kept file is run with it', async () => {
    const file = await send(['10/1/2026 12:55 AM', '10/2/2026 1:55 PM'])
    expect(file.times).toMatchObject({ column: 'created_at' })
    expect(file.times!.choices.map(({ value }) => value)).toEqual(['month-first', 'day-first'])
    expect(file.times!.choices[0]!.reads).toBe('2026-10-01T00:55:00Z')
    const unasked = await run(file)
    expect(unasked.state).toBe('failed')
    expect(unasked.error).not.toContain('--')
    expect((await run(file, 'month-first')).state).toBe('done')
  })
})
