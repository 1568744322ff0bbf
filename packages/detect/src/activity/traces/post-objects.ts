/** The objects of a post for each trace, from its columns where they are given and else from its text. */
import type { Trace } from '../trace.ts'
import type { Role } from '../presets/roles.ts'
import { readList, type ListRole } from '../cells/list-cell.ts'
import { readReference, type ReferenceRole } from '../cells/reference.ts'
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

/** Numbers and marks alone are no hashtag on any platform. */
const NO_TAG = /^[\p{N}\p{P}\p{S}\s]*$/u

/** Told of a cell whose list, record or address cannot be understood; it then counts as empty. */
export type OnUnread = (role: Role, cell: string) => void

/** Distinct objects of a post. */
export function postObjects(
  trace: PostTrace,
  post: PostFields,
  onUnread: OnUnread = () => {},
): string[] {
  const objects = OBJECTS[trace](post, onUnread)
  return objects.length < 2 ? objects : [...new Set(objects)]
}

const OBJECTS: Readonly<Record<PostTrace, (post: PostFields, onUnread: OnUnread) => string[]>> = {
  link: linksOf,
  domain: (post, onUnread) => linksOf(post, onUnread).map(linkDomain),
  hashtag: hashtagsOf,
  'hashtag-sequence': (post, onUnread) => {
    const tags = hashtagsOf(post, onUnread)
    return tags.length < 2 ? [] : [tags.map((tag) => `#${tag}`).join(' ')]
  },
  text: (post) => some(normalText(post.text ?? '')),
  'near-text': (post) => some(normalText(post.text ?? '')),
  reshare: (post, onUnread) =>
    some(referenceOf('reshareOf', post, onUnread) ?? findReshared(post.text ?? '')),
  reply: (post, onUnread) => some(referenceOf('replyTo', post, onUnread)),
  mention: (post) => findMentions(post.text ?? ''),
  media: (post, onUnread) => listOf('media', post, onUnread),
}

/** Where a post has a column of links and nothing in it, its text is read. */
function linksOf(post: PostFields, onUnread: OnUnread): string[] {
  const listed = listOf('links', post, onUnread)
  const raw = listed.length === 0 ? findLinks(post.text ?? '') : listed
  const links = raw.map(canonicalLink).filter((link) => link !== null)
  if (links.length === 0 && listed.length > 0) onUnread('links', post.links ?? '')
  return links
}

function hashtagsOf(post: PostFields, onUnread: OnUnread): string[] {
  const listed = listOf('hashtags', post, onUnread)
  if (listed.length === 0) return findHashtags(post.text ?? '')
  return listed
    .map((tag) =>
      tag
        .replace(/^[#＃]/, '')
        .normalize('NFKC')
        .toLowerCase(),
    )
    .filter((tag) => !NO_TAG.test(tag))
}

function listOf(role: ListRole, post: PostFields, onUnread: OnUnread): string[] {
  const field = post[role]
  const listed = readList(role, field)
  if (listed === null) onUnread(role, field ?? '')
  return listed ?? []
}

function referenceOf(role: ReferenceRole, post: PostFields, onUnread: OnUnread): string | null {
  const field = post[role]
  const id = readReference(role, field)
  if (id === undefined) onUnread(role, field ?? '')
  return id ?? null
}

function some(object: string | null): string[] {
  return object === null ? [] : [object]
}
