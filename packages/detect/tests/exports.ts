/** Small synthetic samples of the exports that people bring: the same posts, in the dress of each tool. */

export type Post = {
  readonly id: number
  readonly account: string
  /** Milliseconds since 1970. */
  readonly at: number
  readonly text: string
  readonly link: string
}

const START = Date.UTC(2026, 9, 5, 8, 0, 0)
const WORDS = 'river lamp winter garden street apple bridge paper stone engine cloud bread'.split(
  ' ',
)

/** Six accounts that post the same eight texts within seconds, among twelve that post their own. */
export const POSTS: readonly Post[] = [
  ...Array.from({ length: 8 }, (_, k) =>
    Array.from({ length: 6 }, (_, member) =>
      toPost(
        `10612345678901234${member}0`,
        k * 5400 + member * 3,
        `we all say these very words today ${WORDS[k]}`,
      ),
    ),
  ).flat(),
  ...Array.from({ length: 96 }, (_, k) =>
    toPost(`20612345678901234${String(k % 12).padStart(2, '0')}`, 100 + k * 431, words(k)),
  ),
]
  .sort((x, y) => x.at - y.at)
  .map((post, k) => ({ ...post, id: 1001 + k }))

function toPost(account: string, seconds: number, text: string): Omit<Post, 'id'> {
  return { account, at: START + seconds * 1000, text, link: 'https://news.example/a,b;c' }
}

/** Texts that nobody else has: words in an order of their own. */
function words(k: number): string {
  return (
    Array.from({ length: 7 }, (_, j) => WORDS[(k * 5 + j * j + Math.floor(k / 12)) % 12]).join(
      ' ',
    ) + ` ${k}`
  )
}

const iso = ({ at }: Post) => new Date(at).toISOString()
const plain = (post: Post) => iso(post).slice(0, 19).replace('T', ' ')
const unix = ({ at }: Post) => at / 1000
const twitter = ({ at }: Post) => {
  const [day, date, month, year, time] = new Date(at).toUTCString().replace(',', '').split(' ')
  return `${day} ${month} ${date} ${time} +0000 ${year}`
}
const pad = (n: number) => String(n).padStart(2, '0')
const german = ({ at }: Post) => {
  const d = new Date(at)
  return `${pad(d.getUTCDate())}.${pad(d.getUTCMonth() + 1)}.${d.getUTCFullYear()} ${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}:${pad(d.getUTCSeconds())}`
}

