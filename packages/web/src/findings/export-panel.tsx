import type { ExportForm } from '@tocsin/api'
import { Download } from '../ui/download.tsx'
import { Panel } from '../ui/page.tsx'
import { fetchExport, fetchStix } from './data.ts'

const FORMS: { form: ExportForm; label: string; ending: string }[] = [
  { form: 'accounts', label: 'Accounts (CSV)', ending: 'accounts.csv' },
  { form: 'edges', label: 'Pairs (CSV)', ending: 'edges.csv' },
  { form: 'evidence', label: 'Posts (CSV)', ending: 'evidence.csv' },
  { form: 'graphml', label: 'Graph (GraphML)', ending: 'graphml' },
  { form: 'gexf', label: 'Graph (GEXF)', ending: 'gexf' },
]

/** The finding as files for other programs. */
export function ExportPanel(props: { id: string }) {
  const { id } = props
  return (
    <Panel title="Save for other programs">
      <div className="row">
        {FORMS.map(({ form, label, ending }) => (
          <Download
            key={form}
            label={label}
            name={`finding-${id}.${ending}`}
            load={() => fetchExport(id, form)}
          />
        ))}
        <Download
          label="STIX 2.1 bundle"
          name={`finding-${id}.stix.json`}
          load={() => fetchStix(id)}
        />
      </div>
      <p className="soft small">
        These hold accounts and the beginnings of posts, as far as the document does. A file that
        leaves the exchange is under no marking and on no record: to share, release.
      </p>
    </Panel>
  )
}
