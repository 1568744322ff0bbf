import {
  one,
  OWN,
  OWN_NAME,
  OWN_SERVER,
  PASS,
  RECEIVED,
  write,
  type WrittenMail,
} from './written.ts'

/** Who wrote it, and what proves that. */
export const HEADS: readonly WrittenMail[] = [
  one(
    'a plain mail that the own server found real',
    write({ stated: PASS }),
    'caution',
    ['own-server-pass', 'unsigned'],
    ['no-own-server', 'reply-differs'],
  ),
  one(
    'a mail that the own server found false',
    write({ stated: 'dmarc=fail header.from=forms.example' }),
    'danger',
    ['own-server-fail'],
  ),
  one(
    'a mail of a machine that the domain does not name',
    write({ stated: 'spf=softfail smtp.mailfrom=forms.example' }),
    'caution',
    ['own-server-spf'],
  ),
  one(
    'a mail on which the own server wrote nothing',
    write({}),
    'caution',
    ['own-server-silent'],
    ['own-server-pass'],
  ),
  one(
    'results that name the own server and stand behind a stranger’s line',
    `Received: from a by relay.stranger.example; x\r\nAuthentication-Results: ${OWN_SERVER}; dmarc=pass header.from=forms.example\r\n${write({}).replace(`${RECEIVED}\r\n`, '')}`,
    'caution',
    ['no-own-server'],
    ['own-server-pass'],
  ),
  one(
    'a second result below the first',
    write({
      stated: 'dmarc=fail header.from=forms.example',
      head: [`Authentication-Results: ${OWN_SERVER}; dmarc=pass header.from=forms.example`],
    }),
    'danger',
    ['own-server-fail'],
    ['own-server-pass'],
  ),
  one(
    'results by another server',
    write({
      head: ['Authentication-Results: mx.other.example; dmarc=pass header.from=forms.example'],
    }),
    'caution',
    ['own-server-silent'],
    ['own-server-pass'],
  ),
  one(
    'a remark that reads like a result',
    write({ stated: 'spf=none (dmarc=pass) smtp.mailfrom=forms.example' }),
    'caution',
    [],
    ['own-server-pass'],
  ),
  one(
    'the own name from a strange address',
    write({ from: `"${OWN_NAME}" <desk@forms.example>`, stated: PASS }),
    'danger',
    ['says-own-name'],
  ),
  one(
    'the own name in letters of another script',
    write({ from: '"Marl\u043ew County Elections" <desk@forms.example>', stated: PASS }),
    'danger',
    ['says-own-name'],
  ),
  one(
    'an address as the name of another',
    write({ from: `"clerk@${OWN}" <desk@forms.example>`, stated: PASS }),
    'danger',
    ['name-shows-address'],
  ),
  one(
    'a domain as the name of another',
    write({ from: '"support forms-help.example" <desk@forms.example>', stated: PASS }),
    'danger',
    ['name-shows-address'],
  ),
  one(
    'the same address as its own name',
    write({ from: '"orders@forms.example" <orders@forms.example>', stated: PASS }),
    'caution',
    [],
    ['name-shows-address'],
  ),
  one(
    'an answer that goes elsewhere',
    write({ head: ['Reply-To: desk@answers.example'], stated: PASS }),
    'caution',
    ['reply-differs'],
  ),
  one(
    'an answer that goes to another desk of the same house',
    write({ head: ['Reply-To: desk@mail.forms.example'], stated: PASS }),
    'caution',
    [],
    ['reply-differs'],
  ),
  one('an own address that nothing proves', write({ from: `Clerk <clerk@${OWN}>` }), 'danger', [
    'own-unproven',
  ]),
  one(
    'an own address that the own server proves',
    write({ from: `Clerk <clerk@${OWN}>`, stated: `dmarc=pass header.from=${OWN}` }),
    'caution',
    ['really-own'],
    ['own-unproven'],
  ),
  one('nobody in From', write({}).replace(/From: .*\r\n/, ''), 'danger', ['no-from']),
  one(
    'two lines that say From',
    write({ head: ['From: Other <other@second.example>'] }),
    'danger',
    ['several-from'],
  ),
  one(
    'a sender whose name imitates an own one',
    write({
      from: 'Clerk <clerk@rnarlowcounty.example>',
      stated: 'dmarc=pass header.from=rnarlowcounty.example',
    }),
    'imitates',
    ['imitates-own'],
  ),
  one(
    'an answer to a name that imitates an own one',
    write({ head: ['Reply-To: clerk@marlow-county.test'], stated: PASS }),
    'imitates',
    ['imitates-own', 'reply-differs'],
  ),
  one(
    'a subject that is turned round',
    write({ head: ['Subject: =?utf-8?B?4oCuZGVzcmV2ZXI=?='], stated: PASS }).replace(
      'Subject: For the office\r\n',
      '',
    ),
    'danger',
    ['turned'],
  ),
  one(
    'letters with nothing seen between them',
    write({ body: 'Your pass\u200bword is out of date', stated: PASS }),
    'danger',
    ['turned'],
  ),
]
