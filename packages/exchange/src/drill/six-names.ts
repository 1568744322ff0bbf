/**
 * August 2018, to be played: six names that imitate two think-tanks, a chamber of the legislature and a company, found among
 * twenty thousand ordinary ones, told to the four first, sealed by order of a court, and opened on the night of the announcement. The
 * names are those of the public record (Microsoft, statement of 20 August 2018); everybody else here is made up.
 */
import { member, type CastMember } from './cast.ts'
import type { DrillScript } from './drill-script.ts'
import {
  answer,
  lookThrough,
  readShared,
  sealAll,
  shareOpened,
  shareTooEarly,
} from './six-names-beats.ts'
import { enrol, type PlayedParty } from './six-names-seed.ts'

const START = new Date('2018-08-16T13:00:00.000Z')
/** 20 August, 23:00 in Washington. */
const ANNOUNCED = new Date('2018-08-21T03:00:00.000Z')
const HOUR = 60
const ANNOUNCED_AT = (ANNOUNCED.getTime() - START.getTime()) / 60_000

const SIX = [
  'my-iri.org',
  'hudsonorg-my-sharepoint.com',
  'senate.group',
  'adfs-senate.services',
  'adfs-senate.email',
  'office365-onedrive.com',
]

const CAST: CastMember[] = [
  member('company', 'Company A', 'platform', 'Investigator, Company A', ['analyst']),
  member('think-tank-a', 'Think-tank A', 'researcher', 'Head of IT, Think-tank A', ['analyst']),
  member('think-tank-b', 'Think-tank B', 'researcher', 'Head of IT, Think-tank B', ['analyst']),
  member('chamber', 'A chamber of the legislature', 'agency', 'Duty desk, the chamber', [
    'analyst',
  ]),
  member('campaign-x', 'Campaign X', 'campaign', 'Security lead, Campaign X', ['analyst']),
  member('campaign-y', 'Campaign Y', 'campaign', 'Security lead, Campaign Y', ['analyst']),
  member('platform-b', 'Platform B', 'platform', 'Investigator, Platform B', ['analyst']),
  member('platform-c', 'Platform C', 'platform', 'Investigator, Platform C', ['analyst']),
]

/** Both campaigns are watched for as the four are, and nothing imitates either. */
const PARTIES: PlayedParty[] = [
  { key: 'think-tank-a', kind: 'think-tank', domains: ['iri.org'] },
  { key: 'think-tank-b', kind: 'think-tank', domains: ['hudson.org'] },
  { key: 'chamber', kind: 'office', domains: ['senate.gov'] },
  {
    key: 'company',
    kind: 'vendor',
    domains: ['microsoft.com', 'office365.com', 'onedrive.com', 'sharepoint.com'],
  },
  { key: 'campaign-x', kind: 'campaign', domains: ['campaign-x.example'] },
  { key: 'campaign-y', kind: 'campaign', domains: ['campaign-y.example'] },
]

/** Who is told once the parties were. */
const PEERS = ['company', 'platform-b', 'platform-c']

export const sixNames: DrillScript = {
  name: 's4',
  pack: 'us',
  title: 'Six names, August 2018',
  start: START,
  speed: 600,
  cast: CAST,
  prepare: (stage, operatorEmail) =>
    enrol(stage, operatorEmail, { cast: CAST, parties: PARTIES, peers: PEERS }),
  beats: [
    {
      minute: HOUR,
      text: 'Company A looks through names that were registered lately. Six imitate four parties; each is told at once, by mail to two contacts, and nobody else is.',
      play: (stage, seed) => lookThrough(stage, seed, SIX),
    },
    {
      minute: HOUR + 10,
      text: 'By order of a court Company A keeps what it found from everybody but the four until the announcement.',
      play: (stage) => sealAll(stage, ANNOUNCED),
    },
    {
      minute: 3 * HOUR,
      text: 'Think-tank A answers: not ours, others may know, and it asks for help.',
      play: (stage) => answer(stage, 'think-tank-a', { mayKnow: 'members', wantsHelp: true }),
    },
    {
      minute: 5 * HOUR,
      text: 'Company A would tell its peers before the time, and is refused by the rule.',
      play: shareTooEarly,
    },
    {
      minute: 27 * HOUR,
      text: 'The chamber answers: not ours, and nobody else is to know.',
      play: (stage) => answer(stage, 'chamber', { mayKnow: 'nobody', wantsHelp: false }),
    },
    {
      minute: 50 * HOUR,
      text: 'Company A answers for its own names. Think-tank B says nothing: its hours run.',
      play: (stage) => answer(stage, 'company', { mayKnow: 'members', wantsHelp: false }),
    },
    {
      minute: ANNOUNCED_AT + 5,
      text: 'The window has ended: on the public page anybody checks that the log had each name before. Company A tells its peers.',
      play: shareOpened,
    },
    {
      minute: ANNOUNCED_AT + 30,
      text: 'Platforms B and C read it. What each does with it is its own.',
      play: async (stage) => {
        await readShared(stage, 'platform-b')
        await readShared(stage, 'platform-c')
      },
    },
  ],
  liveFrom: 2 * HOUR,
  acts: { 'chief-official': 'The duty officer', clerk: 'The deputy clerk' },
}
