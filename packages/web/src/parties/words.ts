/** What is said of a defended party. */
import type { Party, PartyKind } from '@tocsin/api'

export const PARTY_KIND_NAMES: Record<PartyKind, string> = {
  campaign: 'Campaign',
  party: 'Political party',
  'think-tank': 'Think tank or foundation',
  vendor: 'Vendor of election systems',
  office: 'Election office',
  'news-desk': 'News desk',
  other: 'Other',
}

/** Scores of names by what they look like were tried with names as parties have them: see each choice. */
export const SCORE_CHOICES = [
  {
    value: 85,
    label: 'The surest ones',
    text: 'From 85. Mostly a letter changed, missing or swapped for one that looks the same, or your whole name within a longer one. An ordinary word as your name lowers the score of all of these.',
  },
  {
    value: 70,
    label: 'The usual',
    text: 'From 70. Also your whole name under another ending, such as .net for .org, which scores 72 or more.',
  },
  {
    value: 50,
    label: 'All that a usual look finds',
    text: 'From 50. Also your name among other words, where more turn out to be innocent.',
  },
] as const

/** What is said of every score. */
export const SCORE_TEXT =
  'Each name is scored from 0 to 100. The score puts names in order; it is no probability that somebody means harm. You are mailed at once from the score you choose; below it, whoever found the name looks first and may tell you, or not.'

/** Hours that are offered, with words. */
export const HOUR_CHOICES = [
  [1, '1 hour'],
  [4, '4 hours'],
  [12, '12 hours'],
  [24, '1 day'],
  [48, '2 days'],
  [72, '3 days'],
  [168, '7 days, the longest'],
] as const

export function hoursWords(hours: number): string {
  return (
    HOUR_CHOICES.find(([value]) => value === hours)?.[1].split(',')[0] ??
    `${hours} ${hours === 1 ? 'hour' : 'hours'}`
  )
}

export const OTHERS_TEXT =
  'For this long after a mail to you left, or none could be delivered, whoever found the name here may tell nobody else, unless you answer that members may. Once it is over, it may tell other members under the rules of the exchange; never of what you call your own. What somebody finds by itself, without this watch, is not held back.'

type Standing = { words: string; tone: 'plain' | 'good' | 'warn' | 'bad' | 'new' }

/** How a party stands, in words: what is watched for, and what waits or was refused besides. */
export function standingOf({ state, waiting }: Pick<Party, 'state' | 'waiting'>): Standing {
  switch (state) {
    case 'proposed':
      return { words: 'Waits for a look by another person', tone: 'new' }
    case 'refused':
      return { words: 'Refused', tone: 'bad' }
    case 'ended':
      return { words: 'Ended', tone: 'plain' }
    case 'defended':
      if (waiting?.state === 'proposed')
        return { words: 'Watched for; a change waits', tone: 'new' }
      if (waiting?.state === 'refused')
        return { words: 'Watched for; the last change was refused', tone: 'warn' }
      return { words: 'Watched for', tone: 'good' }
  }
}

/** Whether a version waits for somebody's look. */
export function waits({ waiting }: Pick<Party, 'waiting'>): boolean {
  return waiting?.state === 'proposed'
}
