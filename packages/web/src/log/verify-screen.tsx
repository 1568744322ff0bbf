import { Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { Fault, Note } from '../ui/feedback.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { When } from '../ui/marks.tsx'
import { Facts, Page, Panel } from '../ui/page.tsx'
import { PublicFrame } from './public-frame.tsx'
import { exchangeQuery } from '../session/data.ts'
import { toSeen } from '../words/seen.ts'
import type { PublicWords } from './words-en.ts'
import type { CheckedReceipt } from './receipt-check.ts'
import { checkRecord, type CheckedRecord } from './record-check.ts'

const LARGEST = 8 << 20

export function VerifyScreen() {
  return <PublicFrame>{(words) => <Check words={words} />}</PublicFrame>
}

function Check(props: { words: PublicWords }) {
  const { words } = props
  const exchange = useQuery(exchangeQuery)
  const [typed, setTyped] = useState<string>()
  const [file, setFile] = useState<File>()
  const keys = typed ?? exchange.data?.logKey
  const verdict = useVerdict(file, keys, words.tooLarge)
  return (
    <Page title={words.check} intro={words.checkIntro}>
      <div className="stack">
        <Panel title={words.receipt}>
          <FileDrop
            label={words.choose}
            hint={words.dropHint}
            accept=".tlog-proof,.packet,.answer-proof,.opening,.tocsin-named,.txt,.json"
            onFile={setFile}
          />
        </Panel>
        <output aria-live="polite">
          <Fault error={verdict?.error} />
          {verdict?.result ? (
            <Result name={verdict.file.name} result={verdict.result} words={words} />
          ) : null}
        </output>
        <Panel title={words.key}>
          <Fault error={exchange.error} retry={() => void exchange.refetch()} />
          <Textarea
            label={words.keys}
            description={words.keysHint}
            autosize={false}
            rows={2}
            spellCheck={false}
            value={keys ?? ''}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <p className="soft small">
            {words.byCommand}{' '}
            <span className="mono">tocsin verify receipt.tlog-proof --key KEY</span>
          </p>
        </Panel>
      </div>
    </Page>
  )
}

type Verdict = { file: File; keys: string; result?: CheckedRecord; error?: unknown }

/** The verdict on this file by these keys alone: another file or another key asks again. */
function useVerdict(file: File | undefined, keys: string | undefined, tooLarge: string) {
  const [verdict, setVerdict] = useState<Verdict>()
  useEffect(() => {
    if (!file || keys === undefined) return undefined
    let isAwaited = true
    const take = (said: Pick<Verdict, 'result' | 'error'>) => {
      if (isAwaited) setVerdict({ file, keys, ...said })
    }
    judge(file, keys, tooLarge).then(
      (result) => take({ result }),
      (error: unknown) => take({ error }),
    )
    return () => {
      isAwaited = false
    }
  }, [file, keys, tooLarge])
  return verdict?.file === file && verdict?.keys === keys ? verdict : undefined
}

async function judge(file: File, keys: string, tooLarge: string): Promise<CheckedRecord> {
  if (file.size > LARGEST) throw new Error(`${file.name} ${tooLarge}`)
  return checkRecord(new Uint8Array(await file.arrayBuffer()), keys)
}

function Result(props: { name: string; result: CheckedRecord; words: PublicWords }) {
  const { result, name, words } = props
  if (!result.genuine) {
    return (
      <Note tone="bad">
        <p>
          <strong>
            {name} {words.provesNothing}
          </strong>{' '}
          {words.faults[result.fault]}
        </p>
        <p className="small" lang="en">
          {result.detail}
        </p>
      </Note>
    )
  }
  const [first] = result.receipts
  return (
    <div className="stack">
      <Note tone="good">
        <p>
          <strong>
            {name} {words.genuine}
          </strong>{' '}
          {words.genuineText} {first?.origin}. {words.unchanged}
        </p>
        {result.says === undefined ? null : <p className="mono">{toSeen(result.says)}</p>}
      </Note>
      {result.receipts.map((one) => (
        <Receipt key={one.index} receipt={one} words={words} />
      ))}
    </div>
  )
}

function Receipt(props: {
  receipt: Extract<CheckedReceipt, { genuine: true }>
  words: PublicWords
}) {
  const { receipt, words } = props
  const unchecked: [string, string][] =
    receipt.unchecked > 0 ? [[words.notChecked, `${words.unknownLines}: ${receipt.unchecked}`]] : []
  return (
    <Panel title={words.proves}>
      <Facts
        rows={[
          // A receipt may come from another exchange, and name a kind that is not of ours.
          [
            words.act,
            Object.hasOwn(words.acts, receipt.kind) ? words.acts[receipt.kind]! : receipt.kind,
          ],
          [words.when, <When key="at" at={receipt.time} seconds />],
          [words.entry, `#${receipt.index} ${words.entryOf} ${receipt.size}`],
          [words.signedBy, receipt.signers.join(', ')],
          ...unchecked,
          [words.statement, words.statements[receipt.state]],
        ]}
      />
      {receipt.statement === undefined ? null : <pre className="json">{receipt.statement}</pre>}
    </Panel>
  )
}
