import { useMemo, useState } from 'react'
import { DataTable, type Column } from '../ui/data-table.tsx'
import { Empty, Fault, Said } from '../ui/feedback.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { Panel } from '../ui/page.tsx'
import { saveText } from '../ui/save.ts'
import { countOf } from '../words/count-of.ts'
import type { Dossier } from './dossier.ts'
import { openMatch, type Match } from './own-match.ts'

type Found = Match['found'][number]

const COLUMNS: Column<Found>[] = [
  {
    key: 'account',
    head: 'Account of the release',
    cell: ({ account }) => <span className="mono">{account.login}</span>,
    sort: ({ account }) => account.login,
  },
  {
    key: 'platform',
    head: 'Platform it is said to be on',
    cell: ({ account }) => account.platform ?? 'not said',
    sort: ({ account }) => account.platform,
  },
  {
    key: 'as',
    head: 'In your list as',
    cell: ({ as }) => <span className="mono">{as}</span>,
    sort: ({ as }) => as,
  },
  {
    key: 'line',
    head: 'Line',
    number: true,
    cell: ({ line }) => line.toLocaleString('en'),
    sort: ({ line }) => line,
  },
]

/** Which accounts of a release stand in a list of one's own. The list is read here and sent nowhere. */
export function OwnMatchPanel({ accounts }: { accounts: Dossier['accounts'] }) {
  const { match, name, busy, error, read } = useMatch(accounts)
  if (accounts.length === 0) return null
  return (
    <Panel title="Which of these are yours" aside="nothing is sent">
      <div className="stack">
        <FileDrop
          label="Choose a list of your accounts"
          hint="or drop it here: text or CSV, an account a line or in any column. It is read in this browser and never leaves it; nobody learns that you looked."
          accept=".csv,.tsv,.txt,text/plain,text/csv"
          busy={busy}
          onFile={(file) => void read(file)}
        />
        <Fault error={error} />
        {match ? <Result match={match} name={name} total={accounts.length} /> : null}
      </div>
    </Panel>
  )
}

function Result({ match, name, total }: { match: Match; name: string; total: number }) {
  const { found, lines, empty } = match
  return (
    <>
      <Said tone={found.length > 0 ? 'warn' : 'plain'}>
        <strong>
          {found.length.toLocaleString('en')} of {countOf(total, 'account')}
        </strong>{' '}
        of this release stand in {name} ({countOf(lines, 'line')}
        {empty > 0 ? `, ${empty.toLocaleString('en')} of them empty` : ''}).
      </Said>
      <p className="soft small">
        Names and ids are compared whole, small and capital letters alike, without an @. A name
        alone is compared: the same name on another platform is another account.
      </p>
      <DataTable
        caption="Accounts of the release in your list"
        columns={COLUMNS}
        rows={found}
        rowKey={({ account }) => account.id}
        order="line"
        empty={<Empty title="None of them stands in your list" />}
      />
      {found.length > 0 ? (
        <div>
          <button
            type="button"
            className="link"
            onClick={() => saveText('own-accounts-in-release.csv', toCsv(found))}
          >
            Save these as CSV
          </button>
        </div>
      ) : null}
    </>
  )
}

function useMatch(accounts: Dossier['accounts']) {
  const [state, setState] = useState<{ match?: Match; name: string; error?: unknown }>({ name: '' })
  const [busy, setBusy] = useState(false)
  const read = useMemo(
    () => async (file: File) => {
      setBusy(true)
      try {
        const match = openMatch(accounts)
        const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader()
        for (;;) {
          const { done, value } = await reader.read()
          if (done) break
          match.take(value)
        }
        setState({ name: file.name, match: match.end() })
      } catch (error) {
        setState({ name: file.name, error })
      }
      setBusy(false)
    },
    [accounts],
  )
  return { ...state, busy, read }
}

/** What begins like a formula is written as text, for programs that would run it. */
function toCsv(found: readonly Found[]): string {
  const cell = (text: string) => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
    return `"${safe.replaceAll('"', '""')}"`
  }
  const rows = found.map(({ account, as, line }) =>
    [cell(account.login), cell(account.platform ?? ''), cell(as), line].join(','),
  )
  return `account,platform,in_list_as,line\n${rows.join('\n')}\n`
}
