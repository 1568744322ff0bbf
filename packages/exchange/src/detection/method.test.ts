import { METHOD_EXTENSION } from '@tocsin/api'
import { validate } from '@tocsin/stix'
import { expect, test } from 'vitest'
import { methodOf, sentencesOf, toMethodObjects } from './method.ts'

const coordination = (parameters: unknown) => methodOf({ detector: 'coordination', parameters })

test('a method holds traces, window and least strength of a run, and nothing of its file', () => {
  const kept = {
    columns: { account: 'user_handle' },
    traces: ['link', 'hashtag'],
    window: 60,
    minWeight: 3,
    platform: 'mastodon',
    timeFormat: '%d.%m.%Y',
  }
  const { method, dropped } = coordination(kept)
  expect(method).toEqual({
    detector: 'coordination',
    version: 1,
    traces: ['link', 'hashtag'],
    window: 60,
    min: 3,
  })
  expect(dropped).toHaveLength(3)
  expect(coordination({ columns: {} }).method).toEqual({ detector: 'coordination', version: 1 })
})

test('a run of another detector, and one whose parameters are out of bounds, have no method', () => {
  expect(() => methodOf({ detector: 'lookalike', parameters: {} })).toThrow('coordination')
  for (const parameters of [{ window: 0 }, { traces: [] }, { traces: 'link' }, { minWeight: 0.5 }])
    expect(() => coordination(parameters)).toThrow('given to nobody')
})

test('it leaves as a valid note of its author, in words and in the extension', () => {
  const { method } = coordination({ traces: ['link'], window: 60 })
  const author = {
    id: '311b2d2d-f010-4473-83ec-1edf84858f4c',
    name: 'Platform A',
    since: new Date(0),
  }
  const at = new Date('2026-10-01T00:00:00.000Z')
  const [identity, note] = toMethodObjects(method, { author, words: 'For the last week', at })
  for (const object of [identity, note])
    expect(validate(object).faults.filter(({ level }) => level === 'must')).toEqual([])
  expect(note).toMatchObject({
    content: expect.stringContaining('For the last week'),
    extensions: { [METHOD_EXTENSION]: { traces: ['link'], window: 60 } },
  })
  expect(sentencesOf(method)).toContain('Time: what lies within 60 seconds of each other.')
})
