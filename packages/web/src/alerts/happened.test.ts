import { expect, test } from 'vitest'
import { makeAlert } from '../mock-api/alerts.ts'
import { describeAnswer, happened } from './happened.ts'

const at = (hour: number) => `2026-10-20T${String(hour).padStart(2, '0')}:00:00.000Z`

test('what happened stands in order, and a mail that was handed over is not called read', () => {
  const alert = {
    ...makeAlert(1),
    state: 'answered' as const,
    firstSeen: at(1),
    lastSeen: at(9),
    seen: 3,
    toldAt: at(2),
    openedAt: at(3),
    othersFrom: at(23),
    answer: { answer: 'not-ours', mayKnow: 'nobody', wantsHelp: true, at: at(4) } as const,
  }
  const mails = [
    { title: 'Head of IT', state: 'handed-over' as const, at: at(2), openedAt: at(3) },
    { title: 'Chair', state: 'failed' as const, at: at(5), fault: '550 no such user' },
    { title: 'Press', state: 'waiting' as const },
  ]
  const lines = happened({ alert, mails })
  expect(lines.map((line) => line.words)).toEqual([
    'Found by Harbor University Observatory, on record before anybody was told',
    'Mail to Head of IT handed to a mail server',
    'Counts as told: a first mail was handed to a mail server',
    'Page behind the mail to Head of IT first opened',
    'The party answered: the name is not its own; nobody else for now; it asks for help, in confidence',
    'Mail to Chair failed: 550 no such user',
    'Last seen again; it was seen in 3 looks',
    'Others may be told from then on',
  ])
  expect(lines[0]!.logIndex).toBe(alert.logIndex)
})

test('the party, who is shown no mails, reads when the page was first opened', () => {
  const lines = happened({ alert: { ...makeAlert(1), openedAt: at(23) }, mails: [] })
  expect(lines.map((line) => line.words)).toContain('The page behind a mail was first opened')
})

test('of what a party calls its own nothing is said of others', () => {
  expect(describeAnswer({ answer: 'ours', mayKnow: 'members', wantsHelp: false, at: at(1) })).toBe(
    'the name is its own',
  )
})
