import { Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Fault, Note } from '../components/feedback.tsx'
import { FileDrop } from '../components/file-drop.tsx'
import { When } from '../components/marks.tsx'
import { Facts, Page, Panel } from '../components/page.tsx'
import { PublicFrame } from '../components/public-frame.tsx'
import { exchangeQuery } from '../data/session.ts'
import { checkReceipt, type CheckedReceipt } from '../lib/receipt-check.ts'

const LARGEST = 8 << 20

type Checked = { name: string; result: CheckedReceipt }

export function VerifyScreen() {
  const exchange = useQuery(exchangeQuery)
  const [typed, setTyped] = useState<string>()
  const [checked, setChecked] = useState<Checked>()
  const [fault, setFault] = useState<unknown>()
  const keys = typed ?? exchange.data?.logKey ?? ''
  const take = async (file: File) => {
    setFault(undefined)
    setChecked(undefined)
    try {
      if (file.size > LARGEST) throw new Error(`${file.name} is too large to be a receipt.`)
      const bytes = new Uint8Array(await file.arrayBuffer())
      setChecked({ name: file.name, result: await checkReceipt(bytes, keys) })
    } catch (error) {
      setFault(error)
    }
  }
  return (
    <PublicFrame>
      <Page
        title="Check a receipt"
        intro="A receipt proves that something was said or done, and when. It is checked here in your browser; the file is sent to nobody."
      >
        <div className="stack">
          <Panel title="The receipt">
            <FileDrop
              label="Choose a receipt"
              hint="or drop it here: a file ending in .tlog-proof"
              accept=".tlog-proof,.txt"
              onFile={(file) => void take(file)}
            />
          </Panel>
          <output aria-live="polite">
            <Fault error={fault} />
            {checked ? <Result {...checked} /> : null}
          </output>
          <Panel title="The key it is checked against">
            <Textarea
              label="Verifier keys, one a line"
              description="This page fills in the exchange's own key. To trust nobody, paste a key that you got another way, and compare it with this one."
              autosize={false}
              rows={2}
              spellCheck={false}
              value={keys}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <p className="soft small">
              Without this page:{' '}
              <span className="mono">tocsin verify receipt.tlog-proof --key KEY</span>
            </p>
          </Panel>
        </div>
      </Page>
    </PublicFrame>
  )
}

const STATES = {
  open: 'The receipt holds the statement itself.',
  sealed: 'The receipt binds a statement that is kept apart.',
  erased:
    'The statement was erased since; the receipt proves that something of this kind was here.',
}

function Result(props: Checked) {
  const { result, name } = props
  if (!result.genuine) {
    return (
      <Note tone="bad">
        <p>
          <strong>{name} does not prove anything.</strong> {result.words}
        </p>
        <p className="small">{result.detail}</p>
      </Note>
    )
  }
  return (
    <div className="stack">
      <Note tone="good">
        <p>
          <strong>{name} is genuine.</strong> The act below is in the log of {result.origin}. Nobody
          can have changed or back-dated it without this check failing.
        </p>
      </Note>
      <Panel title="What it proves">
        <Facts
          rows={[
            ['Act', result.kind],
            ['When', <When key="at" at={result.time} seconds />],
            ['Log entry', `#${result.index} of ${result.size}`],
            ['Signed by', result.signers.join(', ')],
            ['Statement', STATES[result.state]],
          ]}
        />
        {result.statement === undefined ? null : <pre className="json">{result.statement}</pre>}
      </Panel>
    </div>
  )
}
