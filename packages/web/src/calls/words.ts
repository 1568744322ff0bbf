import type { CallOutcome } from '@tocsin/api'

export const OUTCOMES: Record<CallOutcome, string> = {
  told: 'told by telephone',
  understood: 'understood, who acts was said',
  reached: 'somebody answered; nobody counts as told',
  'not-reached': 'nobody reached',
  'wrong-number': 'wrong number',
  'wrong-code': 'wrong digits three times; nobody counts as told',
}

/** The hour at a place, so that nobody is called at night unawares. */
export function hourAt(timeZone: string, now: Date): string {
  const options = { hour: '2-digit', minute: '2-digit', timeZone, timeZoneName: 'short' } as const
  return new Intl.DateTimeFormat('en-GB', options).format(now)
}
