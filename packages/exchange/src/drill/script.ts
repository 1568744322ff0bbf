import type { DrillCountry } from './country.ts'
import type { DrillFacts, Stage } from './stage.ts'
import { answerRecallAs, detect, read, recall, release } from './tips.ts'
import { advise, close, warn } from './warnings.ts'

/** One beat: when on the drill's clock, what a reader of the drill page is told, and what is done. */
export type Beat = {
  minute: number
  text: string
  play: (stage: Stage, drill: DrillFacts) => Promise<void>
}

const hour = (day: number, h: number, m = 0) => (day * 24 + h - 9) * 60 + m

/**
 * The same week in each country, in minutes after Monday 09:00. The beats before `LIVE_FROM` are played at once, so that the screens are full when a person first looks.
 */
export const LIVE_FROM = hour(2, 9, 5)

export function beatsOf(country: DrillCountry): Beat[] {
  return [...playedAtOnce(country), ...playedLive(country)]
}

function playedAtOnce({ beats, titles }: DrillCountry): Beat[] {
  return [
    {
      minute: hour(1, 10),
      text: beats.detect,
      play: (s, d) => detect(s, d, 'platform-a', 0),
    },
    {
      minute: hour(1, 10, 20),
      text: beats.release,
      play: (s, d) =>
        release(s, d, 'platform-a', {
          group: 'tips',
          tlp: 'amber',
          purpose: 'platform-integrity',
          title: titles.network,
        }),
    },
    {
      minute: hour(1, 11),
      text: beats.read,
      play: async (s) => {
        await read(s, 'platform-b')
        await read(s, 'platform-c')
      },
    },
    {
      minute: hour(1, 14),
      text: beats.tell,
      play: (s, d) =>
        release(s, d, 'platform-a', {
          group: 'room',
          tlp: 'green',
          purpose: 'election-security',
          title: titles.told,
        }),
    },
    {
      minute: hour(2, 9),
      text: beats.warn,
      play: warn,
    },
  ]
}

function playedLive({ beats, titles }: DrillCountry): Beat[] {
  return [
    {
      minute: hour(2, 10, 30),
      text: beats.recall,
      play: recall,
    },
    {
      minute: hour(2, 10, 50),
      text: beats.answer,
      play: (s) => answerRecallAs(s, 'platform-b'),
    },
    {
      minute: hour(2, 15),
      text: beats.advise,
      play: advise,
    },
    {
      minute: hour(3, 10),
      text: beats.detectAgain,
      play: (s, d) => detect(s, d, 'platform-b', 1),
    },
    {
      minute: hour(3, 10, 30),
      text: beats.refused,
      play: (s, d) =>
        release(s, d, 'platform-b', {
          group: 'tips',
          tlp: 'red',
          purpose: 'platform-integrity',
          title: titles.second,
          expectRefusal: true,
        }),
    },
    {
      minute: hour(3, 11),
      text: beats.releaseAgain,
      play: (s, d) =>
        release(s, d, 'platform-b', {
          group: 'tips',
          tlp: 'amber',
          purpose: 'platform-integrity',
          title: titles.second,
        }),
    },
    {
      minute: hour(4, 9),
      text: beats.close,
      play: close,
    },
  ]
}
