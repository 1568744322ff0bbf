import type { MailStanding, Meeting, MeetingState } from '@tocsin/api'

export const WAY_NAMES: Record<Meeting['way'], string> = {
  'in-person': 'in person',
  telephone: 'by telephone',
  video: 'by video',
}

export const STATE_NAMES: Record<MeetingState, string> = {
  called: 'called',
  open: 'under way',
  closed: 'ended, minutes open',
  sealed: 'minutes sealed',
  cancelled: 'cancelled',
}

/** What is known of the mail, and no more: nobody is said to have read one. */
export const MAIL_NAMES: Record<MailStanding, string> = {
  'handed-over': 'calendar file handed to a mail server',
  waiting: 'calendar file waits to be sent',
  failed: 'mail failed: tell them another way',
  none: 'no mail was sent: tell them another way',
}

/** A day, a time on the wall and its zone, as the meeting was called. */
export function whenWords(meeting: Pick<Meeting, 'day' | 'time' | 'zone' | 'minutes'>): string {
  return `${meeting.day}, ${meeting.time} (${meeting.zone}), ${meeting.minutes} min`
}
