import { useState } from 'react'
import { BusyButton } from './busy-button.tsx'
import { Fault } from './feedback.tsx'
import { saveBlob, saveText } from './save.ts'

/** Fetches a text or bytes when pressed and hands it to the person as a file. */
export function Download(props: {
  label: string
  name: string
  load: () => Promise<string | Blob>
}) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const press = async () => {
    setBusy(true)
    setError(undefined)
    try {
      const loaded = await props.load()
      if (typeof loaded === 'string') saveText(props.name, loaded)
      else saveBlob(props.name, loaded)
    } catch (cause) {
      setError(cause)
    }
    setBusy(false)
  }
  return (
    <>
      <BusyButton variant="default" size="xs" busy={busy} onClick={() => void press()}>
        {props.label}
      </BusyButton>
      <Fault error={error} />
    </>
  )
}
