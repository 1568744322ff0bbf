import type {
  PublishedAccount,
  PublishedDisclosure,
  PublishedFile,
  PublishedPost,
} from '@tocsin/api'
import { Tag } from '../ui/feedback.tsx'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty } from '../ui/feedback.tsx'
import { countWords } from './words.ts'

type Props = { one: PublishedDisclosure }

const ACCOUNTS: Column<PublishedAccount>[] = [
  {
    key: 'account',
    head: 'Account',
    cell: (row) => (
      <>
        <span className="mono">{row.handle ?? row.account}</span>{' '}
        {row.pseudonym ? <Tag>pseudonym</Tag> : null}
      </>
    ),
  },
  { key: 'member', head: 'By', cell: (row) => row.member },
  { key: 'platform', head: 'Platform', cell: (row) => row.platform ?? 'not given' },
  { key: 'kind', head: 'Kind', cell: (row) => row.kind ?? 'not given' },
  { key: 'name', head: 'Name', cell: (row) => row.name ?? '–' },
  { key: 'followers', head: 'Followers', cell: (row) => countWords(row.followers), number: true },
  { key: 'created', head: 'Made', cell: (row) => row.created ?? 'not given' },
  {
    key: 'where',
    head: 'Country, language',
    cell: (row) => [row.country, row.language].filter(Boolean).join(', ') || 'not given',
  },
]

export function AccountsTable({ one }: Props) {
  return (
    <>
      <DataTable
        caption="Accounts"
        columns={ACCOUNTS}
        rows={one.accounts}
        rowKey={(row) => `${row.member} ${row.platform} ${row.account}`}
        first={10}
        empty={<Empty title="None listed" />}
      />
      <LeftOut count={one.accountsLeftOut} file="accounts.csv" />
    </>
  )
}

const POSTS: Column<PublishedPost>[] = [
  {
    key: 'account',
    head: 'Account',
    cell: (row) => <span className="mono">{row.account ?? 'not given'}</span>,
  },
  { key: 'member', head: 'By', cell: (row) => row.member },
  { key: 'at', head: 'When (UTC)', cell: (row) => row.at.replace('T', ' ').replace('Z', '') },
  { key: 'text', head: 'Words', cell: (row) => <span className="wrapped">{row.text ?? '–'}</span> },
]

export function PostsTable({ one }: Props) {
  return (
    <>
      <DataTable
        caption="Posts"
        columns={POSTS}
        rows={one.posts}
        rowKey={(row) => `${row.member} ${row.account} ${row.post}`}
        first={10}
        empty={<Empty title="None listed" />}
      />
      <LeftOut count={one.postsLeftOut} file="posts.csv" />
    </>
  )
}

export function IndicatorsTable({ one }: Props) {
  return (
    <>
      <DataTable
        caption="Indicators"
        columns={[
          {
            key: 'value',
            head: 'Value',
            cell: (row) => <span className="mono wrapped">{row.value}</span>,
          },
          { key: 'kind', head: 'Kind', cell: (row) => row.kind },
          { key: 'member', head: 'By', cell: (row) => row.member },
        ]}
        rows={one.indicators}
        rowKey={(row) => `${row.member} ${row.kind} ${row.value}`}
        first={10}
        empty={<Empty title="None listed" />}
      />
      <LeftOut count={one.indicatorsLeftOut} file="indicators.csv" />
    </>
  )
}

function LeftOut({ count, file }: { count: number; file: string }) {
  if (count === 0) return null
  return (
    <p className="soft small">
      {count.toLocaleString('en')} more stand in {file}.
    </p>
  )
}

const WORDS: Record<string, string> = {
  'accounts.csv': 'all accounts',
  'posts.csv': 'all posts',
  'indicators.csv': 'all indicators',
  'figures.csv': 'all figures',
  'disclosure.json': 'everything, as data',
  'bundle.json': 'STIX 2.1: accounts, indicators, a report of each organisation; no posts',
}

export function FilesTable({ one }: Props) {
  const at = `/api/published-disclosures/${one.id}/${one.version}`
  const columns: Column<PublishedFile>[] = [
    {
      key: 'name',
      head: 'File',
      cell: ({ name }) => (
        <a href={`${at}/files/${name}`} download>
          {name}
        </a>
      ),
    },
    { key: 'what', head: 'What', cell: ({ name }) => WORDS[name] ?? '' },
    { key: 'bytes', head: 'Bytes', cell: ({ bytes }) => bytes.toLocaleString('en'), number: true },
    {
      key: 'sha256',
      head: 'SHA-256',
      cell: ({ sha256 }) => <span className="mono wrapped small">{sha256}</span>,
    },
  ]
  return (
    <div className="stack">
      <DataTable
        caption="Files of this version"
        columns={columns}
        rows={one.files}
        rowKey={({ name }) => name}
      />
      <p>
        <a href={`${at}/proof`} download>
          The proof file
        </a>{' '}
        names these hashes and who opened what. It verifies on your own machine, with no network:{' '}
        <span className="mono">npx tocsin verify FILE --key …</span>, or{' '}
        <a href="/verify">in this browser</a>.
      </p>
    </div>
  )
}
