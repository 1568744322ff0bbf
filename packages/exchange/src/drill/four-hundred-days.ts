/**
 * August 2016, to be played: systems of voter registration are scanned, and it takes history four hundred days until the official of
 * each state knows. The drill plays the agency and the people of some states who go through their logs; the duty officer of the hub
 * is whoever plays. That there was a bulletin on 18 August 2016, that 21 states were told on 22 September 2017, and that some that had
 * sent logs never heard back, is public record (Select Committee on Intelligence of the Senate, Report on Russian active measures,
 * volume 1); which states are on the list here, their logs and their words are made up.
 */
import { member, type CastMember } from './cast.ts'
import type { DrillScript } from './drill-script.ts'
import {
  reportLogs,
  sayWhichStates,
  sayWho,
  saySpared,
  tellAddresses,
} from './four-hundred-days-beats.ts'
import { fourHundredDaysScore } from './four-hundred-days-score.ts'
import { openStates, sayHowToReport } from './four-hundred-days-seed.ts'

const START = new Date('2016-08-18T12:00:00.000Z')
const minutesTo = (at: string) => (Date.parse(at) - START.getTime()) / 60_000
const BULLETIN = minutesTo('2016-08-18T14:00:00.000Z')
const LIST = '2016-10-14T14:00:00.000Z'
const SAID_WHO = '2016-10-14T14:30:00.000Z'
const ELECTION = '2016-11-08T12:00:00.000Z'
const SPARED = '2016-12-01T12:00:00.000Z'
const END = '2016-12-05T12:00:00.000Z'

const CAST: CastMember[] = [
  member('hub', 'Hub of the states', 'hub', 'Duty officer, Hub of the states (you)', [
    'operator',
    'analyst',
  ]),
  member('agency', 'Federal Agency A', 'agency', 'Federal analyst, Agency A', ['analyst']),
]

export const fourHundredDays: DrillScript = {
  name: 's3',
  pack: 'us',
  title: 'Four hundred days: voter registration scanned, 2016',
  start: START,
  speed: 12,
  slows: true,
  cast: CAST,
  prepare: (stage, operatorEmail) => openStates(stage, operatorEmail, CAST),
  beats: [
    {
      minute: 1,
      text: 'The hub tells the IT staff of six states how to report. Nothing has happened yet.',
      play: sayHowToReport,
    },
    {
      minute: BULLETIN,
      text: 'The agency sends a technical bulletin: addresses that searched election sites of states (Received). You are the duty officer of the hub. In 2016 such a bulletin went to IT staff, and no official knew. The clock slows down by itself whenever something happens; make it faster where you wait.',
      play: tellAddresses,
    },
    {
      minute: minutesTo('2016-08-21T15:00:00.000Z'),
      text: 'Three states went through their logs and report what they found (Reports to us). In 2016 some that sent logs never heard back.',
      play: (stage, seed) => reportLogs(stage, seed, 0),
    },
    {
      minute: minutesTo('2016-08-24T15:00:00.000Z'),
      text: 'Three more states report. Is it the same thing?',
      play: (stage, seed) => reportLogs(stage, seed, 3),
    },
    {
      minute: minutesTo(LIST),
      text: 'The agency names the 21 states in whose records it saw the searches (Received; which they are is made up). Among your lists of places under Write a notice is one of them. The other 29 wait for a word too: Tell who is not hit, on the page of your notice to the 21.',
      play: sayWhichStates,
    },
    {
      minute: minutesTo(SAID_WHO),
      text: 'The agency says who is held to be behind it, as a part of its own: likely, with moderate confidence.',
      play: sayWho,
    },
    {
      minute: minutesTo(ELECTION),
      text: 'The day of the election of 2016. What each state knows on it stands on this page from now on.',
      play: async () => {},
    },
    {
      minute: minutesTo(SPARED),
      text: 'The agency tells you that Michigan was hit as well; new records show it. Whoever was told otherwise has to be told so: Correct or clear, on the page of that notice.',
      play: saySpared,
    },
    {
      minute: minutesTo(END),
      text: 'The exercise ends. In history the officials of the states were told on 22 September 2017, four hundred days after the bulletin. How it went here stands on this page, to be printed.',
      play: async () => {},
    },
  ],
  liveFrom: BULLETIN - 5,
  acts: { 'chief-official': 'The duty officer', clerk: 'The IT staff' },
  score: (ctx) =>
    fourHundredDaysScore(ctx, {
      bulletin: new Date(START.getTime() + BULLETIN * 60_000),
      list: new Date(LIST),
      saidWho: new Date(SAID_WHO),
      election: new Date(ELECTION),
      spared: new Date(SPARED),
      end: new Date(END),
    }),
}
