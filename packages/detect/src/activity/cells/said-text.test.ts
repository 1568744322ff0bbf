import { expect, test } from 'vitest'
import { saidText } from './said-text.ts'

test('of markup the words are said, a link by its address, a mention and a hashtag by their words', () => {
  const said = saidText(
    '<p>See <a href="https://a.example/long/way">a.example/lo…</a> <a href="https://b.example/@who" class="mention">@<span>who</span></a><br/>now &amp; then</p><p>#<a>tag</a></p>',
  )
  expect(said).toBe('See  https://a.example/long/way  @who\nnow & then\n#tag')
})

const OPEN = '<'.repeat(2_000_000)
const BREAKS = '<br '.repeat(500_000)

test.each([
  ['signs that open a tag', OPEN, OPEN],
  ['links that nobody ends', '<a>'.repeat(500_000), ''],
  ['breaks without an end', BREAKS, BREAKS.trim()],
])('a text of many %s is read', (_, text, said) => {
  expect(saidText(`<p>${text}</p>`) === said).toBe(true)
})
