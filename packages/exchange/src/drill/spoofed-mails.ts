/**
 * October 2020, to be played: threatening mails to voters under a false name, and a film. The drill plays three clerks, the mail
 * provider, the platforms and the agency; the duty officer of the hub is whoever plays. What they do, and when, is the score. That the
 * mails and the film were, and that it was said the next evening who sent them, is public record (statement of the directors of
 * national intelligence and the FBI, 21 October 2020); everything else here is made up.
 */
import { member, type CastMember } from './cast.ts'
import type { DrillScript } from './drill-script.ts'
import { readFrames, reportAs, sayWho, tellFrames, tellServers } from './spoofed-mails-beats.ts'
import { spoofedMailsScore } from './spoofed-mails-score.ts'
import { openHub, sayHowToReport } from './spoofed-mails-seed.ts'

const START = new Date('2020-10-20T12:30:00.000Z')
const HOUR = 60
/** The evening of the next day in Washington. */
const SAID_WHO = new Date('2020-10-21T23:30:00.000Z')
const SAID_WHO_AT = (SAID_WHO.getTime() - START.getTime()) / 60_000

const CAST: CastMember[] = [
  member('hub', 'Hub of the states', 'hub', 'Duty officer, Hub of the states (you)', [
    'operator',
    'analyst',
  ]),
  member('agency', 'Federal Agency A', 'agency', 'Federal analyst, Agency A', ['analyst']),
  member('provider', 'Mail provider', 'platform', 'Investigator, Mail provider', ['analyst']),
  member('platform-b', 'Platform B', 'platform', 'Investigator, Platform B', ['analyst']),
  member('platform-c', 'Platform C', 'platform', 'Investigator, Platform C', ['analyst']),
  member(
    'state-fl',
    'Florida Division of Elections (drill)',
    'office',
    'Chief election official, Florida',
    ['official', 'analyst'],
    '12',
  ),
]

export const spoofedMails: DrillScript = {
  name: 's5',
  pack: 'us',
  title: 'Mails under a false name, October 2020',
  start: START,
  // Five minutes an hour, so that a notice can be written in the two hours that are the mark.
  speed: 12,
  cast: CAST,
  prepare: (stage, operatorEmail) => openHub(stage, operatorEmail, CAST),
  beats: [
    {
      minute: 1,
      text: 'The hub tells the clerks of three counties how to report. Nothing has happened yet.',
      play: sayHowToReport,
    },
    {
      minute: HOUR,
      text: 'A clerk in Florida reports a mail that threatens a voter. You are the duty officer of the hub: Reports to us.',
      play: (stage, seed) => reportAs(stage, seed, 0),
    },
    {
      minute: HOUR + 20,
      text: 'A clerk in Arizona reports: eleven voters called. Is it the same thing?',
      play: (stage, seed) => reportAs(stage, seed, 1),
    },
    {
      minute: HOUR + 40,
      text: 'A clerk in Alaska has a mail looked at and reports it.',
      play: (stage, seed) => reportAs(stage, seed, 2),
    },
    {
      minute: 2 * HOUR,
      text: 'The mail provider tells the hub and the platforms by which servers the mails came.',
      play: tellServers,
    },
    {
      minute: 2 * HOUR + 15,
      text: 'Platform B tells hashes of frames of the film (pictures drawn for this drill stand for them). Voters ask in public whether their data was stolen.',
      play: tellFrames,
    },
    {
      minute: 2 * HOUR + 30,
      text: 'Platform C reads both. What it finds and does is its own.',
      play: readFrames,
    },
    {
      minute: SAID_WHO_AT,
      text: 'The agency says who is behind it, with how likely and how sure in sentences of their own. In 2020 it was this evening that the public was told.',
      play: sayWho,
    },
    {
      minute: SAID_WHO_AT + HOUR,
      text: 'The exercise ends. How it went stands on this page, to be printed.',
      play: async () => {},
    },
  ],
  liveFrom: HOUR - 5,
  acts: { 'chief-official': 'The duty officer', clerk: 'The deputy clerk' },
  score: (ctx) => spoofedMailsScore(ctx, SAID_WHO),
}
