/** Two hundred and more mails that come back, by mail system, reason and language, each with what it is to be read as. */
import { encodeWord, makeMail, OURS } from './make-mail.ts'
import { FINAL, LANGUAGES, WAITING, type Reason, type Tongue } from './reasons.ts'
import { BACK, CLERK, type Sample } from './sample.ts'
import { stumblingBlocks } from './stumbling-blocks.ts'

const codesOf = ({ reply, status }: Reason) => `${reply} ${status}`

function report(
  { reply, status, says }: Reason,
  action: string,
  { diagnostic = true, blank = true }: { diagnostic?: boolean; blank?: boolean } = {},
): string {
  return [
    'Reporting-MTA: dns; mail.county.example',
    'Arrival-Date: Thu, 1 Oct 2026 11:59:00 +0000',
    ...(blank ? [''] : []),
    `Final-Recipient: rfc822; ${CLERK}`,
    `Action: ${action}`,
    `Status: ${status}`,
    ...(diagnostic ? [`Diagnostic-Code: smtp; ${reply} ${status} <${CLERK}>:`, `    ${says}`] : []),
    '',
  ].join('\n')
}

/** Systems that write the fields of RFC 3464, each in its own way. */
function withFields(
  tongue: Tongue,
  reason: Reason,
  kind: 'failed' | 'delayed',
  n: number,
): Sample[] {
  const [subject, words] = LANGUAGES[tongue][kind]
  const to = `To: ${BACK}`
  const title = `Subject: ${encodeWord(subject)}`
  const human = { type: 'text/plain', text: `${words}\n\n${reason.says}` }
  const fields = { type: 'message/delivery-status', text: report(reason, kind) }
  const copy = { type: 'message/rfc822', text: OURS }
  const multipart = 'report; report-type=delivery-status'
  const expected = { kind, codes: codesOf(reason), sender: '' }
  const styles: Record<string, Sample> = {
    postfix: {
      ...expected,
      name: 'postfix',
      bytes: makeMail(
        [
          'From: MAILER-DAEMON@mail.county.example (Mail Delivery System)',
          to,
          title,
          'Auto-Submitted: auto-replied',
        ],
        [human, fields, copy],
        { multipart },
      ),
    },
    exchange: {
      ...expected,
      name: 'exchange',
      sender: 'postmaster@county.example',
      bytes: makeMail(
        [
          'From: "Microsoft Outlook" <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@county.example>',
          to,
          title,
        ],
        [{ ...human, encoding: 'quoted-printable' }, fields, copy],
        { multipart },
      ),
    },
    sendmail: {
      ...expected,
      name: 'sendmail without an empty line between groups',
      bytes: makeMail(
        ['From: Mail Delivery Subsystem <MAILER-DAEMON@county.example>', to, title],
        [
          human,
          { ...fields, text: report(reason, kind, { blank: false }) },
          { type: 'text/rfc822-headers', text: OURS },
        ],
        { multipart, eol: '\n' },
      ),
    },
    gateway: {
      ...expected,
      name: 'gateway with fields in base64',
      bytes: makeMail(
        ['From: postmaster@filter.example', to, title],
        [{ ...human, encoding: 'base64' }, { ...fields, encoding: 'base64' }, copy],
        { multipart },
      ),
    },
    gmail: {
      ...expected,
      name: 'a large provider in HTML',
      bytes: makeMail(
        [
          'From: Mail Delivery Subsystem <mailer-daemon@provider.example>',
          to,
          title,
          'Auto-Submitted: auto-replied',
        ],
        [{ type: 'text/html', text: `<p><b>${words}</b><br>${reason.says}</p>` }, fields, copy],
        { multipart },
      ),
    },
  }
  const names = Object.keys(styles)
  const one = styles[names[n % names.length]!]!
  return [{ ...one, name: `${one.name}, ${kind}, ${tongue}, ${reason.status}` }]
}

