import type { DecisionKeyRef, SealedDecision } from '@tocsin/api'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Download } from '../ui/download.tsx'
import { Empty, Note } from '../ui/feedback.tsx'
import { FileDrop } from '../ui/file-drop.tsx'
import { When } from '../ui/marks.tsx'
import { DecisionFacts } from './decision-facts.tsx'
import { makeOpening, openSealed } from './data.ts'
import { parseKeyFile, type KeyFile } from './key-file.ts'

type Props = {
  releaseId: string
  memberId: string
  items: readonly SealedDecision[]
  keys: readonly DecisionKeyRef[]
}

/** Own decisions about a release. A key file that is chosen opens them here; it is sent to nobody and forgotten with the page. */
export function SealedDecisions({ releaseId, memberId, items, keys }: Props) {
  const [files, setFiles] = useState<readonly KeyFile[]>([])
  const [fault, setFault] = useState<string>()
  const take = async (file: File) => {
    try {
      const key = parseKeyFile(await file.text())
      setFault(undefined)
      setFiles((known) => [...known, key])
    } catch (cause) {
      setFault((cause as Error).message)
    }
  }
  if (items.length === 0)
    return <Empty title="Nothing is sealed">Nobody else is shown whether something is.</Empty>
  return (
    <div className="stack">
      <ol className="stack">
        {items.map((one) => {
          const publicKey = keys.find(({ id }) => id === one.keyId)?.publicKey
          const file = files.find((key) => key.publicKey === publicKey)
          return (
            <li key={one.id}>
              <One about={{ releaseId, memberId }} sealed={one} file={file} />
            </li>
          )
        })}
      </ol>
      <FileDrop
        label="Choose the key file to open them here"
        hint="It stays in this browser."
        accept=".json"
        onFile={(file) => void take(file)}
      />
      {fault ? (
        <Note tone="bad" role="alert">
          <p>{fault}</p>
        </Note>
      ) : null}
      {files.length > 0 && items.every((one) => !isOpenable(one, keys, files)) ? (
        <Note tone="warn">
          <p>This key opens none of them: each is sealed to another key of your organisation.</p>
        </Note>
      ) : null}
    </div>
  )
}

function isOpenable(
  { keyId }: SealedDecision,
  keys: readonly DecisionKeyRef[],
  files: readonly KeyFile[],
): boolean {
  const publicKey = keys.find(({ id }) => id === keyId)?.publicKey
  return files.some((file) => file.publicKey === publicKey)
}

type About = { releaseId: string; memberId: string }
type Opened = Awaited<ReturnType<typeof openSealed>>

function One(props: { about: About; sealed: SealedDecision; file: KeyFile | undefined }) {
  const { about, sealed, file } = props
  const [opened, setOpened] = useState<Opened>()
  const [fault, setFault] = useState<string>()
  const open = async () => {
    try {
      setOpened(await openSealed(about, sealed, file!))
      setFault(undefined)
    } catch (cause) {
      setFault((cause as Error).message)
    }
  }
  return (
    <div className="stack">
      <div className="row">
        <span>
          Sealed <When at={sealed.at} seconds />
        </span>
        {file && !opened ? (
          <BusyButton size="compact-sm" variant="default" busy={false} onClick={() => void open()}>
            Open it here
          </BusyButton>
        ) : null}
      </div>
      {fault ? (
        <Note tone="bad" role="alert">
          <p>It does not open: {fault}.</p>
        </Note>
      ) : null}
      {opened ? <Shown about={about} sealed={sealed} opened={opened} /> : null}
    </div>
  )
}

function Shown(props: { about: About; sealed: SealedDecision; opened: Opened }) {
  const { about, sealed, opened } = props
  return (
    <>
      <DecisionFacts decision={opened.decision} />
      <Note>
        <p>
          The file below shows this decision to whoever has it, and proves when it was committed to:
          for a court, say. Nobody is told that you saved it.
        </p>
        <Download
          label="Save what opens it"
          name={`decision-${sealed.id}.opening`}
          load={() => makeOpening(about, sealed, opened.padded)}
        />
      </Note>
    </>
  )
}
