/**
 * Roles of columns by what they are called, and by what stands in them: names that exports use, without regard to
 * case, spaces and marks. Only a proposal, which a person is shown.
 */
import { isPosition, looksLikePermalinks, type ColumnSample } from './by-value.ts'
import type { ColumnMapping, Role } from './roles.ts'

/** The likeliest names first; a dotted name counts without what it is wrapped in. */
const NAMES: readonly (readonly [Role, readonly string[]])[] = [
  [
    'account',
    words(`
      account accountid userid useridstr authorid authordid authorchannelid ownerid
      postownerid pageid profileid channelid senderid fromid did actorid posterid creatorid
      accountname accounthandle accountacct username userusername userscreenname
      useruniqueid screenname handle userhandle authorhandle authorusername authoruniqueid
      authorname author user usernames owner ownerusername poster creator profile sender
      from fromuser fromuserid actor page pagename channel channelname peeridchannelid
      member nickname nick
    `),
  ],
  [
    'time',
    words(`
      time timestamp createdat created createdutc createdtime creationtime createtime
      postedat posted posttime postdate postcreated publishedat published publishdate
      publishtime publicationdate publisheddate tweettime datetime dateutc datetimeutc
      timestamputc utctime dateunixtime takenat unixtimestamp unixtime sentat sharedat
      timestampshare senttime senddate postsentat date createddate timems timestampms timeus at when sent
    `),
  ],
  [
    'text',
    words(`
      text fulltext posttext tweettext messagetext commenttext textoriginal body message
      content caption captiontext description desc selftext comment tweet status post msg
      postbody postcontent postmessage rawtext textdisplay words title
    `),
  ],
  [
    'content',
    words(`
      postid tweetid messageid msgid posturi postguid statusid contentid commentid videoid idstr itemid mediaid uri
      id guid uuid pk posturl tweeturl permalink permalinkurl post
    `),
  ],
  [
    'links',
    words(`
      links link urls entitiesurls expandedurl expandedurls outlinks url expandedlinks
      sharedurl sharedlink linkurl linkattachmentlink finallink externalurl embedexternaluri
      linkedurls urlsexpanded
    `),
  ],
  ['hashtags', words('hashtags entitieshashtags hashtag tags hashtagnames challenges')],
  [
    'reshareOf',
    words(`
      reshareof reshareid repostid repostof repostedid repostofid retweetid retweetof
      retweettweetid retweetedid retweetedstatusid retweetedtweetid retweetedstatusidstr
      referencedtweetsretweetedid originalpost originalpostid originalid originaltweetid
      originalmessageid sharedpostid sharedpost shareof sharedfromid reblogid reblogofid
      rebloguri forwardedfrom forwardfromid fwdfromchannelpost crosspostparent
      repostsubjecturi repostofpost forwardedfrommsg forwardedfrommessage sharedfrom
    `),
  ],
  [
    'replyTo',
    words(`
      replyto replytoid inreplyto inreplytoid inreplytotweetid inreplytopostid
      inreplytostatusid inreplytostatusidstr inreplytouri inreplytomessageid replyid
      replytomessageid replyparenturi referencedtweetsrepliedtoid isreplyto parentid
      parentpostid parentcommentid parent replyparent replytopost replytopostid
      replytotweetid replytostatusid replytomsgid inreplytomsgid inreplytopost
    `),
  ],
  [
    'media',
    words(`
      media mediakeys attachmentsmediakeys mediaurls mediaurl imagehash phash images imageurl
      imageurls photourl photourls pictureurl videourl mediahash mediaids attachments attachment
    `),
  ],
  [
    'client',
    words(`
      client clientname tweetclientname postingclient postclient tweetsource sourcelabel
      sourceapp applicationname
    `),
  ],
  ['declared', words('declared botlabel automatedlabel')],
  ['language', words('language lang languagecode')],
  ['kind', words('kind posttype messagetype type')],
  [
    'accountCreated',
    words(`
      accountcreatedat accountcreated accountcreationdate accountcreationtime usercreatedat
      authorcreatedat accountcreateddate joinedat joindate userjoined usercreated
      usercreationdate usercreationtime profilecreatedat profilecreated registeredat registered
      registrationdate accountregistered accountopenedat membersince
    `),
  ],
]

/** What a record may be wrapped in. */
const WRAPPERS =
  /^(?:data|post|record|item|node|message|tweet|status|attributes|fields|_source|doc)\./i
/** Roles whose values name something: a truth value or a count is none. */
const REFERENCES: readonly Role[] = ['reshareOf', 'replyTo', 'links', 'hashtags', 'media']

/** `taken` keeps its columns; `samples` hold some values of each column, where known; roles in `without` stay open. */
export function guessByName(
  columns: readonly string[],
  taken: ColumnMapping = {},
  samples: ReadonlyMap<string, ColumnSample> = new Map(),
  without: readonly Role[] = [],
): ColumnMapping {
  const mapping: ColumnMapping = { ...taken }
  const byName = new Map<string, string>()
  // What holds other columns is a record, and no value.
  const records = new Set(columns.flatMap((column) => parentsOf(column)))
  for (const column of columns.filter((name) => !records.has(name)))
    for (const name of [plain(column), plain(column.replace(WRAPPERS, ''))])
      if (!byName.has(name)) byName.set(name, column)
  const isFree = (column: string) => !Object.values(mapping).includes(column)
  for (const [role, names] of NAMES) {
    if (mapping[role] !== undefined || without.includes(role)) continue
    const found = names
      .map((name) => byName.get(name))
      .find((column) => column !== undefined && isFree(column) && fits(role, column, samples))
    if (found !== undefined) mapping[role] = found
  }
  return taken.links === undefined && isPermalink(mapping, samples) ? asPost(mapping) : mapping
}

function fits(role: Role, column: string, samples: ReadonlyMap<string, ColumnSample>): boolean {
  const sample = samples.get(column)
  if (sample === undefined) return true
  if (role === 'content') return sample.distinct * 2 > sample.filled
  if (role === 'time') return sample.filled === 0 || sample.values.some((value) => /\d/.test(value))
  if (role === 'text') return sample.filled === 0 || !isPosition(sample)
  if (!REFERENCES.includes(role) || sample.filled === 0) return true
  return sample.distinct > 2 || sample.filled < 3 || sample.values.some((value) => value.length > 5)
}

/** An address that no two posts share and that leads to one site is the post's own. */
function isPermalink(mapping: ColumnMapping, samples: ReadonlyMap<string, ColumnSample>): boolean {
  if (mapping.links === undefined || !/^(url|link|address)$/.test(plain(mapping.links)))
    return false
  const sample = samples.get(mapping.links)
  return sample !== undefined && looksLikePermalinks(sample)
}

function asPost({ links, ...mapping }: ColumnMapping): ColumnMapping {
  return mapping.content === undefined ? { ...mapping, content: links } : mapping
}

function parentsOf(column: string): string[] {
  const parts = column.split('.')
  return parts.slice(1).map((_, k) => parts.slice(0, k + 1).join('.'))
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

function words(list: string): string[] {
  return list.trim().split(/\s+/)
}
