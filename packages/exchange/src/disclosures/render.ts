/** What is published of parts: large accounts by name, small ones under pseudonyms, small counts not at all. Pure. */
import type {
  CountOrFewer,
  DisclosurePack,
  MemberKind,
  PackAccount,
  PublishedAccount,
  PublishedPart,
  PublishedPost,
} from '@tocsin/api'
import { bare, type Hidden, pseudonymOf, withoutNames } from './pseudonyms.ts'
import { thinOut } from './thin.ts'

export type Terms = { threshold: number; k: number }

/** A part that opened, with the member whose it is. */
export type OpenPart = {
  member: { id: string; name: string; kind: MemberKind }
  digest: string
  since: number
  correctedIn?: number
  pack: DisclosurePack
}

export type MissingPart = { member: OpenPart['member']; since: number }

/** Everything that a version publishes. */
export type Rendered = {
  parts: PublishedPart[]
  accounts: PublishedAccount[]
  posts: PublishedPost[]
  indicators: ({ member: string } & DisclosurePack['indicators'][number])[]
}

const TURN = 2000

/** Renders all parts of a version together, so that what one names by a pseudonym no text of another says. */
export async function render(
  parts: readonly (OpenPart | MissingPart)[],
  terms: Terms,
  key: Uint8Array,
): Promise<Rendered> {
  const open = parts.filter((part) => 'pack' in part)
  const hidden = findHidden(open, terms)
  const rendered: Rendered = { parts: [], accounts: [], posts: [], indicators: [] }
  for (const part of parts) {
    if ('pack' in part) await renderPart(part, { terms, key, hidden }, rendered)
    else rendered.parts.push(missing(part))
  }
  return rendered
}

function missing({ member, since }: MissingPart): PublishedPart {
  const none = { named: 0, underPseudonym: {}, posts: 0, reach: [], spend: [], indicators: 0 }
  return { member, state: 'missing', since, ...none, attribution: [], corrections: [] }
}

/** Ids and handles of small accounts, but for those that are named elsewhere: a text that says them tells nothing. */
function findHidden(parts: readonly OpenPart[], terms: Terms): Set<string> {
  const hidden = new Set<string>()
  const accounts = parts.flatMap(({ pack }) => pack.accounts)
  for (const account of accounts.filter((one) => isSmall(one, terms)))
    for (const name of namesOf(account)) hidden.add(name)
  for (const account of accounts.filter((one) => !isSmall(one, terms)))
    for (const name of namesOf(account)) hidden.delete(name)
  return hidden
}

function isSmall({ followers }: PackAccount, { threshold }: Terms): boolean {
  return followers < threshold
}

function namesOf({ id, handle }: PackAccount): string[] {
  return handle === undefined ? [bare(id)] : [bare(id), bare(handle)]
}

/** Pseudonyms of one member. */
type Naming = (kind: 'account' | 'post', ...names: string[]) => string

function nameOf(naming: Naming, { platform, id }: PackAccount): string {
  return naming('account', platform, bare(id))
}

type How = { terms: Terms; key: Uint8Array; hidden: ReadonlySet<string> }
/** The same for one part. */
type OfPart = { terms: Terms; naming: Naming; hidden: Hidden }

function toOfPart({ member }: OpenPart, small: readonly PackAccount[], how: How): OfPart {
  const naming: Naming = (kind, ...names) =>
    pseudonymOf(how.key, kind, { member: member.id, names })
  const own = new Map<string, string>()
  for (const account of small)
    for (const name of namesOf(account)) own.set(name, nameOf(naming, account))
  return { terms: how.terms, naming, hidden: { all: how.hidden, own } }
}

