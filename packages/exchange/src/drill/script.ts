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
 * An election week in a made-up country of real places: minutes after Monday 09:00. The beats before
 * `LIVE_FROM` are played at once, so that the screens are full when a person first looks.
 */
export const LIVE_FROM = hour(2, 9, 5)
export const BEATS: Beat[] = [
  {
    minute: hour(1, 10),
    text: 'Platform A looks for coordination in two days of posts.',
    play: (s, d) => detect(s, d, 'platform-a', 0),
  },
  {
    minute: hour(1, 10, 20),
    text: 'Platform A releases the strongest network to the other platforms.',
    play: (s) =>
      release(s, 'platform-a', {
        group: 'Platform tips',
        tlp: 'amber',
        purpose: 'platform-integrity',
        title: 'Coordinated network seen on Platform A',
      }),
  },
  {
    minute: hour(1, 11),
    text: 'Platforms B and C open it.',
    play: async (s) => {
      await read(s, 'platform-b')
      await read(s, 'platform-c')
    },
  },
  {
    minute: hour(1, 14),
    text: 'Platform A tells the election threat room what it saw.',
    play: (s) =>
      release(s, 'platform-a', {
        group: 'Election threat room',
        tlp: 'green',
        purpose: 'election-security',
        title: 'False polling-place posts by one network',
      }),
  },
  {
    minute: hour(2, 9),
    text: 'Agency A warns the chief official of every state and every county clerk in Florida and Georgia.',
    play: warn,
  },
  {
    minute: hour(2, 10, 30),
    text: 'Platform A takes its first release back: three accounts are in doubt.',
    play: recall,
  },
  {
    minute: hour(2, 10, 50),
    text: 'Platform B deleted it and says so; Platform C has not answered.',
    play: (s) => answerRecallAs(s, 'platform-b'),
  },
  {
    minute: hour(2, 15),
    text: 'Agency B sends the states a general advisory, with no indicator in it.',
    play: advise,
  },
  {
    minute: hour(3, 10),
    text: 'Platform B looks for coordination in its own posts.',
    play: (s, d) => detect(s, d, 'platform-b', 1),
  },
  {
    minute: hour(3, 10, 30),
    text: 'Platform B tries to share more widely than the charter allows and is refused.',
    play: (s) =>
      release(s, 'platform-b', {
        group: 'Platform tips',
        tlp: 'red',
        purpose: 'platform-integrity',
        title: 'Second network',
        expectRefusal: true,
      }),
  },
  {
    minute: hour(3, 11),
    text: 'Platform B shares it under the charter.',
    play: (s) =>
      release(s, 'platform-b', {
        group: 'Platform tips',
        tlp: 'amber',
        purpose: 'platform-integrity',
        title: 'Second network',
      }),
  },
  {
    minute: hour(4, 9),
    text: 'Agency A closes its notice and signs why some offices were never reached.',
    play: close,
  },
]
