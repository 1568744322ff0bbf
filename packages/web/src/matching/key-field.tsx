import { TextInput } from '@mantine/core'

/** The public key of the own side's command, pasted. */
export function KeyField(props: { value: string; onChange: (value: string) => void }) {
  return (
    <TextInput
      label="Public key of your command"
      description="Run “tocsin match-private keys own.keys” on your own machine and paste the public key. The other keys never leave it."
      required
      maxLength={100}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  )
}

/** 64 bytes in base64. */
export function isKey(text: string): boolean {
  return /^[A-Za-z0-9+/]{86}==$/.test(text.trim())
}
