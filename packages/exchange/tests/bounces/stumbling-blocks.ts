import type { HeardKind } from '@tocsin/api'
import { makeMail } from './make-mail.ts'
import { BACK, CLERK, type Sample } from './sample.ts'

/** One address that stands for many, and a refusal long after: what makes a reader stumble. */
export function stumblingBlocks(): Sample[] {
  const head = ['From: MAILER-DAEMON@county.example', `To: ${BACK}`, 'Subject: Delivery report']
  const multipart = 'report; report-type=delivery-status'
  const group = (address: string, action: string, status: string) =>
    `Final-Recipient: rfc822; ${address}\nAction: ${action}\nStatus: ${status}\n`
  const make = (name: string, kind: HeardKind, groups: string[], codes?: string): Sample => ({
    name,
    sender: '',
    kind,
    ...(codes === undefined ? {} : { codes }),
    bytes: makeMail(
      head,
      [
        { type: 'text/plain', text: 'A report.' },
        { type: 'message/delivery-status', text: `Reporting-MTA: dns; x\n\n${groups.join('\n')}` },
      ],
      { multipart },
    ),
  })
  return [
    make('a list of which one reader is gone', 'delivered', [
      group('a@x.example', 'failed', '5.1.1'),
      group('b@x.example', 'delivered', '2.0.0'),
    ]),
    make(
      'a list of which all readers are gone',
      'failed',
      [group('a@x.example', 'failed', '5.1.1'), group('b@x.example', 'failed', '5.2.1')],
      '5.1.1',
    ),
    make(
      'the clerk among others',
      'failed',
      [group('a@x.example', 'delivered', '2.0.0'), group(CLERK.toUpperCase(), 'failed', '5.1.1')],
      '5.1.1',
    ),
    make('given up after five days', 'failed', [group(CLERK, 'failed', '4.4.7')], '4.4.7'),
    make(
      'an action with a remark',
      'failed',
      [group(CLERK, 'Failed (no mailbox)', '5.1.1 (bad address)')],
      '5.1.1',
    ),
    make(
      'a status alone',
      'delayed',
      [`Final-Recipient: rfc822; ${CLERK}\nStatus: 4.4.1\n`],
      '4.4.1',
    ),
  ]
}
