import type { Session } from '@tocsin/api'

export type Desk =
  'operator' | 'agency' | 'platform' | 'office' | 'researcher' | 'reviewer' | 'auditor'
type NavItem = { to: string; label: string }
export type NavGroup = { title: string; items: NavItem[] }

/** `endsAt`: until when they were invited, where a date was named. */
type Who = { roles: readonly string[]; kind: string; endsAt?: string | undefined }

/** The desk a person lands on: what they are there to do, before what they also may do. */
export function deskOf(who: Who): Desk {
  const { roles, kind } = who
  if (roles.includes('operator')) return 'operator'
  if (roles.includes('analyst')) return kind === 'agency' ? 'agency' : analystDesk(kind)
  if (roles.includes('reviewer')) return 'reviewer'
  if (roles.includes('clerk') || roles.includes('official')) return 'office'
  return roles.includes('auditor') ? 'auditor' : 'office'
}

function analystDesk(kind: string): Desk {
  if (kind === 'researcher') return 'researcher'
  return kind === 'office' || kind === 'campaign' ? 'office' : 'platform'
}

export function whoOf(session: Session): Who {
  const { roles, endsAt } = session.person
  return { roles, kind: session.member.kind, endsAt }
}

/** Whether somebody looks into the record of all members: an auditor and nothing else, invited until a date. */
function audits({ roles, endsAt }: Who): boolean {
  return roles.length === 1 && roles[0] === 'auditor' && endsAt !== undefined
}

/** Whether somebody does things for their member; an auditor alone reads. */
export function mayAct({ roles }: Pick<Who, 'roles'>): boolean {
  return roles.some((role) => role !== 'auditor')
}

const DETECT = { to: '/findings', label: 'Findings' }
const COMPOSE = { to: '/compose', label: 'Share something' }
const INBOX = { to: '/inbox', label: 'Received' }
const SENT = { to: '/sent', label: 'Sent' }
const NOTICES = { to: '/notices', label: 'Notices' }
const REVIEW = { to: '/messages', label: 'Second review' }
const AUDIT = { to: '/audit', label: 'Audit' }
const CASES = { to: '/cases', label: 'Cases' }
const APPEALS = { to: '/appeals', label: 'Appeals' }
const DUTY = { to: '/duty', label: 'Duty' }
const MEETINGS = { to: '/meetings', label: 'Meetings' }
const MATCHING = { to: '/matchings', label: 'Private matching' }
const INCIDENTS = { to: '/incidents', label: 'Past incidents' }
const LOOKBACK = { to: '/lookback', label: 'Look-back' }
const KNOWLEDGE = { to: '/knowledge', label: 'Knowledge' }
const DISCLOSE = { to: '/disclosures', label: 'Joint disclosure' }
const REPORTS = { to: '/reports', label: 'Reports to us' }
const ALERTS = { to: '/alerts', label: 'Names that imitate' }
const DEFEND = { to: '/parties', label: 'Defend our names' }
const SUSPICIOUS = { to: '/suspicious', label: 'Is this mail real?' }
const CALLS = { to: '/calls', label: 'Offices to call' }
const WRITE = { to: '/notices/new', label: 'Write a notice' }

const VENDORS = { to: '/vendors', label: 'Vendors' }

const WORK: Record<Desk, NavItem[]> = {
  operator: [
    { to: '/overview', label: 'Overview' },
    ALERTS,
    INBOX,
    SENT,
    NOTICES,
    CASES,
    MEETINGS,
    DUTY,
  ],
  agency: [
    NOTICES,
    CALLS,
    WRITE,
    REPORTS,
    VENDORS,
    COMPOSE,
    DETECT,
    ALERTS,
    INBOX,
    SENT,
    CASES,
    MEETINGS,
    DUTY,
  ],
  platform: [DETECT, ALERTS, COMPOSE, INBOX, SENT, NOTICES, REPORTS, CASES, MEETINGS, DUTY],
  researcher: [DETECT, ALERTS, COMPOSE, INBOX, SENT, REPORTS, CASES, MEETINGS, DUTY],
  office: [NOTICES, INBOX, ALERTS, CASES, MEETINGS, DUTY],
  reviewer: [REVIEW, ALERTS, INBOX, SENT, NOTICES, CASES, MEETINGS, DUTY],
  auditor: [NOTICES, INBOX, SENT],
}

