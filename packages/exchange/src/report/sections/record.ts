import type { Section } from './section.ts'

/** What detectors found, and what was done about the record itself. */
export const RECORD: readonly Section[] = [
  {
    title: 'Detection',
    rows: [
      ['run.started', 'Runs started'],
      ['run.ended', 'Runs ended'],
      ['run.cancelled', 'Runs cancelled'],
      ['findings.imported', 'Imports of findings'],
      [
        'technique.mapped',
        'Mappings to techniques said, changed and revoked, in entries that name them',
      ],
      ['finding.changed', 'Changes of what a member makes of a finding, in entries that name them'],
    ],
  },
  {
    title: 'The record itself',
    rows: [
      ['envelope.looked-at', 'Looks of an operator at others’ envelopes'],
      ['audit.searched', 'Searches of auditors in the record of all members'],
      ['audit.opened', 'Messages opened by auditors'],
      ['unsealing.asked', 'Asks of auditors that key holders tell a masked person'],
      ['unsealing.agreed', 'Agreements of key holders to that'],
      ['unsealing.declined', 'Refusals of key holders of that'],
      ['unsealing.withdrawn', 'Such asks taken back by the auditor'],
      ['unsealing.lapsed', 'Such asks that too few key holders answered in time'],
      ['unsealing.opened', 'Looks of auditors at a masked person'],
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
