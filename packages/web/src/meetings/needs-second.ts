import type { Meeting, Session } from '@tocsin/api'

/** Whether what this person's organisation says passes the gate, and then waits for a second person. */
export function needsSecond(meeting: Meeting, session: Session): boolean {
  return meeting.atGate && ['agency', 'office'].includes(session.member.kind)
}
