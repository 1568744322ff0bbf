/** A call to a meeting, as tests make it. */
import type { ItemDraft, MeetingDraft } from '@tocsin/api'
import { type Actor, MESSAGE } from './members-at-work.ts'

export function meetingOf(
  groupId: string,
  invited: readonly Actor[],
  more: Partial<MeetingDraft> = {},
): MeetingDraft {
  return {
    groupId,
    title: 'Before the vote',
    purpose: 'election-security',
    basis: 'Charter, section 2',
    tlp: 'amber',
    pap: 'amber',
    agenda: ['What was seen this week', 'How offices are told'],
    day: '2026-10-13',
    time: '09:30',
    zone: 'America/New_York',
    minutes: 45,
    way: 'video',
    place: 'https://video.example/room/7',
    invited: invited.map(({ id }) => id),
    ...more,
  }
}

/** What somebody says, with all that the gate asks to be stated. */
export function saying(words: string): ItemDraft {
  return { title: 'What was seen', words, message: MESSAGE }
}