async function renderPart(part: OpenPart, how: How, into: Rendered): Promise<void> {
  const { member, pack, digest, since, correctedIn } = part
  const { terms } = how
  const { name } = member
  const small = pack.accounts.filter((one) => isSmall(one, terms))
  const ofPart = toOfPart(part, small, how)
  const { hidden } = ofPart
  const named = pack.accounts.filter((one) => !isSmall(one, terms))
  for (const account of named) into.accounts.push(byName(name, account, hidden))
  for (const account of underPseudonyms(name, small, ofPart)) into.accounts.push(account)
  await renderPosts(part, small, ofPart, into)
  const say = (text: string) => withoutNames(text, hidden)
  for (const { kind: of, value } of pack.indicators)
    into.indicators.push({ member: name, kind: of, value: say(value) })
  into.parts.push({
    member,
    state: 'opened',
    since,
    ...(correctedIn === undefined ? {} : { correctedIn }),
    digest,
    named: named.length,
    underPseudonym: toCount(small.length, terms),
    posts: pack.posts.length,
    reach: pack.reach.map(({ what, count, from, until }) => ({
      what: say(what),
      ...toCount(count, terms),
      ...toPeriod(from, until),
    })),
    spend: pack.spend.map(({ currency, amount, ads, from, until }) => ({
      currency,
      amount,
      ...(ads === undefined ? {} : { ads: toCount(ads, terms) }),
      ...toPeriod(from, until),
    })),
    attribution: pack.attribution.map((one) => ({
      ...one,
      actor: say(one.actor),
      basis: say(one.basis),
    })),
    indicators: pack.indicators.length,
    corrections: pack.corrections.map(({ text }) => say(text)),
  })
}

/** A count, unless it is over nothing and below k: that there was none says nothing of anybody. */
function toCount(count: number, { k }: Pick<Terms, 'k'>): CountOrFewer {
  return count > 0 && count < k ? { fewerThan: k } : { count }
}

function toPeriod(from: string | undefined, until: string | undefined) {
  return { ...(from === undefined ? {} : { from }), ...(until === undefined ? {} : { until }) }
}

function byName(member: string, account: PackAccount, hidden: Hidden): PublishedAccount {
  const { id, followers, name, url, ...rest } = account
  return {
    member,
    account: id,
    pseudonym: false,
    ...rest,
    ...(name === undefined ? {} : { name: withoutNames(name, hidden) }),
    ...(url === undefined ? {} : { url: withoutNames(url, hidden) }),
    followers: { count: followers },
  }
}

/** Nothing where there are fewer than k: a list of them would be their count. */
function underPseudonyms(
  member: string,
  small: readonly PackAccount[],
  { terms, naming }: OfPart,
): PublishedAccount[] {
  const given = thinOut(
    small.map(({ platform, kind, language, country, created }) => ({
      platform,
      kind,
      ...(language === undefined ? {} : { language }),
      ...(country === undefined ? {} : { country }),
      ...(created === undefined ? {} : { created: created.slice(0, 4) }),
    })),
    terms.k,
  )
  const rows = given.map((traits, at) => ({
    member,
    account: nameOf(naming, small[at]!),
    pseudonym: true,
    ...traits,
    followers: { fewerThan: terms.threshold },
  }))
  // In the order of their pseudonyms: that of the part could be the order of their names.
  return rows.toSorted((a, b) => (a.account < b.account ? -1 : 1))
}

async function renderPosts(
  { member, pack }: OpenPart,
  small: readonly PackAccount[],
  { terms, naming, hidden }: OfPart,
  into: Rendered,
): Promise<void> {
  const ofSmall = new Map(small.map((account) => [account.id, account]))
  const pseudonyms = new Map(small.map((account) => [account.id, nameOf(naming, account)]))
  const areListed = small.length >= terms.k
  for (const [row, post] of pack.posts.entries()) {
    if (row % TURN === 0) await new Promise(setImmediate)
    const account = ofSmall.get(post.account)
    const text = post.text === undefined ? {} : { text: withoutNames(post.text, hidden) }
    if (account === undefined) {
      const { id, url, at, account: of } = post
      const link = url === undefined ? {} : { url: withoutNames(url, hidden) }
      into.posts.push({ member: member.name, post: id, account: of, at, ...text, ...link })
      continue
    }
    into.posts.push({
      member: member.name,
      post: naming('post', account.platform, post.id),
      ...(areListed ? { account: pseudonyms.get(account.id)! } : {}),
      at: `${post.at.slice(0, 13)}:00:00Z`,
      ...text,
    })
  }
}
