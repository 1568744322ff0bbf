import type { Section } from './section.ts'

/** What members publish, settle and work on together. */
export const TOGETHER: readonly Section[] = [
  {
    title: 'Joint disclosure',
    rows: [
      ['disclosure.proposed', 'Joint disclosures proposed, in entries that name them'],
      ['disclosure.invited', 'Members asked to one, in entries that name them'],
      ['disclosure.answered', 'Answers to one, in entries that name them'],
      ['disclosure.instant-offered', 'Other instants offered, in entries that name them'],
      ['disclosure.instant-answered', 'Answers to such offers, in entries that name them'],
      ['disclosure.handed-in', 'Parts handed in, in entries that name them'],
      ['disclosure.taken-out', 'Parts taken out, in entries that name them'],
      ['disclosure.opened', 'Versions that the clock opened'],
      ['disclosure.corrected', 'Versions that corrected one or came late'],
      ['disclosure.terms-signed', 'Terms of research signed, in entries that name them'],
      ['disclosure.full-read', 'Readings of what is behind pseudonyms, in entries that name them'],
    ],
  },
  {
    title: 'Meetings',
    rows: [
      ['meeting.called', 'Meetings called'],
      ['meeting.changed', 'Changes of meetings that had not begun'],
      ['meeting.cancelled', 'Meetings cancelled'],
      ['meeting.opened', 'Meetings that began'],
      ['meeting.attended', 'Statements of a member on who was in the room for it'],
      ['meeting.closed', 'Meetings that ended, with their minutes'],
      ['meeting.answered', 'Answers of members to minutes'],
      ['meeting.sealed', 'Minutes sealed'],
      ['meeting.item-written', 'Items written that wait for a second person'],
      ['meeting.item-taken', 'Items taken into minutes, or changed there'],
      ['meeting.promised', 'Promises'],
      [
        'meeting.promise-settled',
        'Notes of a promiser on what became of a promise, in entries that name them',
      ],
      ['meeting.promise-told', 'Words of a promiser on a promise, in entries that name them'],
    ],
  },
  {
    title: 'Cases',
    rows: [
      ['case.opened', 'Cases opened, in entries that name them'],
      ['case.invited', 'Invitations to cases, in entries that name them'],
      ['case.lead-changed', 'Leads of cases taken up or laid down, in entries that name them'],
      ['case.closed', 'Cases closed, in entries that name them'],
      ['case.opened-again', 'Cases opened again, in entries that name them'],
      ['case.merged', 'Cases merged, an entry for each of the two'],
      ['case.parted', 'Merged cases parted again, an entry for each of the two'],
      ['case.split', 'Cases split'],
    ],
  },
]
