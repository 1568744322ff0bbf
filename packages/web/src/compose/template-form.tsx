import {
  PURPOSE_NAMES,
  type Audience,
  type Purpose,
  type Template,
  type TemplateDraft,
} from '@tocsin/api'
import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Said } from '../ui/feedback.tsx'
import { useSaveTemplate, whyUnusable } from '../releases/audience-data.ts'
import { isGovernment } from '../messages/stated.ts'
import { AuthorityFields, NexusKindField } from '../messages/stated-fields.tsx'
import { sessionQuery } from '../session/data.ts'
import { levelsUpTo } from '../words/tlp.ts'
import { ChangeTemplate } from './change-template.tsx'
import {
  missingOfAuthority,
  openAuthority,
  type OpenAuthority,
  toAuthority,
} from './template-authority.ts'

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
  const [open, setOpen] = useState(openAuthority(edited?.draft))
  const { member } = useSuspenseQuery(sessionQuery).data
  const said = { ...draft, authority: toAuthority(open) }
  const missing = [draft.name.trim() === '' && 'a name', ...missingOfAuthority(open)]
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
        {isGovernment(member.kind) ? (
          <ForMessages
            draft={draft}
            open={open}
            onChange={change}
            onOpen={(next) => setOpen((now) => ({ ...now, ...next }))}
          />
        ) : null}
        {edited ? (
          <ChangeTemplate edited={edited} draft={said} missing={missing} onEdit={onEdit} />
        ) : (
          <SaveTemplate
            draft={said}
            missing={missing}
            onSaved={() => {
              setDraft(EMPTY)
              setOpen(openAuthority(EMPTY))
            }}
          />
        )}
      </div>
    </fieldset>
  )
}

function SaveTemplate(props: {
  draft: TemplateDraft
  missing: (string | false)[]
  onSaved: () => void
}) {
  const { draft, missing, onSaved } = props
  const save = useSaveTemplate()
  return (
    <>
      <div className="row">
        <BusyButton
          variant="default"
          busy={save.isPending}
          missing={missing}
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
      <NativeSelect
        label="Its purpose"
        value={draft.purpose ?? ''}
        onChange={(event) =>
          onChange({ purpose: (event.currentTarget.value || undefined) as Purpose | undefined })
        }
        data={[
          { value: '', label: 'as the charter has it' },
          ...Object.entries(PURPOSE_NAMES).map(([value, label]) => ({ value, label })),
        ]}
      />
    </div>
  )
}

/** What a body of government states alike each time; the rest of a message is of that message alone. */
function ForMessages(
  props: Part & { open: OpenAuthority; onOpen: (next: Partial<OpenAuthority>) => void },
) {
  const { draft, open, onChange, onOpen } = props
  return (
    <>
      <AuthorityFields
        stated={open}
        description="Optional: the law or agreement that you speak under to platforms and campaigns; dates that have passed are not taken over"
        onChange={onOpen}
      />
      <NexusKindField
        label="Kind of foreign nexus"
        none="none is kept"
        description="The basis for saying so, and the type, each message states for itself"
        nexus={draft.nexus ?? ''}
        onChange={(nexus) => onChange({ nexus: nexus || undefined })}
      />
    </>
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
