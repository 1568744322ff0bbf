/**
 * Column mappings of the common exports. A preset is guessed from the columns that are there and always
 * shown for confirmation. JSON fields inside fields are written with dots.
 */
import { ROLES, type ColumnMapping, type Preset } from './roles.ts'
import { TOOL_PRESETS } from './tool-presets.ts'

/** Columns that have the names of their roles. */
const BY_ROLE: ColumnMapping = Object.fromEntries(ROLES.map((role) => [role, role]))

export const PRESETS: readonly Preset[] = [
  {
    name: 'clemson',
    title: 'Clemson / FiveThirtyEight troll set',
    needs: ['author', 'publish_date', 'content', 'harvested_date'],
    mapping: {
      account: 'author',
      time: 'publish_date',
      text: 'content',
      content: 'tweet_id',
      kind: 'post_type',
      language: 'language',
    },
    timeFormat: '%m/%d/%Y %H:%M',
  },
  {
    name: 'x-io-archive',
    title: 'X / Twitter information-operations archive',
    needs: ['userid', 'tweetid', 'tweet_time', 'tweet_text'],
    mapping: {
      client: 'tweet_client_name',
      account: 'userid',
      time: 'tweet_time',
      text: 'tweet_text',
      content: 'tweetid',
      language: 'tweet_language',
      links: 'urls',
      hashtags: 'hashtags',
      reshareOf: 'retweet_tweetid',
      replyTo: 'in_reply_to_tweetid',
    },
  },
  {
    name: 'meta-content-library',
    title: 'Meta Content Library',
    needs: ['post_owner.id', 'creation_time', 'text'],
    mapping: {
      account: 'post_owner.id',
      time: 'creation_time',
      text: 'text',
      content: 'id',
      language: 'lang',
      links: 'link_attachment.link',
      hashtags: 'hashtags',
    },
  },
  {
    name: 'crowdtangle',
    title: 'CrowdTangle',
    needs: ['Post Created', 'Message', 'Link'],
    mapping: {
      account: 'Facebook Id',
      time: 'Post Created',
      text: 'Message',
      content: 'URL',
      kind: 'Type',
      links: 'Link',
    },
  },
  {
    name: '4cat',
    title: '4CAT export',
    needs: ['id', 'thread_id', 'author', 'body', 'timestamp'],
    mapping: {
      account: 'author',
      time: 'timestamp',
      text: 'body',
      content: 'id',
      links: 'urls',
      hashtags: 'hashtags',
    },
  },
  {
    name: 'telegram',
    title: 'Telegram channel messages',
    needs: ['id', 'date', 'message', 'peer_id.channel_id'],
    without: ['content'],
    mapping: {
      account: 'peer_id.channel_id',
      time: 'date',
      text: 'message',
      reshareOf: 'fwd_from.channel_post',
    },
  },
  {
    name: 'telegram-export',
    title: 'Telegram chat export (result.json)',
    needs: ['from_id', 'date_unixtime', 'text'],
    // Message ids begin anew in each chat, so they name no post.
    without: ['content'],
    mapping: {
      account: 'from_id',
      time: 'date_unixtime',
      text: 'text',
      kind: 'type',
      reshareOf: 'forwarded_from',
      replyTo: 'reply_to_message_id',
      media: 'photo',
    },
  },
  {
    name: 'bluesky',
    title: 'Bluesky posts',
    needs: ['uri', 'author.did', 'record.createdAt', 'record.text'],
    mapping: {
      account: 'author.did',
      time: 'record.createdAt',
      text: 'record.text',
      content: 'uri',
      links: 'record.embed.external.uri',
      reshareOf: 'record.subject.uri',
      replyTo: 'record.reply.parent.uri',
    },
  },
  ...TOOL_PRESETS,
  {
    name: 'tocsin-generated',
    title: 'Generated posts (tocsin generate)',
    needs: ['account', 'posted_at', 'text', 'reshare_of', 'declared'],
    mapping: {
      account: 'account',
      time: 'posted_at',
      text: 'text',
      content: 'id',
      kind: 'kind',
      links: 'link',
      hashtags: 'hashtags',
      reshareOf: 'reshare_of',
      client: 'client',
      declared: 'declared',
    },
  },
  {
    name: 'tocsin-posts',
    title: 'Posts (account, posted_at, text)',
    needs: ['account', 'posted_at', 'text'],
    mapping: {
      account: 'account',
      time: 'posted_at',
      text: 'text',
      content: 'post',
      kind: 'kind',
      language: 'language',
    },
  },
  {
    name: 'coortweet',
    title: 'CooRTweet rows (object_id, account_id, content_id, timestamp_share)',
    needs: ['object_id', 'account_id', 'content_id', 'timestamp_share'],
    mapping: {
      account: 'account_id',
      time: 'timestamp_share',
      object: 'object_id',
      content: 'content_id',
    },
  },
  {
    name: 'cnt',
    title: 'Coordination network toolkit (message_id, user_id, message, timestamp, urls)',
    needs: ['message_id', 'user_id', 'message', 'timestamp', 'urls'],
    mapping: {
      account: 'user_id',
      time: 'timestamp',
      text: 'message',
      content: 'message_id',
      links: 'urls',
      reshareOf: 'repost_id',
      replyTo: 'reply_id',
    },
  },
  {
    name: 'roles',
    title: 'Rows (account, object, time)',
    needs: ['account', 'object', 'time'],
    mapping: BY_ROLE,
  },
  {
    name: 'roles-of-posts',
    title: 'Posts (account, time, text)',
    needs: ['account', 'time', 'text'],
    mapping: BY_ROLE,
  },
]
