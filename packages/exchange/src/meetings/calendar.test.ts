import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import { type CalendarFacts, toCalendar } from './calendar.ts'

const FACTS: CalendarFacts = {
  uid: '11111111-1111-4111-8111-111111111111@exchange.example',
  sequence: 0,
  cancelled: false,
  title: 'Before the vote; what was seen, and by whom — a title, with commas',
  description: 'https://exchange.example/meetings/1',
  place: 'https://video.example/room/7, or +1 202 555 0100',
  url: 'https://exchange.example/meetings/1',
  startsAt: new Date('2026-10-13T13:30:00.000Z'),
  minutes: 45,
  stamp: new Date('2026-10-01T12:00:00.000Z'),
  organizer: { name: 'Tocsin, "test"', email: 'tocsin@exchange.example' },
  attendee: 'analyst@platform.example',
}

/** Read by a parser of another hand. */
function read(facts: CalendarFacts) {
  const calendar = new ICAL.Component(ICAL.parse(toCalendar(facts)))
  const [event] = calendar.getAllSubcomponents('vevent')
  return { calendar, event: new ICAL.Event(event), raw: event! }
}

test('a calendar reads the meeting from the file as it was called', () => {
  const { calendar, event, raw } = read(FACTS)
  expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST')
  expect(event).toMatchObject({
    uid: FACTS.uid,
    sequence: 0,
    summary: FACTS.title,
    location: FACTS.place,
  })
  expect(event.startDate.toJSDate()).toEqual(FACTS.startsAt)
  expect(event.endDate.toJSDate()).toEqual(new Date('2026-10-13T14:15:00.000Z'))
  expect(raw.getFirstPropertyValue('status')).toBe('CONFIRMED')
  expect(event.organizer).toBe('mailto:tocsin@exchange.example')
  expect(event.attendees.map((one) => String(one.getFirstValue()).toLowerCase())).toEqual([
    'mailto:analyst@platform.example',
  ])
  expect(event.attendees[0]!.getParameter('rsvp')).toBe('FALSE')
})

test('a change and a cancellation are of the same meeting, each with a higher number', () => {
  const changed = read({ ...FACTS, sequence: 1, minutes: 60 })
  const cancelled = read({ ...FACTS, sequence: 2, cancelled: true })
  expect([changed.event.uid, cancelled.event.uid]).toEqual([FACTS.uid, FACTS.uid])
  expect([changed.event.sequence, cancelled.event.sequence]).toEqual([1, 2])
  expect(cancelled.calendar.getFirstPropertyValue('method')).toBe('CANCEL')
  expect(cancelled.raw.getFirstPropertyValue('status')).toBe('CANCELLED')
})

test('a title cannot put a line of its own into the file', () => {
  const title = 'Seen\r\nATTENDEE:mailto:other@member.example\nEND:VEVENT'
  const { event, calendar } = read({ ...FACTS, title })
  expect(calendar.getAllSubcomponents('vevent')).toHaveLength(1)
  expect(event.attendees).toHaveLength(1)
  expect(event.summary.replace(/\s+/g, ' ')).toBe(title.replace(/\s+/g, ' '))
})

test('no line is longer than 75 bytes, and each ends as the standard has it', () => {
  const text = toCalendar({ ...FACTS, title: 'Öffnungszeiten '.repeat(15) })
  const lines = text.split('\r\n')
  expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
})
