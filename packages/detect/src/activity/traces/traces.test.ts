import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalLink, findLinks, linkDomain } from './link.ts'
import { findHashtags, findMentions, findReshared } from './marks.ts'
import { normalText } from './normal-text.ts'
import { postObjects } from './post-objects.ts'

describe('a link has one spelling', () => {
  test.each([
    ['http://Example.ORG/Story?utm_source=x&id=4#top', 'example.org/Story?id=4'],
    ['https://www.example.org:443/Story/', 'example.org/Story'],
    ['https://m.example.org/a/amp/', 'example.org/a'],
    ['https://amp.example.org/a', 'example.org/a'],
    ['https://example-org.cdn.ampproject.org/c/s/example.org/a/b', 'example.org/a/b'],
    ['https://www.google.com/amp/s/www.example.org/a/b', 'example.org/a/b'],
    ['https://example.org/a?b=2&a=1&fbclid=zzz', 'example.org/a?a=1&b=2'],
    ['http://example.org:8080/a', 'example.org:8080/a'],
    ['https://example.org', 'example.org'],
    ['https://t.co/AbC', 't.co/AbC'],
    ['https://bit.ly/Xy1', 'bit.ly/Xy1'],
    ['https://münchen.example/ä', 'xn--mnchen-3ya.example/%C3%A4'],
  ])('%s is %s', (raw, canonical) => {
    expect(canonicalLink(raw)).toBe(canonical)
  })

  test('a canonical link is its own canonical form', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const once = canonicalLink(url)
        return once === null || canonicalLink(`https://${once}`) === once
      }),
    )
    expect(canonicalLink('https://example.org/a?b=1')).toBe('example.org/a?b=1')
  })

  test('what is no web link is none', () => {
    for (const raw of ['mailto:a@example.org', 'javascript:alert(1)', 'https://localhost/x', '…'])
      expect(canonicalLink(raw)).toBeNull()
  })

  test('links in text end where the sentence goes on, and links cut short are left out', () => {
    expect(
      findLinks('see (https://example.org/a), https://example.org/b. https://t.co/abc…'),
    ).toEqual(['https://example.org/a', 'https://example.org/b'])
  })

  test('the domain is the registrable one', () => {
    expect(linkDomain('news.example.co.uk/a')).toBe('example.co.uk')
  })
})

test('hashtags of any script are found and folded', () => {
  expect(findHashtags('#MAGA，#ВыборыСША #選挙 a#b &#39; #2016 #année x')).toEqual([
    'maga',
    'выборысша',
    '選挙',
    'année',
  ])
})

test('mentions are found and mail addresses are not', () => {
  expect(findMentions('hi @Anna_1, write to clerk@county.example')).toEqual(['anna_1'])
})

test('the original of a reshare mark is one object', () => {
  const one = findReshared('RT @Clerk: Polls are open until eight tonight…')
  expect(one).toBe(findReshared('RT @clerk: Polls are open until eight tonight…'))
  expect(findReshared('not RT @clerk: Polls are open')).toBeNull()
})

describe('a text is what it says', () => {
  test('links, case, addressees and punctuation do not matter', () => {
    const plain = normalText('Polls are open until 8 tonight!')
    expect(plain).toBe('polls are open until 8 tonight')
    expect(normalText('RT @clerk: POLLS are open — until 8 tonight https://t.co/x @you')).toBe(
      plain,
    )
  })

  test('too little text says nothing', () => {
    expect(normalText('good morning')).toBeNull()
    expect(normalText('https://t.co/abc')).toBeNull()
  })
})

test('list cells are read as exports write them', () => {
  const links = (cell: string) => postObjects('link', { links: cell })
  const both = ['example.org/a', 'example.org/b']
  expect(links('["https://example.org/a", "https://example.org/b"]')).toEqual(both)
  expect(links("['https://example.org/a', 'https://example.org/b']")).toEqual(both)
  expect(links('https://example.org/a https://example.org/b')).toEqual(both)
  expect(links('https://example.org/a,https://example.org/b')).toEqual(both)
  expect(postObjects('hashtag', { hashtags: "['One', '#two']" })).toEqual(['one', 'two'])
})
