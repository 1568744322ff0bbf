import { attach, html, link, one, OWN, PASS, write, type WrittenMail } from './written.ts'

/** Forms, forwards and what nothing is known of. */
export const REST: readonly WrittenMail[] = [
  one(
    'a field for a password',
    html('<form action="https://stranger.example/in"><input type="password" name=p></form>', {
      stated: PASS,
    }),
    'danger',
    ['asks-password'],
    ['form'],
  ),
  one(
    'a form without one',
    html('<form action="https://stranger.example/in"><input name=p></form>', { stated: PASS }),
    'caution',
    ['form'],
    ['asks-password'],
  ),
  one(
    'a program in its words',
    html('<script>x()</script><p>Good day', { stated: PASS }),
    'caution',
    ['script'],
  ),
  one(
    'a mail that leads on by itself',
    html('<meta http-equiv=refresh content="0;url=https://marlowcounty-login.test/">', {
      stated: PASS,
    }),
    'imitates',
    ['imitates-own'],
  ),
  one(
    'a mail that was attached',
    attach(write({ from: 'Clerk <clerk@rnarlowcounty.example>' })),
    'imitates',
    ['imitates-own', 'really-own'],
  ),
  one(
    'a mail in an attached mail',
    attach(attach(link('https://marlowcounty-login.test/'))),
    'imitates',
    ['imitates-own'],
  ),
  one(
    'a mail that was forwarded in the words',
    write({
      from: `Deputy clerk <deputy@${OWN}>`,
      stated: `dmarc=pass header.from=${OWN}`,
      body: 'Real?\r\n\r\n---------- Forwarded message ---------\r\nFrom: Helpdesk <help@marlowcounty-login.test>\r\nSubject: Your box is full\r\n\r\nClick',
    }),
    'imitates',
    ['headers-lost', 'imitates-own'],
  ),
  one(
    'the same in Spanish',
    write({
      from: `Deputy clerk <deputy@${OWN}>`,
      stated: `dmarc=pass header.from=${OWN}`,
      body: '-------- Mensaje reenviado --------\r\nDe: Mesa <mesa@otro.example>\r\nAsunto: Su cuenta\r\n\r\nPulse',
    }),
    'caution',
    ['headers-lost'],
  ),
  one(
    'a mark alone, with nobody behind it',
    write({ stated: PASS, body: '---------- Forwarded message ---------\r\n\r\nHello' }),
    'caution',
    [],
    ['headers-lost'],
  ),
  one(
    'quoted words in quoted-printable',
    write({
      stated: PASS,
      head: ['Content-Transfer-Encoding: quoted-printable'],
      body: 'Go to https://marlowcounty=\r\n-login.test/x=3D1',
    }),
    'imitates',
    ['imitates-own'],
  ),
  one(
    'words in base64',
    write({
      stated: PASS,
      head: ['Content-Transfer-Encoding: base64'],
      body: Buffer.from('Go to https://marlowcounty-login.test/').toString('base64'),
    }),
    'imitates',
    ['imitates-own'],
  ),
  one(
    'links written with numbers for letters',
    html('<a href="&#104;ttps&colon;&sol;&sol;marlowcounty-login&period;test/">x</a>', {
      stated: PASS,
    }),
    'imitates',
    ['imitates-own'],
  ),
  one(
    'a link broken by a line',
    html('<a href="https://marlowcounty-log\r\nin.test/">x</a>', { stated: PASS }),
    'imitates',
    ['imitates-own'],
  ),
]
