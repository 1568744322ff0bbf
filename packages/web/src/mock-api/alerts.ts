import type { AlertState, Party, PartyAlert, PartyStatement } from '@tocsin/api'
import { idOf, MEMBERS, NOW } from './people.ts'

const STATEMENT: PartyStatement = {
  name: 'Forward Campaign',
  kind: 'campaign',
  domains: ['forwardcampaign.example'],
  aliases: ['forward'],
  keywords: [],
  contacts: [{ title: 'Head of IT', email: 'it@forwardcampaign.example', language: 'en' }],
  tellFrom: 70,
  othersAfter: 24,
}

const VERSION = { proposedAt: NOW, proposedBy: 'Forward Campaign', logIndex: 12 } as const

export const PARTIES: Party[] = [
  {
    id: idOf(901),
    member: { id: MEMBERS[7]!.id, name: MEMBERS[7]!.name, kind: MEMBERS[7]!.kind },
    state: 'defended',
    name: STATEMENT.name,
    kind: STATEMENT.kind,
    inForce: { ...VERSION, version: 1, state: 'in-force', statement: STATEMENT, settledAt: NOW },
    waiting: {
      ...VERSION,
      version: 2,
      state: 'proposed',
      statement: { ...STATEMENT, aliases: ['forward', 'onward'], othersAfter: 48 },
    },
    ownProposal: false,
  },
  {
    id: idOf(902),
    state: 'proposed',
    name: 'Pine Tree Institute',
    kind: 'think-tank',
    waiting: {
      ...VERSION,
      version: 1,
      state: 'proposed',
      statement: { ...STATEMENT, name: 'Pine Tree Institute', kind: 'think-tank' },
    },
    ownProposal: true,
  },
]

/** A made-up alert about the first party; tests change what they are about. */
export function makeAlert(n: number, name = 'forwardcampaign.example.net'): PartyAlert {
  const { id, name: finder, kind } = MEMBERS[6]!
  return {
    id: idOf(910 + n),
    name,
    target: 'forwardcampaign.example',
    party: { id: idOf(901), name: STATEMENT.name },
    finder: { id, name: finder, kind },
    technique: 'sub-domain',
    score: 90 - n,
    evidence: '"forwardcampaign" stands in front of a stranger’s name.',
    state: 'told',
    firstSeen: NOW,
    lastSeen: NOW,
    seen: 1,
    toldAt: NOW,
    mayShare: false,
    findingId: idOf(201),
    logIndex: 40 + n,
  }
}

export const ALERTS: PartyAlert[] = [
  makeAlert(1),
  { ...makeAlert(2, 'xn--frward-5yf.example'), technique: 'homograph', state: 'new' },
  { ...makeAlert(3, 'f0rwardcampaign.example'), technique: 'homoglyph', state: 'unreached' },
]

export function countsOf(alerts: readonly PartyAlert[]): Record<AlertState, number> {
  const of = (state: AlertState) => alerts.filter((one) => one.state === state).length
  return {
    new: of('new'),
    telling: of('telling'),
    told: of('told'),
    unreached: of('unreached'),
    answered: of('answered'),
    'set-aside': of('set-aside'),
  }
}
