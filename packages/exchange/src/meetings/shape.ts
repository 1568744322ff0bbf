import type {
  MailStanding,
  Meeting,
  MeetingMember,
  MeetingState,
  MeetingSummary,
  MemberKind,
  MemberRef,
  MinutesState,
  Pap,
  Purpose,
  Tlp,
} from '@tocsin/api'
import type { selectShownItems, selectShownPromises } from './item-store.ts'
import { lapsesAt } from './lapse.ts'
import type { selectAnswers } from './seal.ts'
import { toItem, toPromise } from './shape-item.ts'
import type { MailCount, selectShownAttendance, selectShownMeetings } from './store.ts'

type Row = Awaited<ReturnType<ReturnType<typeof selectShownMeetings>['execute']>>[number]

export function toSummary(row: Row): MeetingSummary {
  return {
    id: row.id,
    group: { id: row.group_id, name: row.group_name ?? 'a group that the member has left' },
    title: row.title,
    purpose: row.purpose as Purpose,
    caller: {
      id: row.caller,
      name: row.caller_name ?? UNKNOWN,
      kind: (row.caller_kind ?? 'hub') as MemberKind,
    },
    state: row.state as MeetingState,
    startsAt: row.starts_at.toISOString(),
    day: row.day,
    time: row.clock,
    zone: row.zone,
    minutes: row.minutes,
    way: row.way as Meeting['way'],
    place: row.place,
  }
}

const UNKNOWN = 'a member that you share no group with any more'

export type Beside = {
  members: readonly MemberRef[]
  attendance: Awaited<ReturnType<typeof selectShownAttendance>>
  mails: readonly MailCount[]
  wantsMail: boolean
  items: Awaited<ReturnType<typeof selectShownItems>>
  promises: Shown
  before: Shown
  answers: Awaited<ReturnType<typeof selectAnswers>>
}
type Shown = Awaited<ReturnType<typeof selectShownPromises>>

export function toMeeting(
  row: Row,
  viewerMember: string,
  { members, attendance, mails, wantsMail, items, promises, before, answers }: Beside,
): Meeting {
  const toMember = (member: MemberRef): MeetingMember => {
    const stated = attendance.find((one) => one.member_id === member.id)
    return {
      member,
      mail: toStanding(mails.find((one) => one.member_id === member.id)),
      ...(stated
        ? {
            attendance: {
              // Ids of accounts are for their own member.
              people: stated.people.map(({ as, personId }) =>
                personId !== undefined && member.id === viewerMember ? { as, personId } : { as },
              ),
              statedAt: stated.stated_at.toISOString(),
              version: stated.version,
            },
          }
        : {}),
    }
  }
  const lapse = lapsesAt(row)
  return {
    ...toSummary(row),
    basis: row.basis,
    tlp: row.tlp as Tlp,
    pap: row.pap as Pap,
    agenda: row.agenda,
    ...(row.follows === null
      ? {}
      : {
          follows: {
            id: row.follows,
            title: row.follows_title ?? 'one that you were not called to',
          },
        }),
    version: row.version,
    sequence: row.sequence,
    ...(row.cancel_reason === null ? {} : { cancelReason: row.cancel_reason }),
    ...(row.opened_at ? { openedAt: row.opened_at.toISOString() } : {}),
    ...(lapse ? { lapsesAt: lapse.toISOString() } : {}),
    endedByClock: row.ended_by_clock,
    members: members.map(toMember),
    items: items.map((one) => toItem(one, viewerMember)),
    promises: promises.map((one) => toPromise(one, viewerMember)),
    before: before.map((one) => toPromise(one, viewerMember)),
    ...(row.minutes_sha256 === null ? {} : { record: toRecord(row, answers) }),
    isCaller: row.caller === viewerMember,
    atGate: row.at_gate,
    mailsMe: wantsMail,
  }
}

function toRecord(row: Row, answers: Beside['answers']): MinutesState {
  return {
    sha256: row.minutes_sha256!,
    closedAt: row.closed_at!.toISOString(),
    dueAt: row.due_at!.toISOString(),
    answers: answers.map((one) => ({
      memberId: one.member_id,
      answer: one.answer as MinutesState['answers'][number]['answer'],
      ...(one.words === null ? {} : { words: one.words }),
      at: one.at.toISOString(),
      version: one.version,
    })),
    ...(row.sealed_at
      ? {
          sealedAt: row.sealed_at.toISOString(),
          sealSha256: row.seal_sha256!,
          logIndex: Number(row.seal_index),
        }
      : {}),
  }
}

/** At least one mailbox took it; else what becomes of the rest. */
function toStanding(count: MailCount | undefined): MailStanding {
  if (!count) return 'none'
  if (count.sent > 0) return 'handed-over'
  if (count.waiting > 0) return 'waiting'
  return count.failed > 0 ? 'failed' : 'none'
}
