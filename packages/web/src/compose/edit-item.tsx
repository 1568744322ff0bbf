import type { ComposedItem } from '@tocsin/api'
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { BusyButton } from '../ui/busy-button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Fault } from '../ui/feedback.tsx'
import { useRead } from './data.ts'
import { nameOfPlatform, PLATFORM_CHOICES } from './platforms.ts'

/** One row written anew, read by the same rules as the rest. */
export function EditItem(props: {
  item: ComposedItem
  onChange: (item: ComposedItem) => void
  onEnd: () => void
}) {
  const { item } = props
  const isAccount = item.kind === 'account'
  const [text, setText] = useState(item.value)
  const [platform, setPlatform] = useState(item.platform ?? '')
  const [refused, setRefused] = useState<string>()
  const read = useRead()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setRefused(undefined)
    const options = { name: 'row', names: isAccount, ...(platform ? { platform } : {}) }
    read.mutate({ input: new Blob([text]), options }, { onSuccess: settle })
  }
  const settle = (reading: NonNullable<typeof read.data>) => {
    const [found, ...others] = reading.items
    if (!found || others.length > 0 || reading.words !== '')
      return setRefused(reading.unread[0]?.reason ?? 'This is not one thing.')
    // A name that is kept keeps what else was known of it.
    const same = found.kind === item.kind && found.value === item.value
    props.onChange(same ? { ...item, ...found } : found)
    props.onEnd()
  }
  return (
    <Dialog title="Change a row" onClose={props.onEnd}>
      <form className="stack" onSubmit={submit}>
        <TextInput
          label="What"
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {isAccount ? <PlatformField value={platform} onChange={setPlatform} /> : null}
        <Fault error={refused ?? read.error} />
        <div className="row">
          <BusyButton
            type="submit"
            busy={read.isPending}
            missing={[text.trim() === '' && 'a value']}
          >
            Change it
          </BusyButton>
          <Button variant="default" onClick={props.onEnd}>
            Leave it
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** A platform that no list here has stays a choice. */
function PlatformField(props: { value: string; onChange: (platform: string) => void }) {
  const { value } = props
  const known = value === '' || PLATFORM_CHOICES.some((one) => one.value === value)
  return (
    <NativeSelect
      label="Platform"
      value={value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      data={[
        { value: '', label: 'not chosen' },
        ...(known ? [] : [{ value, label: nameOfPlatform(value) }]),
        ...PLATFORM_CHOICES,
      ]}
    />
  )
}
