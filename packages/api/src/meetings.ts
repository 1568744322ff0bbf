import Type, { type Static } from 'typebox'
import { Purpose } from './groups.ts'
import { MeetingItem, MeetingPromise, MinutesState } from './meeting-items.ts'
import { defineRoute } from './route.ts'
import { Id, Instant, Line, MemberRef, pageOf, PageQuery, Pap, Prose, Tlp } from './scalars.ts'

export const MEETING_STATES = ['called', 'open', 'closed', 'sealed', 'cancelled'] as const
export type MeetingState = (typeof MEETING_STATES)[number]

/** A day, and a time of the clock on the wall in the zone of the meeting. */
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
const Time = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })

export const MEETING_WAYS = ['in-person', 'telephone', 'video'] as const
const Way = Type.Enum(MEETING_WAYS)

export const MeetingDraft = Type.Object({
  groupId: Id,
  title: Line,
  purpose: Purpose,
  /** The law or agreement under which the members meet. */
  basis: Line,
  /** Markings of whatever is said. */
  tlp: Tlp,
  pap: Pap,
  agenda: Type.Array(Line, { minItems: 1, maxItems: 50 }),
  day: Day,
  time: Time,
  /** A time zone by its name in the database of IANA, such as `America/New_York`. */
  zone: Type.String({ minLength: 1, maxLength: 60, pattern: '^[A-Za-z0-9_+/-]+$' }),
  minutes: Type.Integer({ minimum: 5, maximum: 1440 }),
  way: Way,
  /** The address, the number to call or the link. */
  place: Line,
  /** Members of the group beside the one that calls. */
  invited: Type.Array(Id, { minItems: 1, maxItems: 50, uniqueItems: true }),
  /** The meeting before, whose open promises this one begins with. */
  follows: Type.Optional(Id),
})
export type MeetingDraft = Static<typeof MeetingDraft>

/** What is known of the mails with the calendar file to people of a member. That one was handed over says not that it was read. */
const MailStanding = Type.Enum(['handed-over', 'waiting', 'failed', 'none'])
export type MailStanding = Static<typeof MailStanding>

/** Somebody in the room, as their own member names them to the others. */
const Attendee = Type.Object({ as: Line, personId: Type.Optional(Id) })

/** Who was in the room for a member, as that member alone states it. */
const Attendance = Type.Object({
  people: Type.Array(Attendee),
  statedAt: Instant,
  version: Type.Integer(),
})

export const MeetingMember = Type.Object({
  member: MemberRef,
  mail: MailStanding,
  /** Absent while the member has stated nothing. */
  attendance: Type.Optional(Attendance),
})
export type MeetingMember = Static<typeof MeetingMember>

export const MeetingSummary = Type.Object({
  id: Id,
  group: Type.Object({ id: Id, name: Line }),
  title: Line,
  purpose: Purpose,
  caller: MemberRef,
  state: Type.Enum(MEETING_STATES),
  startsAt: Instant,
  day: Day,
  time: Time,
  zone: Type.String(),
  minutes: Type.Integer(),
  way: Way,
  place: Line,
})
export type MeetingSummary = Static<typeof MeetingSummary>

export const Meeting = Type.Object({
  ...MeetingSummary.properties,
  basis: Line,
  tlp: Tlp,
  pap: Pap,
  agenda: Type.Array(Line),
  follows: Type.Optional(Type.Object({ id: Id, title: Line })),
  /** Goes up with each change of what stands here; a change names the one that it is of. */
  version: Type.Integer(),
  /** SEQUENCE of its calendar file. */
  sequence: Type.Integer(),
  cancelReason: Type.Optional(Prose),
  openedAt: Type.Optional(Instant),
  /** When the clock ends it, where nobody does, or cancels it, where nobody begins it; absent once it has ended. */
  lapsesAt: Type.Optional(Instant),
  /** Whether the clock ended or cancelled it. */
  endedByClock: Type.Boolean(),
  members: Type.Array(MeetingMember),
  /** In the order in which they were written. */
  items: Type.Array(MeetingItem),
  promises: Type.Array(MeetingPromise),
  /** Promises of the meeting that this one follows: all of them, whatever became of each. */
  before: Type.Array(MeetingPromise),
  /** Once it has ended. */
  record: Type.Optional(MinutesState),
  /** Whether the reader's member called it, and so changes, opens and closes it. */
  isCaller: Type.Boolean(),
  /** Whether a body of government meets a platform or campaign: then what it says passes the gate. */
  atGate: Type.Boolean(),
  /** Whether this person wants the calendar files of meetings by mail. */
  mailsMe: Type.Boolean(),
})
export type Meeting = Static<typeof Meeting>

const ById = Type.Object({ id: Id })
const Version = Type.Integer({ minimum: 1, maximum: 1_000_000 })

export const listMeetings = defineRoute({
  name: 'listMeetings',
  method: 'GET',
  path: '/api/meetings',
  access: 'member',
  summary: 'Meetings that the own member called or was called to, newest call first.',
  query: PageQuery,
  reply: pageOf(MeetingSummary),
})

export const getMeeting = defineRoute({
  name: 'getMeeting',
  method: 'GET',
  path: '/api/meetings/:id',
  access: 'member',
  summary: 'One meeting that the own member called or was called to.',
  params: ById,
  reply: Meeting,
})

export const callMeeting = defineRoute({
  name: 'callMeeting',
  method: 'POST',
  path: '/api/meetings',
  access: 'role:analyst',
  summary: 'Calls members of a group to a meeting; the calendar file goes out by mail.',
  body: MeetingDraft,
  reply: Meeting,
  status: 201,
})

export const changeMeeting = defineRoute({
  name: 'changeMeeting',
  method: 'PUT',
  path: '/api/meetings/:id',
  access: 'role:analyst',
  summary:
    'Changes a meeting that has not begun, by the member that called it; the calendar file goes out anew.',
  params: ById,
  body: Type.Object({ version: Version, draft: MeetingDraft }),
  reply: Meeting,
})

export const cancelMeeting = defineRoute({
  name: 'cancelMeeting',
  method: 'POST',
  path: '/api/meetings/:id/cancel',
  access: 'role:analyst',
  summary: 'Cancels a meeting that has not begun, with a reason.',
  params: ById,
  body: Type.Object({ version: Version, reason: Prose }),
  reply: Meeting,
})

export const openMeeting = defineRoute({
  name: 'openMeeting',
  method: 'POST',
  path: '/api/meetings/:id/open',
  access: 'role:analyst',
  summary: 'Says that the meeting has begun, by the member that called it.',
  params: ById,
  body: Type.Object({ version: Version }),
  reply: Meeting,
})

export const stateAttendance = defineRoute({
  name: 'stateAttendance',
  method: 'PUT',
  path: '/api/meetings/:id/attendance',
  access: 'acting',
  summary: 'States who is in the room for the own member; nobody states it for another one.',
  params: ById,
  body: Type.Object({
    /** Of the own statement before; 0 for the first. */
    version: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
    people: Type.Array(Attendee, { maxItems: 100 }),
  }),
  reply: Meeting,
})

export const chooseMeetingMail = defineRoute({
  name: 'chooseMeetingMail',
  method: 'PUT',
  path: '/api/meeting-mail',
  access: 'acting',
  summary: 'Whether the own person wants the calendar files of meetings by mail.',
  body: Type.Object({ wants: Type.Boolean() }),
  reply: Type.Object({ wants: Type.Boolean() }),
})
