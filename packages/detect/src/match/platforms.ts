/** Platforms that accounts are of, by the names people give them and the addresses of their profiles. */

type Profile = { handle: string } | { userId: string }
type PlatformFacts = {
  /** As STIX names it (`account-type-ov`) where it does. */
  platform: string
  names: readonly string[]
  hosts: readonly string[]
  /** Who a path is the profile of, where it is one. */
  profile: (path: readonly string[], query: URLSearchParams) => Profile | undefined
}

/** First segments that are pages of the site and nobody's name. */
const PAGES = new Set(
  'about account ads api blog directory download events explore groups hashtag help home i intent jobs legal login logout marketplace messages notifications pages people policies post posts privacy public reel reels search settings share shop signup status stories support terms topics tos trending tv video videos watch web'.split(
    ' ',
  ),
)
const NAME = /^[\p{L}\p{N}_.-]{1,100}$/u

const bare = ([name, ...rest]: readonly string[]) =>
  rest.length === 0 && name !== undefined && !PAGES.has(name.toLowerCase())
    ? toHandle(name)
    : undefined
const at = ([name, ...rest]: readonly string[]) =>
  rest.length === 0 && name?.startsWith('@') ? toHandle(name) : undefined
const below =
  (...folders: string[]) =>
  ([folder, name, ...rest]: readonly string[]) =>
    rest.length === 0 && folder !== undefined && name !== undefined && folders.includes(folder)
      ? toHandle(name)
      : undefined

const PLATFORMS: readonly PlatformFacts[] = [
  {
    platform: 'bluesky',
    names: ['bluesky', 'bsky'],
    hosts: ['bsky.app'],
    profile: below('profile'),
  },
  {
    platform: 'facebook',
    names: ['facebook', 'fb'],
    hosts: ['facebook.com', 'm.facebook.com', 'fb.com'],
    profile: (path, query) => {
      const id = path[0] === 'profile.php' ? query.get('id') : null
      if (id !== null && /^\d{1,30}$/.test(id)) return { userId: id }
      return path[0]?.endsWith('.php') ? undefined : bare(path)
    },
  },
  {
    platform: 'instagram',
    names: ['instagram', 'ig', 'insta'],
    hosts: ['instagram.com'],
    profile: (path) => (path[0] === 'p' ? undefined : bare(path)),
  },
  {
    platform: 'linkedin',
    names: ['linkedin'],
    hosts: ['linkedin.com'],
    profile: below('in', 'company'),
  },
  {
    platform: 'mastodon',
    names: ['mastodon', 'fediverse'],
    hosts: ['mastodon.social'],
    profile: toFediverse,
  },
  { platform: 'pinterest', names: ['pinterest'], hosts: ['pinterest.com'], profile: bare },
  {
    platform: 'reddit',
    names: ['reddit'],
    hosts: ['reddit.com', 'old.reddit.com'],
    profile: below('user', 'u'),
  },
  { platform: 'snapchat', names: ['snapchat'], hosts: ['snapchat.com'], profile: below('add') },
  {
    platform: 'telegram',
    names: ['telegram', 'tg'],
    hosts: ['t.me', 'telegram.me'],
    profile: (path) =>
      path[0] === 's'
        ? below('s')(path)
        : /^(\+|joinchat$|c$)/.test(path[0] ?? '')
          ? undefined
          : bare(path),
  },
  { platform: 'threads', names: ['threads'], hosts: ['threads.net', 'threads.com'], profile: at },
  { platform: 'tiktok', names: ['tiktok', 'tik tok'], hosts: ['tiktok.com'], profile: at },
  {
    platform: 'truth-social',
    names: ['truth social', 'truthsocial', 'truth-social'],
    hosts: ['truthsocial.com'],
    profile: at,
  },
  { platform: 'twitch', names: ['twitch'], hosts: ['twitch.tv'], profile: bare },
  {
    platform: 'twitter',
    names: ['twitter', 'x', 'x (twitter)', 'twitter/x', 'x/twitter', 'x.com', 'twitter.com'],
    hosts: ['x.com', 'twitter.com', 'mobile.twitter.com', 'mobile.x.com'],
    profile: bare,
  },
  {
    platform: 'vk',
    names: ['vk', 'vkontakte'],
    hosts: ['vk.com', 'm.vk.com'],
    profile: (path) => {
      const id = path.length === 1 ? /^id(\d{1,20})$/.exec(path[0]!)?.[1] : undefined
      return id ? { userId: id } : bare(path)
    },
  },
  {
    platform: 'youtube',
    names: ['youtube', 'yt'],
    hosts: ['youtube.com', 'm.youtube.com'],
    profile: (path) => {
      if (path[0] === 'channel' && path.length === 2 && /^UC[\w-]{10,40}$/.test(path[1]!))
        return { userId: path[1]! }
      return at(path) ?? below('user', 'c')(path)
    },
  },
]

const BY_NAME = new Map(
  PLATFORMS.flatMap((one) => one.names.map((name) => [name, one.platform] as const)),
)
const BY_HOST = new Map(PLATFORMS.flatMap((one) => one.hosts.map((host) => [host, one] as const)))
/** As `Platform` of the API wants it. */
const PLATFORM = /^[a-z0-9][a-z0-9-]{0,39}$/

function toHandle(segment: string): Profile | undefined {
  const name = segment.startsWith('@') ? segment.slice(1) : segment
  return NAME.test(name) ? { handle: name } : undefined
}

function toFediverse(path: readonly string[]): Profile | undefined {
  const found = at(path)
  return found && 'handle' in found ? { handle: `${found.handle}@mastodon.social` } : undefined
}

/** The platform that a word names, in the spelling of STIX; a word that could be one and is not known stands as it is. */
export function platformOf(word: string): string | undefined {
  const name = word.trim().toLowerCase()
  const known = BY_NAME.get(name) ?? BY_HOST.get(name.replace(/^www\./, ''))?.platform
  if (known) return known
  const spelt = name.replaceAll(/[ _]+/g, '-')
  return PLATFORM.test(spelt) ? spelt : undefined
}

/** Whether a word is a usual name of a platform. */
export function isPlatformName(word: string): boolean {
  return BY_NAME.has(word.trim().toLowerCase())
}

/** Whose profile an address is, by host and path alone. */
export function profileOf(url: URL): (Profile & { platform: string }) | undefined {
  const facts = BY_HOST.get(url.hostname.replace(/^www\./, ''))
  if (!facts) return undefined
  const path = url.pathname.split('/', 5).filter(Boolean).map(decode)
  if (path.some((part) => part === undefined)) return undefined
  const found = facts.profile(path as string[], url.searchParams)
  return found && { ...found, platform: facts.platform }
}

/** Whether a host is a platform's own, which everybody uses. */
export function isPlatformHost(host: string): boolean {
  return BY_HOST.has(host.replace(/^www\./, ''))
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}
