/** A meeting as a calendar file (RFC 5545) in a message that calendars take in (RFC 5546, iTIP). Pure. */
import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator'

export type CalendarFacts = {
  /** The same of a meeting for good, by which a calendar knows it again. */
  uid: string
  /** Goes up with each change. */
  sequence: number
  cancelled: boolean
  title: string
  description: string
  /** Nothing where it is not for mail. */
  place: string | undefined
  url: string
  startsAt: Date
  minutes: number
  stamp: Date
  organizer: { name: string; email: string }
  /** The mailbox that it goes to, and no other: nobody is told who else was sent one. */
  attendee: string
}

/** The file. No answer is asked for, since it would tell who read it. */
export function toCalendar(facts: CalendarFacts): string {
  const { uid, sequence, cancelled, title, description, place, url, startsAt, minutes } = facts
  const calendar = ical({
    prodId: { company: 'Tocsin', product: 'exchange', language: 'EN' },
    method: cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  })
  const event = calendar.createEvent({
    id: uid,
    sequence,
    stamp: facts.stamp,
    start: startsAt,
    end: new Date(startsAt.getTime() + minutes * 60_000),
    summary: title,
    description,
    url,
    status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    organizer: facts.organizer,
  })
  if (place !== undefined) event.location(place)
  event.createAttendee({
    email: facts.attendee,
    rsvp: false,
    role: ICalAttendeeRole.REQ,
    status: ICalAttendeeStatus.NEEDSACTION,
  })
  return calendar.toString()
}
