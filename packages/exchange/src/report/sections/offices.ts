import type { Section } from './section.ts'

/** What election offices and the public are told, and what they say. */
export const OFFICES: readonly Section[] = [
  {
    title: 'Telling election offices',
    rows: [
      ['notice.sent', 'Notices sent, and first mails made out for them'],
      ['notice.opened', 'First openings of a notice by a link, a person or a key'],
      ['notice.printed', 'Letters printed, by the printing; that they went out is not known'],
      ['notice.scheduled', 'Notices made out to leave at an instant'],
      ['notice.stopped', 'Of these, stopped before it'],
      ['notice.unsent', 'Of these, not sent at it: rules, contacts or sender had changed'],
      ['notice.resent', 'Mails of notices made out again by their senders'],
      ['notice.called', 'Calls by telephone: begun, and ended without an answer that counts'],
      ['notice.not-me', 'Times that a contact said “this is not me”, which is no answer'],
      ['notice.asked', 'Questions of offices to the sender of a notice, which are no answers'],
      ['notice.question-answered', 'Questions of offices that the sender answered'],
      ['notice.told', 'Answers “we were told”, or to a test “this reached us”'],
      ['notice.understood', 'Answers “we understand, and this is who acts”'],
      ['notice.acted', 'Answers “done”'],
      ['notice.escalated', 'Times that it became the next contact’s turn, or nobody was left'],
      ['notice.unreachable', 'Offices found unreachable'],
      ['notice.closed', 'Notices closed'],
      ['notice.corrected', 'Corrections of notices'],
      ['notice.cleared', 'All-clears of notices'],
      ['delivery.sent', 'Mails handed over'],
      ['delivery.delayed', 'Mails put off'],
      ['delivery.unknown', 'Mails that may have been handed over twice'],
      ['delivery.failed', 'Mails failed'],
      ['text.sent', 'Messages to numbers handed over to a gateway'],
      ['text.delivered', 'Of these, delivered to a telephone as its network says'],
      ['text.failed', 'Messages to numbers that did not go out or arrive'],
      ['text.unknown', 'Messages to numbers of which nobody knows whether they went out'],
      ['text.heard', 'Replies from numbers that acknowledged nothing'],
    ],
  },
  {
    title: 'Hearing from election offices',
    rows: [
      ['report.received', 'Reports of incidents by offices'],
      ['report.answered', 'Answers to them, of those joined to another too'],
      ['report.escalated', 'Reports not answered in time'],
      ['report.joined', 'Reports joined to another'],
      ['report.parted', 'Reports parted again'],
    ],
  },
  {
    title: 'Hearing from the public',
    rows: [
      ['public-report.received', 'Reports of the public'],
      ['public-report.opened', 'Times that a person opened one'],
      ['public-report.answered', 'Answers to them'],
      ['public-report.escalated', 'Reports of the public not answered in time'],
      ['public-report.withdrawn', 'Reports taken back by whoever made them'],
      ['public-report.erased', 'Reports erased'],
    ],
  },
]
