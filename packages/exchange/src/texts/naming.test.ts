import { expect, test } from 'vitest'
import { findNamed } from './naming.ts'

test.each([
  'Seen on https://news.example/one',
  'Seen on hxxps://news[.]example',
  'The site peacedata.net spread it',
  'The site peacedata [dot] net spread it',
  'The site peacedata dot net spread it',
  'The site peacedata . net spread it',
  'The site p e a c e d a t a . n e t spread it',
  'The site peace\u200bdata\u200b.\u200bnet spread it',
  'The site ｐｅａｃｅｄａｔａ．ｎｅｔ spread it',
  'The site peacedata。net spread it',
  'Write to desk (at) news (dot) example',
  'Posted by @example_desk',
  'Posted by ＠example',
  'Posted by example_desk today',
  'Account 4815162342 posted it',
  'The account named Patriot posted it',
  'The page “Peace Data” posted it',
  'La cuenta llamada Ejemplo lo publicó',
  'It came from 192.0.2.7',
  'It came from 192[.]0[.]2[.]7',
  'It came from 2001:db8:85a3::7334',
  'The file d41d8cd98f00b204e9800998ecf8427e',
  'See u/example for more',
  'The site peacedata·net spread it',
  'The site peacedata[d0t]net spread it',
  'The site peacedata |dot| net spread it',
  'The site peacedata punkt de spread it',
  'The site peacedata. com spread it',
  'The site peacedata&#46;net spread it',
  'The site peacedata%2Enet spread it',
  'The site p-e-a-c-e-d-a-t-a-.-n-e-t spread it',
  'The site p  e  a  c  e  d  a  t  a  .  n  e  t spread it',
  'It came from 2001:db8::',
  'It came from 192 . 0 . 2 . 7',
  'It came from 192 dot 0 dot 2 dot 7',
  'The name xn--80ak6aa92e spread it',
  'Posts under #patriots2020',
  'Texts from +1 202 555 0134',
  'See peacedata-net--311b2d2d-f010-4473-83ec-1edf84858f4c',
])('what an advisory may not say is found: %s', (text) => {
  expect(findNamed(text)).toEqual(expect.any(String))
})

test.each([
  'Stolen mails may be published before the election, with forged ones among them.',
  'On 14 October 2020, at 10:15 a.m., officials of the U.S. and of two states met. They agreed.',
  'This holds from 2020-10-01T00:00:00.000Z until 2020-12-31. Likelihood: likely. Confidence: moderate.',
  'Accounts that pose as news desks, e.g. of local papers; pages that buy ads; groups that copy them.',
  'Details in report--311b2d2d-f010-4473-83ec-1edf84858f4c, written by one of us.',
  'Se espera que se publiquen correos robados antes de las elecciones.',
])('a general warning names nothing: %s', (text) => {
  expect(findNamed(text)).toBeUndefined()
})

test.each([' ', '-', '. ', 'a.', '1.', 'a ', 'x'])(
  'a text as long as the largest body is read to its end, of whatever it is made: %j',
  (part) => {
    const text = part.repeat(4_000_000 / part.length)
    expect(findNamed(`${text} news.example`)).toEqual(expect.any(String))
  },
)
