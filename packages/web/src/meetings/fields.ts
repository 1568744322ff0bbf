import type { Meeting, MeetingDraft, MemberRef, Pap, Purpose, Tlp } from '@tocsin/api'

/** What stands in the fields of a call. */
export type Fields = {
  groupId: string
  title: string
  purpose: Purpose | ''
  basis: string
  tlp: Tlp
  /** What stands on a meeting that is changed: no field shows its PAP, which stays with its TLP. */
  marked?: { tlp: Tlp; pap: Pap }
  agenda: string
  day: string
  time: string
  zone: string
  minutes: number | string
  way: Meeting['way']
  place: string
  invited: string[]
  follows: string
}

export function blankFields(zone: string): Fields {
  return {
    groupId: '',
    title: '',
    purpose: '',
    basis: '',
    tlp: 'amber',
    agenda: '',
    day: '',
    time: '',
    zone,
    minutes: 60,
    way: 'video',
    place: '',
    invited: [],
    follows: '',
  }
}

export function fieldsOf(meeting: Meeting, own: string): Fields {
  const { group, follows, members, agenda, ...same } = meeting
  return {
    ...same,
    groupId: group.id,
    marked: { tlp: meeting.tlp, pap: meeting.pap },
    agenda: agenda.join('\n'),
    invited: members.map(({ member }) => member.id).filter((id) => id !== own),
    follows: follows?.id ?? '',
  }
}

/** The call of a meeting that follows another: in its group, for its purpose, of those of its members that are in the group still. */
export function fieldsAfter(meeting: Meeting, others: readonly MemberRef[]): Fields {
  const called = new Set(meeting.members.map(({ member }) => member.id))
  const { group, purpose, basis, tlp, pap, zone, minutes, way, place } = meeting
  return {
    ...blankFields(zone),
    groupId: group.id,
    purpose,
    basis,
    tlp,
    marked: { tlp, pap },
    minutes,
    way,
    place,
    invited: others.map(({ id }) => id).filter((id) => called.has(id)),
    follows: meeting.id,
  }
}

/** The call that the fields stand for, or what is still missing. Each line of the agenda is an item. */
export function toCall(fields: Fields): { draft?: MeetingDraft; missing: string[] } {
  const { title, basis, purpose, day, time, place, invited, minutes, follows, tlp } = fields
  const agenda = fields.agenda
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const missing = [
    fields.groupId === '' && 'a group',
    title.trim() === '' && 'a title',
    purpose === '' && 'a purpose',
    basis.trim() === '' && 'the basis',
    agenda.length === 0 && 'the agenda',
    (day === '' || time === '') && 'the day and time',
    fields.zone === '' && 'the time zone',
    typeof minutes !== 'number' && 'how long it takes',
    place.trim() === '' && 'the place',
    invited.length === 0 && 'whom you call',
  ].filter((one) => one !== false)
  if (missing.length > 0 || purpose === '' || typeof minutes !== 'number') return { missing }
  return {
    missing,
    draft: {
      groupId: fields.groupId,
      title: title.trim(),
      purpose,
      basis: basis.trim(),
      tlp,
      pap: fields.marked?.tlp === tlp ? fields.marked.pap : papFor(tlp),
      agenda,
      day,
      time,
      zone: fields.zone,
      minutes,
      way: fields.way,
      place: place.trim(),
      invited,
      ...(follows === '' ? {} : { follows }),
    },
  }
}

function papFor(tlp: Tlp): Pap {
  return tlp === 'amber+strict' ? 'amber' : tlp
}