/** Systems that say it in words alone. */
function inWords(tongue: Tongue, reason: Reason, kind: 'failed' | 'delayed', n: number): Sample[] {
  const [subject, words] = LANGUAGES[tongue][kind]
  const title = `Subject: ${encodeWord(subject)}`
  const to = `To: ${BACK}`
  const cited = `<${CLERK}>:\n${reason.reply} ${reason.status} ${reason.says}`
  const body = {
    qmail: `Hi. This is the mail program at county.example.\n${words}\n${kind === 'failed' ? "This is a permanent error; I've given up. Sorry." : ''}\n\n${cited}\n\n--- Below this line is a copy of the message.\n\n${OURS}`,
    exim: `This message was created automatically by mail delivery software.\n${words}\n\n  ${CLERK}\n    SMTP error from remote mail server after RCPT TO:\n    ${reason.reply} ${reason.status} ${reason.says}\n\n------ This is a copy of the message, including all the headers. ------\n\n${OURS}`,
    plain: `${words}\n\n#< #${reason.status} smtp;${reason.reply} ${reason.status} ${reason.says}> #SMTP#`,
  }
  const headers = {
    qmail: ['From: MAILER-DAEMON@county.example', to, 'Subject: failure notice'],
    exim: [
      'From: Mail Delivery System <Mailer-Daemon@county.example>',
      to,
      title,
      'Auto-Submitted: auto-replied',
      ...(kind === 'failed' ? [`X-Failed-Recipients: ${CLERK}`] : []),
    ],
    plain: ['From: System Administrator <postmaster@county.example>', to, title],
  }
  const style = (['qmail', 'exim', 'plain'] as const)[n % 3]!
  const encoding = (['base64', 'quoted-printable', 'latin1'] as const)[Math.floor(n / 3) % 3]!
  return [
    {
      name: `${style} in words, ${kind}, ${tongue}, ${encoding}, ${reason.status}`,
      sender: n % 4 === 3 ? 'postmaster@county.example' : '',
      kind,
      codes: codesOf(reason),
      bytes: makeMail(
        style === 'qmail' && kind === 'delayed'
          ? [...headers.qmail.slice(0, 2), title]
          : headers[style],
        [{ type: 'text/plain', text: body[style].replaceAll('’', "'"), encoding }],
        { eol: n % 2 === 0 ? '\r\n' : '\n' },
      ),
    },
  ]
}

/** What a machine says that is no bounce. */
function noBounces(tongue: Tongue, n: number): Sample[] {
  const [subject, words] = LANGUAGES[tongue].away
  const to = `To: ${BACK}`
  const from = `From: County Clerk <${CLERK}>`
  const title = `Subject: ${encodeWord(subject)}`
  const text = { type: 'text/plain', text: `${words}\n\n> ${OURS.replaceAll('\n', '\n> ')}` }
  const delivered: Reason = { reply: '250', status: '2.1.5', says: 'ok' }
  return [
    {
      name: `absent, marked, ${tongue}`,
      sender: '',
      kind: 'auto-reply',
      bytes: makeMail([from, to, title, 'Auto-Submitted: auto-replied'], [text]),
    },
    {
      name: `absent, by its subject, ${tongue}`,
      sender: CLERK,
      kind: 'auto-reply',
      bytes: makeMail([from, to, title], [{ ...text, encoding: 'base64' }]),
    },
    {
      name: `receipt of a mail program, ${tongue}`,
      sender: CLERK,
      kind: 'receipt',
      bytes: makeMail(
        [from, to, 'Subject: Read: TLP:GREEN'],
        [
          text,
          {
            type: 'message/disposition-notification',
            text: `Final-Recipient: rfc822;${CLERK}\nDisposition: manual-action/MDN-sent-manually; displayed\n`,
          },
        ],
        { multipart: 'report; report-type=disposition-notification' },
      ),
    },
    {
      name: `arrived, as a server says, ${tongue}`,
      sender: '',
      kind: 'delivered',
      bytes: makeMail(
        ['From: MAILER-DAEMON@county.example', to, 'Subject: Successful Mail Delivery Report'],
        [
          { type: 'text/plain', text: 'Delivered.' },
          {
            type: 'message/delivery-status',
            text: report(delivered, ['delivered', 'relayed', 'expanded'][n % 3]!),
          },
        ],
        { multipart: 'report; report-type=delivery-status' },
      ),
    },
    {
      name: `a person answers, ${tongue}`,
      sender: CLERK,
      kind: 'other',
      bytes: makeMail(
        [from, to, 'Subject: Re: TLP:GREEN'],
        [
          {
            type: 'text/plain',
            text: `Thank you, we look into it. What does 550 5.1.1 mean?\n${OURS}`,
          },
        ],
      ),
    },
  ]
}

/** The whole corpus, the same each time. */
export function makeCorpus(): Sample[] {
  const tongues = Object.keys(LANGUAGES) as Tongue[]
  let n = 0
  const bounces = tongues.flatMap((tongue) => [
    ...FINAL.flatMap((reason) => [
      ...withFields(tongue, reason, 'failed', n),
      ...withFields(tongue, reason, 'failed', n + 2),
      ...inWords(tongue, reason, 'failed', n++),
    ]),
    ...WAITING.flatMap((reason) => [
      ...withFields(tongue, reason, 'delayed', n),
      ...withFields(tongue, reason, 'delayed', n + 1),
      ...inWords(tongue, reason, 'delayed', n++),
    ]),
  ])
  return [...bounces, ...tongues.flatMap(noBounces), ...stumblingBlocks()]
}
