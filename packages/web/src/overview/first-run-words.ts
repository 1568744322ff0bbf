import type { FirstRunId, FirstRunItem } from '@tocsin/api'
import { countOf } from '../words/count-of.ts'

/** What each thing is called, what it takes, and where that is done. */
type ItemWords = { title: string; todo: string; to?: string; link?: string }

export const ITEM_WORDS: Record<FirstRunId, ItemWords> = {
  address: {
    title: 'Reached by a safe address (https)',
    todo: 'Put a TLS proxy in front and set origin in config.json. Without it sign-in links and receipts travel in the open, and browsers check no signature.',
  },
  'run-by': {
    title: 'Whoever runs it stands on the front page',
    todo: 'Set runBy in config.json: a name, and a mail address or a telephone number.',
    to: '/about',
    link: 'Front page',
  },
  'mail-server': {
    title: 'A mail server takes our mail',
    todo: 'Set smtpUrl in config.json and start again. Until then links are handed over and offices are called.',
  },
  'mail-received': {
    title: 'A mail of ours was received',
    todo: 'On the sign-in page ask for a link to your own mailbox and come in by it. That is seen here by itself; a link printed on the server does not count.',
  },
  places: {
    title: 'Places are loaded',
    todo: 'The pack of a country is loaded by tocsin init, towns by tocsin places import.',
    to: '/offices',
    link: 'Offices',
  },
  'second-operator': {
    title: 'A second operator has signed in',
    todo: 'Invite one under Members. With one alone nobody can let changes of contacts stand that the other proposed, and nobody is there when they are not.',
    to: '/members',
    link: 'Members',
  },
  'policies-read': {
    title: 'Somebody has read the rules in force',
    todo: 'Read them, then say so here. It is kept with your name and stands in the log. When the rules change, it is open again.',
    to: '/rules',
    link: 'Rules',
  },
  'first-member': {
    title: 'A member was admitted and has signed in',
    todo: 'Admit one under Members and invite a person of theirs.',
    to: '/members',
    link: 'Members',
  },
  group: {
    title: 'A sharing group with two members',
    todo: 'Found one with its charter, and add members. Outside of groups nothing is shared.',
    to: '/groups',
    link: 'Groups',
  },
  contacts: {
    title: 'Contacts of offices are on file',
    todo: 'Import them as CSV. A place with nobody on file cannot be told of anything.',
    to: '/offices',
    link: 'Offices',
  },
  reached: {
    title: 'A contact was reached',
    todo: 'Send a test of reachability: a contact counts once somebody opened or answered a mail.',
    to: '/elections',
    link: 'Elections',
  },
  election: {
    title: 'An election is on file',
    todo: 'Add it: tests of reachability and ends of charters go by its day.',
    to: '/elections',
    link: 'Elections',
  },
  backup: {
    title: 'A backup was taken within 26 hours',
    todo: 'Have each backup touch backup.done in the data folder as its last step. Its time is all that is seen here: not what it holds.',
  },
  'restore-tried': {
    title: 'A backup was brought back, within a year',
    todo: 'Bring one back on another machine and look at it, then say so here. No program of ours can see it; it is kept with your name and stands in the log.',
  },
  monitoring: {
    title: 'Something watches this server',
    todo: 'Have a program ask /healthz or /metrics at least every 15 minutes and call somebody when it says no. What asked before this server started is not known, nor what other servers of this exchange are asked.',
  },
  witnesses: {
    title: 'Independent witnesses sign the log',
    todo: 'This version asks no witness. Have somebody else keep old heads: tocsin verify --log … --since … shows whether anything before was changed.',
    to: '/log',
    link: 'Public log',
  },
}

/** What still has to be done or looked at. */
export function leftOf(items: readonly FirstRunItem[]): FirstRunItem[] {
  return items.filter(({ state }) => state === 'open' || state === 'unknown')
}

/** What was found of it, in words; nothing where the state says it all. */
export function describeFound({ id, count, of, how, state }: FirstRunItem): string {
  if (id === 'address') return `The address is ${how}.`
  if (id === 'mail-server') return MAIL[how ?? ''] ?? ''
  if (id === 'second-operator')
    return `${countOf(count ?? 0, 'operator has', 'operators have')} signed in.`
  if (id === 'places') return `${countOf(count ?? 0, 'place')}.`
  if (id === 'first-member')
    return `Of ${count} of ${countOf(of ?? 0, 'member')} beside the hub somebody has signed in.`
  if (id === 'group') return `${countOf(count ?? 0, 'group')}.`
  if (id === 'contacts')
    return `${countOf(count ?? 0, 'office has', 'offices have')} somebody on file, of ${of} that answer for a place.`
  if (id === 'reached') return `${countOf(count ?? 0, 'contact')}.`
  if (id === 'election') return `${countOf(count ?? 0, 'election')} to come.`
  if (id === 'backup')
    return [
      state === 'unknown' ? 'The file could not be looked at.' : '',
      how === undefined
        ? ''
        : `The database server put a piece of its log away last at ${how.slice(0, 16).replace('T', ' ')} UTC.`,
    ]
      .filter(Boolean)
      .join(' ')
  if (id === 'witnesses')
    return count === 0
      ? 'Nobody else has signed the newest head.'
      : `Under the newest head stand signatures of ${countOf(count ?? 0, 'other name')}, which were not checked.`
  return ''
}

const MAIL: Record<string, string> = {
  none: 'No mail server is set.',
  untried: 'One is set; it was handed no mail yet.',
  working: 'It takes our mail.',
  failing: 'It refuses us or is away.',
}

/** What there is to do; of a mail server that is set another thing than to set one. */
export function todoOf({ id, how }: FirstRunItem): string {
  if (id !== 'mail-server' || how === 'none') return ITEM_WORDS[id].todo
  return how === 'untried'
    ? 'Ask for a sign-in link to your own mailbox: that is its first mail.'
    : 'What it says stands on the overview. Mails wait until it takes them.'
}

/** What is called so once it is, with what stands open and what nobody can say. */
export const STATES: Record<FirstRunItem['state'], string> = {
  done: 'Done',
  open: 'Open',
  cannot: 'Not in this version',
  unknown: 'Not known',
}
