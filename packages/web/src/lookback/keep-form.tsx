import { NativeSelect, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Fault, Said } from '../ui/feedback.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { countOf } from '../words/count-of.ts'
import { useKeepList } from './data.ts'
import { leftOutWords } from './words.ts'

/** A log or list is chosen and read. */
export function KeepForm() {
  const [of, setOf] = useState<'log' | 'list'>('log')
  const [platform, setPlatform] = useState('')
  const keep = useKeepList()
  const { data } = keep
  return (
    <div className="stack">
      <NativeSelect
        label="What it is"
        value={of}
        onChange={(event) => setOf(event.currentTarget.value === 'list' ? 'list' : 'log')}
        data={[
          { value: 'log', label: 'A log: each line names something, perhaps with its time' },
          { value: 'list', label: 'A list: one thing a line, or a table with a heading' },
        ]}
      />
      <TextInput
        label="Platform of its accounts"
        description="Where the file names accounts and not their platform, such as telegram. Else leave it empty."
        maxLength={40}
        value={platform}
        onChange={(event) => setPlatform(event.currentTarget.value)}
      />
      <FileDrop
        label="Choose the file"
        hint="or drop it here: text, CSV, JSON lines, Zeek, Suricata, logs of web servers and DNS; perhaps gzip or Zstandard; at most 128 MiB."
        accept=""
        busy={keep.isPending}
        onFile={(file) => keep.mutate({ file, of, platform: platform.trim() })}
      />
      <Fault error={keep.error} />
      {data ? (
        <Said tone={data.leftOut.beyond > 0 ? 'warn' : 'good'}>
          {data.name} is kept: {countOf(data.lines, 'line')}, read as {data.format}.{' '}
          {leftOutWords(data.leftOut).join('; ')}
        </Said>
      ) : null}
    </div>
  )
}
