import type { DetectorMethod, Upload } from '@tocsin/api'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { Fault, Said } from '../ui/feedback.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { readFindingsFile } from './activity.ts'
import { useImportFindings, useStartRun, useUpload } from './data.ts'
import { RunForm } from './run-form.tsx'

/** An export is uploaded and its columns confirmed, or a file of findings brought; `method` says how it is looked through. */
export function NewRun(props: { method?: DetectorMethod }) {
  const { method } = props
  const [upload, setUpload] = useState<Upload>()
  const [last, setLast] = useState<Upload>()
  const send = useUpload()
  const start = useStartRun()
  if (upload) {
    return (
      <RunForm
        upload={upload}
        busy={start.isPending}
        error={start.error}
        method={method}
        onStart={(request) =>
          start.mutate(request, {
            onSuccess: () => {
              setLast(upload)
              setUpload(undefined)
            },
          })
        }
        onCancel={() => setUpload(undefined)}
      />
    )
  }
  return (
    <div className="stack">
      <FileDrop
        label="Choose an activity export"
        hint="or drop it here: CSV, TSV, JSON, JSON lines or Parquet, not gzipped, up to 2 GB. It stays on this exchange."
        accept=".csv,.tsv,.txt,.jsonl,.ndjson,.json,.parquet,.pq"
        busy={send.isPending}
        onFile={(file) => send.mutate(file, { onSuccess: setUpload })}
      />
      <Fault error={send.error} />
      {start.isSuccess ? <Said>The run has started. It appears among the runs.</Said> : null}
      {last ? (
        <div>
          <Button variant="default" size="xs" onClick={() => setUpload(last)}>
            Read {last.fileName} in another way
          </Button>
        </div>
      ) : null}
      {method ? null : <ImportFindings />}
    </div>
  )
}

function ImportFindings() {
  const add = useImportFindings()
  const [fault, setFault] = useState<unknown>()
  const take = async (file: File) => {
    setFault(undefined)
    try {
      add.mutate(readFindingsFile(await file.text()))
    } catch (error) {
      setFault(error)
    }
  }
  return (
    <>
      <FileDrop
        label="Import a findings file"
        hint="written by: tocsin detect --out findings.json"
        accept=".json"
        busy={add.isPending}
        onFile={(file) => void take(file)}
      />
      <Fault error={fault ?? add.error} />
      {add.isSuccess ? <Said>{add.data.items.length} findings were imported.</Said> : null}
    </>
  )
}
