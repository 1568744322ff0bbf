import { expect, test } from 'vitest'
import { toUrlKey } from './url-key.ts'

const keyOf = (url: string) => {
  const key = toUrlKey(url)
  return key && Buffer.from(key).toString()
}

test.each([
  ['HTTP://Bad.Example', 'http://bad.example/'],
  ['http://bad.example:80/', 'http://bad.example/'],
  ['https://bad.example:443/a', 'https://bad.example/a'],
  ['https://bad.example:80/a', 'https://bad.example:80/a'],
  ['http://bad.example./a', 'http://bad.example/a'],
  ['http://bad.example?q=1', 'http://bad.example/?q=1'],
  ['http://bad.example/a#part', 'http://bad.example/a'],
  ['http://bad.example/%7euser/%2f%zz', 'http://bad.example/~user/%2F%zz'],
  ['http://bad.example/é', 'http://bad.example/%C3%A9'],
  ['http://U:p@Bad.Example/', 'http://U:p@bad.example/'],
  ['http://[2001:db8::1]:8080/x', 'http://[2001:db8::1]:8080/x'],
  ['ftp://bad.example:21/x', 'ftp://bad.example/x'],
])('%s is looked up as %s', (url, key) => {
  expect(keyOf(url)).toBe(key)
})

test.each([
  'http://',
  'http:///a',
  'http://?x',
  'no scheme',
  `http://bad.example/${'a'.repeat(3000)}`,
])('an address without a host, or too long for one, has no key: %.20s', (url) => {
  expect(keyOf(url)).toBe(null)
})
