import { expect, test } from 'vitest'
import { PRESETS } from './presets.ts'
import { guessPreset } from './guess.ts'

test('columns that are named as their roles are need no mapping', () => {
  const rows = guessPreset(['account', 'object', 'content', 'time'])
  expect(rows?.mapping).toEqual({
    account: 'account',
    object: 'object',
    content: 'content',
    time: 'time',
  })
  const posts = guessPreset(['Time', 'Account', 'Text', 'mood'])
  expect(posts?.mapping).toEqual({ account: 'Account', time: 'Time', text: 'Text' })
  expect(guessPreset(['account', 'time'])).toBeNull()
})

test('every preset is guessed from its own columns', () => {
  for (const { name, needs, mapping } of PRESETS) {
    const columns = [...new Set([...needs, ...Object.values(mapping)])]
    expect(guessPreset(needs)?.preset.name, name).toBe(name)
    if (!name.startsWith('roles')) expect(guessPreset(columns)?.mapping, name).toEqual(mapping)
  }
})
