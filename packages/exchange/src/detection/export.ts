/** A finding as files that spreadsheets and graph programs read, with what of it the document does not hold said in words. Pure. */
import type { ExportForm, NetworkDocument } from '@tocsin/api'
import { csvCell, gexf, graphMl, type Graph } from '@tocsin/detect'

export type Exported = { type: string; ending: string; text: string }

const WRITERS: Record<ExportForm, (finding: NetworkDocument) => Exported> = {
  accounts: (finding) => toCsv('accounts', accountRows(finding)),
  edges: (finding) => toCsv('edges', edgeRows(finding)),
  evidence: (finding) => toCsv('evidence', evidenceRows(finding)),
  graphml: (finding) => ({
    type: 'application/graphml+xml; charset=utf-8',
    ending: 'graphml',
    text: [...graphMl(graphOf(finding))].join(''),
  }),
  gexf: (finding) => ({
    type: 'application/gexf+xml; charset=utf-8',
    ending: 'gexf',
    text: [...gexf(graphOf(finding))].join(''),
  }),
}

/** The finding in one form; times are ISO 8601 in UTC. */
export function exportFinding(finding: NetworkDocument, form: ExportForm): Exported {
  return WRITERS[form](finding)
}

type Cell = string | number | null | undefined

function toCsv(what: string, rows: Cell[][]): Exported {
  const text = rows
    .map((row) =>
      row.map((value) => (typeof value === 'string' ? csvCell(value) : (value ?? ''))).join(','),
    )
    .join('\r\n')
  return { type: 'text/csv; charset=utf-8', ending: `${what}.csv`, text: `${text}\r\n` }
}

/**
 * The last column of every table, on each of its rows, so that it is there however the rows are sorted or cut: what of the network the
 * document, and so the file, does not hold; empty where it holds all.
 */
const LEFT_OUT = 'not_in_this_file'

function leftOutOf(what: string, held: number, total: number): string[] {
  return total > held ? [`${total - held} of ${total} ${what}`] : []
}

function accountRows({ members, membersTotal }: NetworkDocument): Cell[][] {
  const head = [
    'account',
    'score',
    'q',
    'acted_with',
    'posts_in_step',
    'posts',
    'led',
    'followed',
    LEFT_OUT,
  ]
  const [leftOut] = leftOutOf('accounts', members.length, membersTotal)
  return [
    head,
    ...members.map((one) => [
      one.account,
      one.score,
      one.q,
      one.degree,
      one.matched,
      one.posts,
      one.led,
      one.followed,
      leftOut,
    ]),
  ]
}

function edgeRows({ members, edges, edgesTotal }: NetworkDocument): Cell[][] {
  const head = [
    'account_a',
    'account_b',
    'weight',
    'objects',
    'mean_lag_s',
    'q',
    'first',
    'last',
    LEFT_OUT,
  ]
  const [leftOut] = leftOutOf('pairs', edges.length, edgesTotal)
  return [
    head,
    ...edges.map(({ a, b, weight, objects, meanLag, q, first, last }) => [
      members[a]?.account,
      members[b]?.account,
      weight,
      objects,
      meanLag,
      q,
      first,
      last,
      leftOut,
    ]),
  ]
}

/** A row a post; what has no posts in the document has one row without. */
function evidenceRows({ evidence, evidenceTotal }: NetworkDocument): Cell[][] {
  const head = [
    'thing',
    'accounts_in_step',
    'accounts_overall',
    'posts_in_step',
    'posts_in_document',
    'account',
    'at',
    'post',
    'beginning',
    LEFT_OUT,
  ]
  const [leftOut] = leftOutOf('things', evidence.length, evidenceTotal)
  return [
    head,
    ...evidence.flatMap((one) => {
      const facts = [one.object, one.accounts, one.accountsOverall, one.posts, one.rows.length]
      if (one.rows.length === 0) return [[...facts, '', '', '', '', leftOut]]
      return one.rows.map((row) => [
        ...facts,
        row.account,
        row.at,
        row.content,
        row.excerpt,
        leftOut,
      ])
    }),
  ]
}

function graphOf(finding: NetworkDocument): Graph {
  const { members, membersTotal, edges, edgesTotal, summary } = finding
  const leftOut = [
    ...leftOutOf('accounts', members.length, membersTotal),
    ...leftOutOf('pairs', edges.length, edgesTotal),
  ]
  const lacks = leftOut.length > 0 ? ` The document lacks ${leftOut.join(' and ')}.` : ''
  return {
    description: `${summary} It says who behaved alike, not who is behind an account.${lacks}`,
    nodeFields: [
      { name: 'score', type: 'double' },
      { name: 'posts', type: 'long' },
      { name: 'matched', type: 'long' },
    ],
    nodes: members.map(({ account, score, posts, matched }, at) => ({
      id: `n${at}`,
      label: account,
      values: { score, posts, matched },
    })),
    edgeFields: [
      { name: 'objects', type: 'long' },
      { name: 'meanLag', type: 'double' },
      { name: 'first', type: 'string' },
      { name: 'last', type: 'string' },
    ],
    edges: edges
      .filter(({ a, b }) => a < members.length && b < members.length)
      .map(({ a, b, weight, objects, meanLag, first, last }, at) => ({
        id: `e${at}`,
        source: `n${a}`,
        target: `n${b}`,
        weight,
        values: { objects, meanLag, first, last },
      })),
    leftOut,
  }
}
