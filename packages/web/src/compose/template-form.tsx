import type { Audience, Template, TemplateDraft } from '@tocsin/api'
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Said } from '../ui/feedback.tsx'
import { useSaveTemplate, whyUnusable } from '../releases/audience-data.ts'
import { levelsUpTo } from '../words/tlp.ts'
import { ChangeTemplate } from './change-template.tsx'

const EMPTY: TemplateDraft = { name: '', title: '', words: '', advice: '', lookFor: true }

/** Saves words and settings of a release that is made often, or changes those of `edited`. */
export function TemplateForm(props: {
  audiences: Audience[]
  edited: Template | undefined
  /** Another state to edit; nothing once the change is done. */
  onEdit: (next: Template | undefined) => void
}) {
  const { audiences, edited, onEdit } = props
  const [draft, setDraft] = useState(edited?.draft ?? EMPTY)
  const change = (next: Partial<TemplateDraft>) => setDraft((now) => ({ ...now, ...next }))
  return (
    <fieldset>
      <legend>{edited ? `Change the template ${edited.draft.name}` : 'Save a template'}</legend>
      <div className="stack">
        <TextInput
          label="Name of the template"
          maxLength={300}
          value={draft.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Words draft={draft} onChange={change} />
        <Settings draft={draft} audiences={audiences} onChange={change} />
        {edited ? (
          <ChangeTemplate edited={edited} draft={draft} onEdit={onEdit} />
        ) : (
          <SaveTemplate draft={draft} onSaved={() => setDraft(EMPTY)} />
        )}
      </div>
    </fieldset>
  )
}

function SaveTemplate(props: { draft: TemplateDraft; onSaved: () => void }) {
  const { draft, onSaved } = props
  const save = useSaveTemplate()
  return (
    <>
      <div className="row">
        <BusyButton
          variant="default"
          busy={save.isPending}
          missing={[draft.name.trim() === '' && 'a name']}
          onClick={() => save.mutate(draft, { onSuccess: onSaved })}
        >
          Save the template
        </BusyButton>
      </div>
      {save.data ? <Said>Saved: {save.data.draft.name}.</Said> : null}
      <Fault error={save.error} />
    </>
  )
}

type Part = { draft: TemplateDraft; onChange: (next: Partial<TemplateDraft>) => void }

function Settings({ draft, audiences, onChange }: Part & { audiences: Audience[] }) {
  return (
    <div className="fields">
      <NativeSelect
        label="Its audience"
        value={draft.audienceId ?? ''}
        onChange={(event) => onChange({ audienceId: event.currentTarget.value || undefined })}
        data={[
          { value: '', label: 'none' },
          ...audiences.map((one) => {
            const why = whyUnusable(one)
            return { value: one.id, label: why ? `${one.name} (${why})` : one.name }
          }),
        ]}
      />
      <NativeSelect
        label="Its marking (TLP)"
        value={draft.tlp ?? ''}
        onChange={(event) =>
          onChange({ tlp: (event.currentTarget.value || undefined) as TemplateDraft['tlp'] })
        }
        data={[
          { value: '', label: 'as the charter has it' },
          ...levelsUpTo('red').map(({ value, label }) => ({ value, label })),
        ]}
      />
    </div>
  )
}

function Words({ draft, onChange }: Part) {
  return (
    <>
      <TextInput
        label="In one line"
        maxLength={300}
        value={draft.title}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <Textarea
        label="In sentences"
        autosize
        minRows={2}
        maxRows={12}
        maxLength={20000}
        value={draft.words}
        onChange={(event) => onChange({ words: event.currentTarget.value })}
      />
      <Textarea
        label="Advice"
        autosize
        minRows={1}
        maxRows={12}
        maxLength={20000}
        value={draft.advice}
        onChange={(event) => onChange({ advice: event.currentTarget.value })}
      />
    </>
  )
}
