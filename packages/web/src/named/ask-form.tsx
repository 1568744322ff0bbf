import { NativeSelect, TextInput } from '@mantine/core'
import { NAMED_KINDS, type NamedKind } from '@tocsin/api'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState, type FormEvent } from 'react'
import { PLATFORMS } from '../findings/platforms.ts'
import { BusyButton } from '../ui/busy-button.tsx'
import { Fault, Said } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { Panel } from '../ui/page.tsx'
import { askIt } from './data.ts'
import type { NamedWords } from './words.ts'

const OTHER = 'other'
const CHOICES = PLATFORMS.filter(({ value }) => value !== 'unknown')

/** The ask itself. Of a mail address nothing more is shown here; else the ask's own page follows. */
export function AskForm({ words }: { words: NamedWords }) {
  const { language } = useSpeech()
  const navigate = useNavigate()
  const [kind, setKind] = useState<NamedKind>('email')
  const [value, setValue] = useState('')
  const [platform, setPlatform] = useState(CHOICES[0]!.value)
  const [other, setOther] = useState('')
  const asking = useMutation({
    mutationFn: askIt,
    onSuccess: ({ token }) => {
      if (token !== undefined) void navigate({ to: '/named', hash: token })
    },
  })
  const isAccount = kind === 'account'
  const named = platform === OTHER ? other.trim() : platform
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (value.trim() === '' || (isAccount && named === '')) return
    const account = isAccount ? { platform: named } : {}
    asking.mutate({ kind, value: value.trim(), language, ...account })
  }
  return (
    <Panel title={words.ask}>
      <form className="stack" onSubmit={send}>
        <NativeSelect
          label={words.kind}
          description={words.hint[kind]}
          value={kind}
          onChange={({ currentTarget }) => setKind(currentTarget.value as NamedKind)}
          data={NAMED_KINDS.map((one) => ({ value: one, label: words.kinds[one] }))}
        />
        {isAccount ? (
          <PlatformFields
            platform={platform}
            other={other}
            words={words}
            onPlatform={setPlatform}
            onOther={setOther}
          />
        ) : null}
        <ValueField kind={kind} value={value} words={words} onValue={setValue} />
        <div className="row">
          <BusyButton type="submit" busy={asking.isPending}>
            {words.send}
          </BusyButton>
        </div>
        <Fault error={asking.error} />
        {asking.data && asking.data.token === undefined ? (
          <Said takesFocus>{words.mailed(asking.variables.value)}</Said>
        ) : null}
      </form>
    </Panel>
  )
}

function PlatformFields(props: {
  platform: string
  other: string
  words: NamedWords
  onPlatform: (platform: string) => void
  onOther: (other: string) => void
}) {
  const { platform, other, words } = props
  return (
    <>
      <NativeSelect
        label={words.platform}
        value={platform}
        onChange={({ currentTarget }) => props.onPlatform(currentTarget.value)}
        data={[...CHOICES, { value: OTHER, label: words.otherPlatform }]}
      />
      {platform === OTHER ? (
        <TextInput
          label={`${words.platform}: ${words.otherPlatform}`}
          maxLength={40}
          value={other}
          onChange={({ currentTarget }) => props.onOther(currentTarget.value)}
        />
      ) : null}
    </>
  )
}

function ValueField(props: {
  kind: NamedKind
  value: string
  words: NamedWords
  onValue: (value: string) => void
}) {
  const isMailbox = props.kind === 'email'
  return (
    <TextInput
      label={props.words.value[props.kind]}
      type={isMailbox ? 'email' : 'text'}
      autoComplete={isMailbox ? 'email' : 'off'}
      spellCheck={false}
      required
      withAsterisk={false}
      maxLength={300}
      value={props.value}
      onChange={({ currentTarget }) => props.onValue(currentTarget.value)}
    />
  )
}
