import type { PartyAlert } from '@tocsin/api'
import { Button, Textarea, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Fault } from '../ui/feedback.tsx'
import { fromField, toField } from '../words/time.ts'
import { useSeal } from './data.ts'

/** Opens a window in which nobody but the party is told, or makes it longer. */
export function SealDialog({ alert, onClose }: { alert: PartyAlert; onClose: () => void }) {
  const seal = useSeal(alert.id)
  const [until, setUntil] = useState(alert.seal ? toField(alert.seal.until) : '')
  const [basis, setBasis] = useState(alert.seal?.basis ?? '')
  const instant = fromField(until)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (instant) seal.mutate({ until: instant, basis: basis.trim() }, { onSuccess: onClose })
  }
  return (
    <Dialog title={alert.seal ? 'Seal it for longer?' : 'Seal it?'} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p>
          Until the end you may tell nobody but {alert.party.name}, whatever it answers. At the end
          the name, whom it imitates, this basis and the entry of the log that was made when it was
          found become public for everybody, unless the party calls the name its own. A seal is made
          longer and never shorter.
        </p>
        <TextInput
          label="Until"
          description="180 days from now at most, in your time zone"
          type="datetime-local"
          required
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <Textarea
          label="Basis"
          description="Why it must be kept: this becomes public too"
          required
          minRows={3}
          maxLength={8000}
          value={basis}
          onChange={(event) => setBasis(event.currentTarget.value)}
        />
        <Fault error={seal.error} />
        <div className="row">
          <BusyButton
            type="submit"
            busy={seal.isPending}
            missing={[!instant && 'the end', basis.trim() === '' && 'the basis']}
          >
            Seal it
          </BusyButton>
          <Button variant="default" onClick={onClose}>
            Leave it
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