function csv(
  header: string,
  row: (post: Post) => readonly (string | number)[],
  delimiter = ',',
): string {
  const cell = (value: string | number) => {
    const text = String(value)
    return /[",;\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  }
  return [header, ...POSTS.map((post) => row(post).map(cell).join(delimiter)), ''].join('\n')
}

const lines = (row: (post: Post) => object) =>
  POSTS.map((post) => `${JSON.stringify(row(post))}\n`).join('')

const v2 = (post: Post) => ({
  id: String(post.id),
  author_id: post.account,
  created_at: iso(post),
  text: post.text,
  entities: {
    urls: [{ start: 0, end: 9, url: 'https://t.co/x', expanded_url: `${post.link}/${post.id}` }],
  },
  referenced_tweets: [{ type: 'quoted', id: '999' }],
})

/** Name of the file, and its text. */
export const EXPORTS: readonly (readonly [tool: string, file: string, text: string])[] = [
  [
    'X information-operations archive',
    'x-archive.csv',
    csv(
      'tweetid,userid,tweet_time,tweet_text,hashtags,urls,retweet_tweetid,in_reply_to_tweetid',
      (post) => [post.id, post.account, plain(post).slice(0, 16), post.text, '[]', '[]', '', ''],
    ),
  ],
  [
    'X API v1.1',
    'x-api.jsonl',
    lines((post) => ({
      id_str: String(post.id),
      created_at: twitter(post),
      full_text: post.text,
      user: { id_str: post.account },
      entities: { urls: [], hashtags: [] },
    })),
  ],
  [
    'twarc CSV',
    'twarc.csv',
    csv(
      'id,author_id,created_at,text,referenced_tweets.retweeted.id,referenced_tweets.replied_to.id,entities.urls',
      (post) => [
        post.id,
        post.account,
        iso(post),
        post.text,
        '',
        '',
        JSON.stringify(v2(post).entities.urls),
      ],
    ),
  ],
  ['twarc, one post a line', 'twarc.jsonl', lines(v2)],
  [
    'twarc, pages of answers',
    'twarc-pages.jsonl',
    Array.from(
      { length: POSTS.length / 24 },
      (_, k) =>
        `${JSON.stringify({ data: POSTS.slice(k * 24, k * 24 + 24).map(v2), includes: { users: [{ id: '1', username: 'u', created_at: '2020-01-01T00:00:00Z', description: 'x' }] }, meta: { result_count: 24 } })}\n`,
    ).join(''),
  ],
  [
    '4CAT CSV',
    '4cat.csv',
    csv('id,thread_id,author,body,timestamp,urls,hashtags', (post) => [
      post.id,
      post.id,
      post.account,
      post.text,
      plain(post),
      `https://news.example/x,y/${post.id}`,
      '',
    ]),
  ],
  [
    'Zeeschuimer (TikTok)',
    'zeeschuimer.ndjson',
    lines((post) => ({
      nav_index: '1:0',
      item_id: String(post.id),
      timestamp_collected: post.at + 5000,
      source_platform: 'tiktok.com',
      data: {
        id: String(post.id),
        desc: post.text,
        createTime: unix(post),
        author: { uniqueId: post.account },
        challenges: [],
      },
    })),
  ],
  [
    'Zeeschuimer (X)',
    'zeeschuimer-x.ndjson',
    lines((post) => ({
      item_id: String(post.id),
      timestamp_collected: post.at + 5000,
      source_platform: 'twitter.com',
      data: {
        rest_id: String(post.id),
        legacy: {
          user_id_str: post.account,
          created_at: twitter(post),
          full_text: post.text,
          entities: { urls: [] },
        },
      },
    })),
  ],
  [
    'Telegram chat export',
    'result.json',
    JSON.stringify({
      name: 'Group',
      type: 'public_supergroup',
      id: 1,
      messages: POSTS.map((post) => ({
        id: post.id,
        type: 'message',
        date: iso(post).slice(0, 19),
        date_unixtime: String(unix(post)),
        from: 'x',
        from_id: `user${post.account}`,
        text:
          post.id % 2
            ? post.text
            : [post.text.slice(0, 9), { type: 'bold', text: post.text.slice(9) }],
      })),
    }),
  ],
  [
    'Bluesky',
    'bluesky.jsonl',
    lines((post) => ({
      uri: `at://${post.account}/${post.id}`,
      author: { did: `did:plc:${post.account}` },
      record: { createdAt: iso(post), text: post.text },
    })),
  ],
  [
    'Bluesky Jetstream',
    'jetstream.jsonl',
    lines((post) => ({
      did: `did:plc:${post.account}`,
      time_us: post.at * 1000,
      kind: 'commit',
      commit: { cid: `c${post.id}`, record: { createdAt: iso(post), text: post.text } },
    })),
  ],
  [
    'Meta Content Library',
    'mcl.csv',
    csv('id,creation_time,text,post_owner.id,post_owner.name,lang', (post) => [
      post.id,
      iso(post).replace('Z', '+00:00'),
      post.text,
      post.account,
      'x',
      'en',
    ]),
  ],
  [
    'CrowdTangle',
    'crowdtangle.csv',
    csv('Page Name,Facebook Id,Post Created,Type,URL,Message,Link', (post) => [
      'x',
      post.account,
      `${plain({ ...post, at: post.at - 4 * 3_600_000 })} EDT`,
      'Link',
      `https://facebook.example/${post.id}`,
      post.text,
      `https://news.example/${post.id}`,
    ]),
  ],
  [
    'YouTube Data Tools: comments',
    'youtube.csv',
    csv(
      'id,replyCount,likeCount,publishedAt,authorName,text,authorChannelId,isReply,isReplyTo',
      (post) => [post.id, 0, 0, plain(post), 'x', post.text, `UC${post.account}`, 0, ''],
    ),
  ],
  [
    'Mastodon',
    'mastodon.json',
    JSON.stringify(
      POSTS.map((post) => ({
        id: String(post.id),
        uri: `https://m.example/${post.id}`,
        created_at: iso(post),
        in_reply_to_id: null,
        language: 'en',
        content: `<p>${post.text.replace('we', '<span>we</span>')}</p>`,
        account: { acct: post.account, created_at: '2020-01-01T00:00:00.000Z' },
        tags: [],
        media_attachments: [],
        reblog: null,
      })),
    ),
  ],
  [
    'a spreadsheet of its own',
    'spreadsheet.csv',
    `\ufeffsep=;\n${csv('Account;Created at;Text;Link', (post) => [`@${post.account}`, german(post), post.text, `https://news.example/${post.id}`], ';')}`,
  ],
  [
    'username, created_at, text, url',
    'plain.csv',
    csv('username,created_at,text,url', (post) => [
      `n${post.account}`,
      iso(post),
      post.text,
      `https://x.example/s/${post.id}`,
    ]),
  ],
]
