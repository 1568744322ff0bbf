/** The objects of a post for each trace, from its columns where they are given and else from its text. */
import type { Trace } from '../trace.ts'
import type { Role } from '../presets/presets.ts'
import { canonicalLink, findLinks, linkDomain } from './link.ts'
import { findHashtags, findMentions, findReshared } from './marks.ts'
import { normalText } from './normal-text.ts'

/** Traces that are read off one post at a time. */
export const POST_TRACES = [
  'link',
  'domain',
  'hashtag',
  'hashtag-sequence',
  'text',
  'near-text',
  'reshare',
  'reply',
  'mention',
  'media',
] as const satisfies readonly Trace[]
export type PostTrace = (typeof POST_TRACES)[number]

export type PostFields = Readonly<Partial<Record<Role, string | null>>>

/** Columns a trace reads. */
export const TRACE_ROLES: Readonly<Record<PostTrace, readonly Role[]>> = {
  link: ['links', 'text'],
  domain: ['links', 'text'],
  hashtag: ['hashtags', 'text'],
  'hashtag-sequence': ['hashtags', 'text'],
  text: ['text'],
  'near-text': ['text'],
  reshare: ['reshareOf', 'text'],
  reply: ['replyTo'],
  mention: ['text'],
  media: ['media'],
}

/** Distinct objects of a post. */
export function postObjects(trace: PostTrace, post: PostFields): string[] {
  const objects = OBJECTS[trace](post)
  return objects.length < 2 ? objects : [...new Set(objects)]
}

const OBJECTS: Readonly<Record<PostTrace, (post: PostFields) => string[]>> = {
  link: linksOf,
  domain: (post) => linksOf(post).map(linkDomain),
  hashtag: hashtagsOf,
  'hashtag-sequence': (post) => {
    const tags = hashtagsOf(post)
    return tags.length < 2 ? [] : [tags.map((tag) => `#${tag}`).join(' ')]
  },
  text: (post) => some(normalText(post.text ?? '')),
  'near-text': (post) => some(normalText(post.text ?? '')),
  reshare: (post) => some(known(post.reshareOf) ?? findReshared(post.text ?? '')),
  reply: (post) => some(known(post.replyTo)),
  mention: (post) => findMentions(post.text ?? ''),
  media: (post) => listOf(post.media),
}

function linksOf(post: PostFields): string[] {
  const raw = known(post.links) === null ? findLinks(post.text ?? '') : listOf(post.links)
  return raw.map(canonicalLink).filter((link) => link !== null)
}

function hashtagsOf(post: PostFields): string[] {
  if (known(post.hashtags) === null) return findHashtags(post.text ?? '')
  return listOf(post.hashtags).map((tag) =>
    tag
      .replace(/^[#＃]/, '')
      .normalize('NFKC')
      .toLowerCase(),
  )
}

function some(object: string | null): string[] {
  return object === null ? [] : [object]
}

function known(field: string | null | undefined): string | null {
  return field === undefined || field === null || field === '' || field === '[]' ? null : field
}

/** A list cell as exports write it: JSON, a Python-like `['a', 'b']`, or separated by spaces, commas or semicolons. */
function listOf(field: string | null | undefined): string[] {
  const cell = known(field)
  if (cell === null) return []
  return cell
    .replace(/^\[|\]$/g, '')
    .split(/[\s;|]+|,(?=\s|["'#]|https?:|$)|,(?![^,]*[/?=])/)
    .map((entry) => entry.trim().replace(/^["']|["']$/g, ''))
    .filter((entry) => entry !== '')
}
