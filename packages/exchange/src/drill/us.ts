import type { NoticeText } from '@tocsin/api'
import { member, withSecond, type CastMember } from './cast.ts'
import type { DrillCountry } from './country.ts'

const CAST: CastMember[] = [
  withSecond(
    member('agency-a', 'Federal Agency A', 'agency', 'Federal analyst, Agency A', ['analyst']),
    'Second reviewer, Agency A',
  ),
  member('agency-b', 'Federal Agency B', 'agency', 'Federal analyst, Agency B', ['analyst']),
  withSecond(
    member('platform-a', 'Platform A', 'platform', 'Platform investigator, Platform A', [
      'analyst',
    ]),
    'Second reviewer, Platform A',
  ),
  member('platform-b', 'Platform B', 'platform', 'Platform investigator, Platform B', ['analyst']),
  member('platform-c', 'Platform C', 'platform', 'Platform investigator, Platform C', ['analyst']),
  member(
    'state-fl',
    'Florida Division of Elections (drill)',
    'office',
    'Chief election official, Florida',
    ['official', 'analyst'],
    '12',
  ),
  member(
    'state-ga',
    'Georgia Election Division (drill)',
    'office',
    'Chief election official, Georgia',
    ['official', 'analyst'],
    '13',
  ),
  member(
    'county-12095',
    'Orange County Elections (drill)',
    'office',
    'County clerk, Orange County, Florida',
    ['clerk'],
    '12095',
  ),
  member(
    'county-13121',
    'Fulton County Elections (drill)',
    'office',
    'County clerk, Fulton County, Georgia',
    ['clerk'],
    '13121',
  ),
  member('campaign-x', 'Campaign X', 'campaign', 'Security lead, Campaign X', ['analyst']),
  member('campaign-y', 'Campaign Y', 'campaign', 'Security lead, Campaign Y', ['analyst']),
  member('research-a', 'University Research Group A', 'researcher', 'Researcher, Group A', [
    'analyst',
  ]),
  member('research-b', 'University Research Group B', 'researcher', 'Researcher, Group B', [
    'analyst',
  ]),
  member(
    'inspector',
    'Office of the Inspector (drill)',
    'agency',
    'Auditor, Office of the Inspector',
    ['auditor'],
  ),
]

const GROUPS: DrillCountry['groups'] = {
  tips: {
    name: 'Platform tips',
    charter:
      'Platforms tell each other of coordinated networks seen on their own service. Each judges for itself. No government member, no requests.',
    purposes: ['platform-integrity'],
    legalBasis: 'Voluntary sharing agreement of the drill',
    maxTlp: 'amber',
    members: ['platform-a', 'platform-b', 'platform-c'],
  },
  room: {
    name: 'Election threat room',
    charter:
      'Agencies, platforms and state offices share threats to the running of the election. Information only: nothing is asked and nothing is owed.',
    purposes: ['election-security', 'platform-integrity'],
    legalBasis: 'Cybersecurity information sharing agreement of the drill',
    maxTlp: 'amber+strict',
    members: [
      'agency-a',
      'agency-b',
      'platform-a',
      'platform-b',
      'state-fl',
      'state-ga',
      'county-12095',
      'county-13121',
    ],
  },
  research: {
    name: 'Research exchange',
    charter: 'Vetted data for researchers under terms; results come back as corrections.',
    purposes: ['research'],
    legalBasis: 'Data use agreement of the drill',
    maxTlp: 'green',
    members: ['platform-a', 'platform-b', 'research-a', 'research-b'],
  },
}

const WARNING_EN: NoticeText = {
  subject: 'False posts about closed polling places',
  what: 'A group of accounts posts that polling places moved or closed. The posts name real counties. They are false.',
  howSure: 'We saw the posts ourselves. The accounts act as one. We do not know who runs them.',
  actions: [
    'Check that your web page shows the right polling places',
    'Tell your staff to point callers to that page',
    'Send us any false post you see',
  ],
  whoToCall: 'Duty desk, Federal Agency A: 555-0100, day and night',
}

const WARNING_ES: NoticeText = {
  subject: 'Mensajes falsos sobre lugares de votación cerrados',
  what: 'Un grupo de cuentas publica que los lugares de votación cambiaron o cerraron. Los mensajes nombran condados reales. Son falsos.',
  howSure: 'Vimos los mensajes. Las cuentas actúan como una sola. No sabemos quién las maneja.',
  actions: [
    'Revise que su página muestre los lugares correctos',
    'Pida a su personal que dirija a la gente a esa página',
    'Envíenos cualquier mensaje falso que vea',
  ],
  whoToCall: 'Mesa de guardia, Agencia Federal A: 555-0100, día y noche',
}

const ADVISORY_TEXT: NoticeText = {
  subject: 'Be ready for false claims on election night',
  what: 'In past elections false claims spread fast while votes were counted. We expect the same this week.',
  howSure: 'This is a general warning. We have no sign of a plan against any one place.',
  actions: [
    'Agree today on who speaks for your office',
    'Have your counting times ready to publish',
  ],
  whoToCall: 'Duty desk, Federal Agency B: 555-0101, day and night',
}

/** An election week in a made-up country of real places of the United States. */
export const unitedStates: DrillCountry = {
  pack: 'us',
  title: 'Election week',
  start: new Date('2026-10-26T13:00:00.000Z'),
  election: {
    name: 'General election of the drill',
    kind: 'general',
    date: '2026-11-24',
    places: ['US'],
    deadlines: [{ name: 'Last day to register', date: '2026-10-30' }],
    clocks: [{ lastDays: 7, answerWithin: 30 }],
  },
  cast: CAST,
  groups: GROUPS,
  beats: {
    detect: 'Platform A looks for coordination in two days of posts.',
    release: 'Platform A releases the strongest network to the other platforms.',
    read: 'Platforms B and C open it.',
    tell: 'Platform A tells the election threat room what it saw.',
    warn: 'Agency A warns the chief official of every state and every county clerk in Florida and Georgia.',
    recall: 'Platform A takes its first release back: three accounts are in doubt.',
    answer: 'Platform B deleted it and says so; Platform C has not answered.',
    advise: 'Agency B sends the states a general advisory, with no indicator in it.',
    detectAgain: 'Platform B looks for coordination in its own posts.',
    refused: 'Platform B tries to share more widely than the charter allows and is refused.',
    releaseAgain: 'Platform B shares it under the charter.',
    close: 'Agency A closes its notice and signs why some offices were never reached.',
  },
  titles: {
    network: 'Coordinated network seen on Platform A',
    told: 'False polling-place posts by one network',
    second: 'Second network',
  },
  recallReason: 'Three of the accounts turned out to be one newsroom using a scheduler.',
  closeReason: 'The posts are gone. Offices that never answered were called by their states.',
  posts: {
    hashtags: ['pollsclosed', 'voteelsewhere', 'linestoolong'],
    messages: [
      'The polling place at {place} moved',
      'Do not go to {place} today',
      'They turn people away at {place}',
    ],
  },
  warning: { en: WARNING_EN, es: WARNING_ES },
  warned: ['12', '13'],
  advisory: ADVISORY_TEXT,
  advised: ['04', '12', '13', '26', '32', '37', '42', '55'],
  titleOf: (role, place, isDeputy) => {
    const post = role === 'clerk' ? 'County clerk' : 'Chief election official'
    return isDeputy ? `Deputy ${post.toLowerCase()}, ${place}` : `${post}, ${place}`
  },
  acts: { 'chief-official': 'The duty officer', clerk: 'The deputy clerk' },
}
