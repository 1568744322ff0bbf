import type { SavedView } from '@tocsin/api'
import { Button, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Fault } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { useRenameView } from './data.ts'
import { VIEW_WORDS } from './words.ts'

/** Asks for another name of an own view. */
export function RenameDialog(props: { view: SavedView; onClose: () => void }) {
  const { view, onClose } = props
  const { language } = useSpeech()
  const words = VIEW_WORDS[language]
  const [name, setName] = useState(view.name)
  const rename = useRenameView()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    rename.mutate({ id: view.id, name: name.trim() }, { onSuccess: onClose })
  }
  return (
    <Dialog title={words.renameTitle} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <TextInput
          label={words.name}
          required
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Fault error={rename.error} />
        <div className="row">
          <BusyButton
            type="submit"
            busy={rename.isPending}
            missing={[!name.trim() && words.missing]}
          >
            {words.renameAct}
          </BusyButton>
          <Button variant="default" onClick={onClose}>
            {words.cancel}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
