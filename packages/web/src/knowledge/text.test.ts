import { expect, test } from 'vitest'
import { paragraphsOf } from './text.ts'

test('a description is read as paragraphs, with neither tags, citations nor addresses of links', () => {
  const text =
    'They use <code>at</code>.(Citation: Some [one] 2024)<br /> <br />See [Task](https://framework.example/T1).\n\nLast < first'
  expect(paragraphsOf(text)).toEqual(['They use at.', 'See Task.', 'Last < first'])
})

test('a description with nothing in it has no paragraph', () => {
  expect(paragraphsOf(' <br/>')).toEqual([])
})
