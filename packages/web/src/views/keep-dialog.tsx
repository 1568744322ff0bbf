import type { ViewScreen } from '@tocsin/api'
import { Button, Checkbox, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Fault } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { useSaveView } from './data.ts'
import { VIEW_WORDS } from './words.ts'

/** Asks for the name under which the filters are kept, and for whom. Kept for oneself unless it is said otherwise. */
export function KeepDialog(props: { screen: ViewScreen; search: string; onClose: () => void }) {
  const { screen, search, onClose } = props
  const { language } = useSpeech()
  const words = VIEW_WORDS[language]
  const [name, setName] = useState('')
  const [shared, setShared] = useState(false)
  const save = useSaveView()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ screen, search, name: name.trim(), shared }, { onSuccess: onClose })
  }
  return (
    <Dialog title={words.title} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p className="soft">{words.intro}</p>
        <TextInput
          label={words.name}
          required
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Checkbox
          label={words.share}
          description={words.shareHint}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
        <Fault error={save.error} />
        <div className="row">
          <BusyButton type="submit" busy={save.isPending} missing={[!name.trim() && words.missing]}>
            {words.save}
          </BusyButton>
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
