import type { ActKind } from '@tocsin/api'

type Section = { title: string; rows: readonly (readonly [ActKind, string])[] }

/** What a period report counts, by what it was about; every kind of act stands in one section. */
export const SECTIONS: readonly Section[] = [
  {
    title: 'Telling election offices',
    rows: [
      ['notice.sent', 'Notices sent, and first mails made out for them'],
      ['notice.opened', 'First openings of a notice by a link, a person or a key'],
      ['notice.told', 'Answers “we were told”, or to a test “this reached us”'],
      ['notice.understood', 'Answers “we understand, and this is who acts”'],
      ['notice.acted', 'Answers “done”'],
      ['notice.escalated', 'Times that it became the next contact’s turn, or nobody was left'],
      ['notice.unreachable', 'Offices found unreachable'],
      ['notice.closed', 'Notices closed'],
      ['delivery.sent', 'Mails handed over'],
      ['delivery.delayed', 'Mails put off'],
      ['delivery.failed', 'Mails failed'],
    ],
  },
  {
    title: 'Sharing',
    rows: [
      ['release.created', 'Releases made'],
      ['release.granted', 'Members given a release'],
      ['release.read', 'First readings by a recipient, in entries that name them'],
      ['release.opened', 'Readings of marked material, in entries that name them'],
      ['release.recalled', 'Releases taken back'],
      ['recall.answered', 'Answers to a recall, in entries that name them'],
      ['release.ended', 'Releases ended by their date'],
      ['refusal', 'Acts that a rule refused'],
    ],
  },
  {
    title: 'Messages of government bodies to platforms and campaigns',
    rows: [
      ['message.submitted', 'Messages submitted for review'],
      ['message.approved', 'Messages approved by a second person'],
      ['message.returned', 'Messages returned to their author'],
      ['message.withdrawn', 'Messages withdrawn by their author'],
      ['message.timed-out', 'Messages that nobody reviewed in time'],
    ],
  },
  {
    title: 'Members and people',
    rows: [
      ['member.created', 'Members admitted'],
      ['member.admitted', 'Members admitted again'],
      ['member.suspended', 'Members suspended'],
      ['person.invited', 'Invitations'],
      ['person.admitted', 'People admitted again'],
      ['person.suspended', 'People suspended'],
      ['person.ended', 'Invitations ended by their date'],
      ['person.roles-changed', 'Changes of what a person may do'],
      ['person.signed-in', 'Sign-ins, in entries that name them'],
      ['person.signed-out', 'Sign-outs, in entries that name them'],
      [
        'member.acted',
        'Readings, answers to a recall, sign-ins and sign-outs: the log says not which',
      ],
      ['link.made', 'Sign-in links printed on the server'],
      ['key.created', 'API keys made'],
      ['key.revoked', 'API keys revoked'],
    ],
  },
  {
    title: 'Groups, elections and offices',
    rows: [
      ['group.created', 'Groups founded'],
      ['group.joined', 'Members that joined a group'],
      ['group.left', 'Members that left a group'],
      ['group.end-moved', 'Charters whose end moved with an election'],
      ['group.ended', 'Charters ended by their date'],
      ['election.added', 'Elections put on file'],
      ['election.changed', 'Elections changed'],
      ['reachability.planned', 'Tests of reachability planned'],
      ['reachability.withdrawn', 'Planned tests of reachability taken back'],
      ['reachability.unsent', 'Planned tests of reachability that did not go out'],
      ['contacts.imported', 'Imports of contacts'],
      ['address.erased', 'Addresses erased'],
      ['places.imported', 'Imports of places'],
    ],
  },
  {
    title: 'Detection',
    rows: [
      ['run.started', 'Runs started'],
      ['run.ended', 'Runs ended'],
      ['run.cancelled', 'Runs cancelled'],
      ['findings.imported', 'Imports of findings'],
    ],
  },
  {
    title: 'The record itself',
    rows: [
      ['envelope.looked-at', 'Looks of an operator at others’ envelopes'],
      ['audit.searched', 'Searches of auditors in the record of all members'],
      ['audit.opened', 'Messages opened by auditors'],
      ['audit.exported', 'Exports by auditors'],
      ['payload.erased', 'Erasures of statements'],
      ['erasure.asked', 'Wishes to erase'],
      ['erasure.declined', 'Wishes to erase that were declined'],
      ['hold.placed', 'Legal holds placed'],
      ['hold.lifted', 'Legal holds lifted'],
      ['exchange.upgraded', 'Upgrades'],
      ['policies.changed', 'Changes of the rules'],
      ['clock.leapt', 'Leaps of the clock'],
      ['exchange.stood-still', 'Times that the exchange stood still'],
    ],
  },
]
