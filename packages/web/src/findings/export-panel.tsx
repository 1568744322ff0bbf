import type { ExportForm, Tlp } from '@tocsin/api'
import { NativeSelect } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Download } from '../ui/download.tsx'
import { Fault } from '../ui/feedback.tsx'
import { Panel } from '../ui/page.tsx'
import { saveBlob } from '../ui/save.ts'
import { TLP_LEVELS } from '../words/tlp.ts'
import { fetchDossier, fetchExport, fetchStix } from './data.ts'

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
      <PaperRow id={id} />
      <p className="soft small">
        These hold accounts and the beginnings of posts, as far as the document does. A file that
        leaves the exchange is on no record, and under no marking but the one that you name for the
        dossier: to share, release.
      </p>
    </Panel>
  )
}

/** The dossier on paper, marked as whoever saves it says. */
function PaperRow({ id }: { id: string }) {
  const [tlp, setTlp] = useState<Tlp>('amber+strict')
  const save = useMutation({
    mutationFn: () => fetchDossier(id, tlp),
    onSuccess: (blob) => saveBlob(`finding-${id}.pdf`, blob),
  })
  return (
    <>
      <div className="row">
        <NativeSelect
          label="Marking on each page of the PDF"
          size="xs"
          value={tlp}
          onChange={(event) => {
            const chosen = TLP_LEVELS.find(({ value }) => value === event.currentTarget.value)
            if (chosen) setTlp(chosen.value)
          }}
          data={TLP_LEVELS.map(({ value, label }) => ({ value, label }))}
        />
        <BusyButton variant="default" size="xs" busy={save.isPending} onClick={() => save.mutate()}>
          Dossier (PDF)
        </BusyButton>
      </div>
      <Fault error={save.error} />
    </>
  )
}