/** What an analyst may open is more than an eye takes in at once: it stands by what it is for. */
const VERBS: readonly NavGroup[] = [
  { title: 'Detect', items: [DETECT, ALERTS, LOOKBACK, SUSPICIOUS] },
  { title: 'Share', items: [COMPOSE, INBOX, SENT, REVIEW, MATCHING, DISCLOSE] },
  { title: 'Apprise', items: [NOTICES, WRITE, CALLS, REPORTS, VENDORS, DEFEND] },
  { title: 'Respond', items: [CASES, MEETINGS, DUTY, APPEALS, INCIDENTS, KNOWLEDGE] },
]

/** `work` by verb, that of the desk itself first: under its own heading, or an agency's apprising before the rest. */
function byVerb(desk: Desk, work: readonly NavItem[]): NavGroup[] {
  const isOwn = desk === 'operator' || desk === 'office'
  const placed = VERBS.flatMap(({ items }) => items)
  const own = work.filter((item) => !placed.includes(item) || (isOwn && WORK[desk].includes(item)))
  const rest = work.filter((item) => !own.includes(item))
  const groups = VERBS.map(({ title, items }) => ({
    title,
    items: items.filter((item) => rest.includes(item)),
  }))
  const first = desk === 'agency' ? groups.filter(({ title }) => title === 'Apprise') : []
  return [{ title: 'Work', items: own }, ...first, ...groups.filter((one) => !first.includes(one))]
}

const OFFICES = { to: '/offices', label: 'Offices' }

const HUB: NavItem[] = [
  { to: '/members', label: 'Members' },
  { to: '/groups', label: 'Groups' },
  OFFICES,
  { to: '/elections', label: 'Elections' },
  VENDORS,
  { to: '/parties', label: 'Defended parties' },
  KNOWLEDGE,
]

function isForAll({ to }: NavItem): boolean {
  return to === '/groups' || to === '/elections'
}

/** Everything this person may open, their own work first. `exercise` adds the drill. */
export function navOf(who: Who, exercise: boolean): NavGroup[] {
  const desk = deskOf(who)
  const isAnalyst = who.roles.includes('analyst')
  // No rule lets a campaign send a notice.
  const write = who.kind === 'campaign' ? [] : [WRITE, CALLS]
  const also =
    desk === 'operator'
      ? [DETECT, COMPOSE, WRITE, CALLS, REPORTS]
      : desk === 'office'
        ? [DETECT, COMPOSE, SENT, VENDORS, REPORTS, ...write]
        : []
  // Whoever shares may propose a lower version that a second person must see.
  const reviews = isAnalyst ? [REVIEW] : []
  const work = [
    ...(audits(who) ? [AUDIT] : []),
    ...WORK[desk],
    ...(isAnalyst ? also : []),
    ...reviews,
    ...(isAnalyst ? [LOOKBACK, APPEALS, MATCHING, DISCLOSE] : []),
    // An operator has these beside the other lists.
    ...(isAnalyst && desk !== 'operator' ? [KNOWLEDGE, DEFEND] : []),
    ...(mayAct(who) ? [INCIDENTS] : []),
    SUSPICIOUS,
  ]
  const record = [
    { to: '/log', label: 'Public log' },
    { to: '/bulletins', label: 'Public notices' },
    { to: '/register', label: 'Public register' },
    { to: '/disclosures/published', label: 'Joint disclosures' },
    { to: '/defended', label: 'Defended by kind' },
    { to: '/verify', label: 'Check a receipt' },
    ...(desk === 'office' ? [] : [{ to: '/refusals', label: 'Refusals' }]),
    { to: '/rules', label: 'Rules' },
    ...(desk === 'operator' ? [{ to: '/erasure', label: 'Erasure' }] : []),
  ]
  const hub = [
    ...(desk === 'operator' ? HUB : desk === 'office' ? [] : HUB.filter(isForAll)),
    // Agencies may read whom they write to; an office looks after its own entry.
    ...(desk === 'agency' || desk === 'office' ? [OFFICES] : []),
    ...(desk === 'office' ? [] : [{ to: '/keys', label: 'API keys' }]),
    { to: '/settings', label: 'Settings' },
    ...(exercise ? [{ to: '/drill', label: 'Drill' }] : []),
  ]
  return [
    ...(isAnalyst ? byVerb(desk, work) : [{ title: 'Work', items: work }]),
    { title: 'Exchange', items: hub },
    { title: 'Record', items: record },
  ].filter((group) => group.items.length > 0)
}

/** Where a desk opens. */
export function homeOf(who: Who): string {
  const home: Record<Desk, string> = {
    operator: '/overview',
    agency: '/notices',
    platform: '/findings',
    researcher: '/inbox',
    office: '/notices',
    reviewer: '/messages',
    auditor: audits(who) ? '/audit' : '/notices',
  }
  return home[deskOf(who)]
}
