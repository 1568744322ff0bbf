import type { Session, Settings } from '@tocsin/api'
import { TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Said } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { When } from '../ui/marks.tsx'
import { Facts, Panel } from '../ui/page.tsx'
import { ROLE_NAMES } from '../words/names.ts'
import { useChangeSettings } from './data.ts'
import { SETTINGS_WORDS } from './words.ts'

/** Who somebody is here: the name is theirs to change, the rest is told. */
export function YouPanel(props: { settings: Settings; session: Session }) {
  const { settings, session } = props
  const { language } = useSpeech()
  const words = SETTINGS_WORDS[language]
  const { roles, endsAt } = session.person
  return (
    <Panel title={words.you}>
      <div className="stack">
        <NameForm name={settings.name} />
        <Facts
          rows={[
            [words.address, settings.email],
            [words.member, session.member.name],
            [words.roles, roles.map((role) => ROLE_NAMES[role]).join(', ')],
            ...(endsAt ? [[words.until, <When key="until" at={endsAt} />] as const] : []),
          ].map(([name, value]) => [name, value])}
        />
        <p className="soft small">{words.addressHint}</p>
      </div>
    </Panel>
  )
}

function NameForm(props: { name: string }) {
  const { language } = useSpeech()
  const words = SETTINGS_WORDS[language]
  const [name, setName] = useState(props.name)
  const change = useChangeSettings()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate({ name: name.trim() })
  }
  return (
    <form className="stack" onSubmit={submit}>
      <div className="row row-end">
        <TextInput
          label={words.name}
          description={words.nameHint}
          required
          maxLength={300}
          autoComplete="name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {name.trim() !== props.name ? (
          <BusyButton
            type="submit"
            variant="default"
            busy={change.isPending}
            missing={[!name.trim() && words.missingName]}
          >
            {words.keep}
          </BusyButton>
        ) : null}
      </div>
      <Fault error={change.error} />
      {change.isSuccess && name.trim() === props.name ? <Said takesFocus>{words.kept}</Said> : null}
    </form>
  )
}
