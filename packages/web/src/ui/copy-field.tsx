import { Button, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'

/** A text to take along, such as a link or a key: shown whole, copied by a press or by hand. */
export function CopyField(props: {
  label: string
  description?: string
  value: string
  copy?: string
  copied?: string
}) {
  const { copy = 'Copy', copied = 'Copied' } = props
  const field = useRef<HTMLInputElement>(null)
  const [isCopied, setIsCopied] = useState(false)
  const take = async () => {
    field.current?.select()
    try {
      await navigator.clipboard.writeText(props.value)
      setIsCopied(true)
    } catch {
      // The browser keeps the clipboard to itself: the text stands selected, to be copied by hand.
      setIsCopied(false)
    }
  }
  return (
    <div className="row row-end copy-field">
      <TextInput
        ref={field}
        label={props.label}
        description={props.description}
        readOnly
        value={props.value}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button variant="default" onClick={() => void take()}>
        {copy}
      </Button>
      <output className="soft small">{isCopied ? copied : ''}</output>
    </div>
  )
}
