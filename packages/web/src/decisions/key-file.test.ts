import { makeDecisionKey } from '@tocsin/proof/sealing'
import { expect, test } from 'vitest'
import { formatKeyFile, parseDecision, parseKeyFile } from './key-file.ts'

test('a key file gives its key back, and a file that is none is refused in words', async () => {
  const key = await makeDecisionKey()
  expect(parseKeyFile(formatKeyFile('member', key))).toEqual({ member: 'member', ...key })
  for (const text of ['', 'null', '[]', '{}', '{"decisionKey":"tocsin/decision-key/v1"}'])
    expect(() => parseKeyFile(text)).toThrow('not a key for decisions')
})

test('what was sealed is shown only where it is a decision', () => {
  const decision = { outcome: 'acted', how: 'Labelled', known: false, anyway: true, policy: '4.1' }
  expect(parseDecision(JSON.stringify(decision))).toEqual(decision)
  for (const text of ['', '{}', JSON.stringify({ ...decision, outcome: 'obeyed' })])
    expect(() => parseDecision(text)).toThrow('not a decision')
})
