import { link, one, OWN, PASS, write, type WrittenMail } from './written.ts'

const B64 = Buffer.from('https://stranger.example/inside').toString('base64url')
/** Where links lead. */
export const LINKS: readonly WrittenMail[] = [
  one(
    'a link that shows one name and leads to another',
    link('https://stranger.example/x', `https://${OWN}/`),
    'danger',
    ['shown-differs'],
  ),
  one(
    'a link that shows where it leads',
    link('https://stranger.example/x', 'stranger.example'),
    'caution',
    [],
    ['shown-differs'],
  ),
  one(
    'a link that shows a part of the same house',
    link('https://www.stranger.example/x', 'login.stranger.example'),
    'caution',
    [],
    ['shown-differs'],
  ),
  one(
    'a link that Safe Links wrote anew',
    link(
      'https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fmarlowcounty-login.test%2F&amp;data=05',
    ),
    'imitates',
    ['unwrapped', 'imitates-own'],
  ),
  one(
    'a link that URL Defense wrote anew, version 2',
    link('https://urldefense.proofpoint.com/v2/url?u=https-3A__marlowcounty-2Dlogin.test_x&d=DwMF'),
    'imitates',
    ['unwrapped', 'imitates-own'],
  ),
  one(
    'a link that URL Defense wrote anew, version 3',
    link('https://urldefense.com/v3/__https://marlowcounty-login.test/*x__;Iw!!abc$'),
    'imitates',
    ['unwrapped', 'imitates-own'],
  ),
  one(
    'a link in two wrappings',
    link(
      `https://www.google.com/url?q=${encodeURIComponent('https://l.facebook.com/l.php?u=https%3A%2F%2Fmarlowcounty-login.test%2F')}`,
    ),
    'imitates',
    ['unwrapped', 'imitates-own'],
  ),
  one(
    'a link that only Mimecast can open',
    link('https://protect-us.mimecast.com/s/AbC123'),
    'caution',
    ['cannot-unwrap'],
  ),
  one('a link of a shortener', link('https://bit.ly/3abcde'), 'caution', ['cannot-unwrap']),
  one(
    'a parameter that leads on',
    link('https://shop.example/go?next=https%3A%2F%2Fstranger.example%2F'),
    'caution',
    ['leads-on'],
  ),
  one('a parameter in base64 that leads on', link(`https://shop.example/go?to=${B64}`), 'caution', [
    'leads-on',
  ]),
  one(
    'a page that names itself',
    link('https://shop.example/go?next=https%3A%2F%2Fwww.shop.example%2F'),
    'caution',
    [],
    ['leads-on'],
  ),
  one('a name before an @', link(`https://${OWN}@stranger.example/`), 'danger', ['user-in-link']),
  one('a number for a name', link('http://192.0.2.9/x'), 'caution', ['number-host']),
  one('a number as one long number', link('http://3221225993/x'), 'caution', ['number-host']),
  one('an unusual door', link('https://stranger.example:8443/x'), 'caution', ['odd-port']),
  one('letters of two alphabets', link('https://m\u0430rlowfoo.example/'), 'danger', [
    'mixed-letters',
  ]),
  one('letters of one other alphabet', link('https://xn--e1afmkfd.example/'), 'caution', [
    'foreign-letters',
  ]),
  one('a link that would run something', link('javascript:alert(1)'), 'danger', ['runs']),
  one('a page within the link', link('data:text/html;base64,PGgxPng8L2gxPg=='), 'danger', ['runs']),
  one(
    'a link that opens a program',
    link('ms-word:ofe|u|https://stranger.example/a.docx'),
    'caution',
    ['odd-scheme'],
  ),
  one(
    'a link to an own page',
    link(`https://www.${OWN}/forms`),
    'caution',
    ['own-host'],
    ['imitates-own'],
  ),
  one(
    'a defanged link in words',
    write({ body: 'Look at hxxps://marlowcounty-login[.]test/x', stated: PASS }),
    'imitates',
    ['imitates-own'],
  ),
  one(
    'a bare name in words',
    write({ body: 'Go to marlowcounty-login.test now', stated: PASS }),
    'imitates',
    ['imitates-own'],
  ),
  one(
    'a mailbox in words',
    write({ body: 'Write to desk@marlowcounty-login.test', stated: PASS }),
    'imitates',
    ['imitates-own'],
  ),
  one(
    'an own name in front of a stranger’s',
    link(`https://${OWN}.stranger.example/`),
    'imitates',
    ['imitates-own'],
  ),
  one('the suffix of another', link('https://marlowcounty.test/'), 'imitates', ['imitates-own']),
]
