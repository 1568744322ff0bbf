import { Button, type ButtonProps } from '@mantine/core'
import type { ComponentPropsWithRef, MouseEvent } from 'react'

type Props = ButtonProps &
  Omit<ComponentPropsWithRef<'button'>, keyof ButtonProps> & { busy: boolean }

/**
 * A button whose act takes a while. It takes no press until then, yet is never disabled by it: a
 * disabled button drops the focus of whoever pressed it.
 */
export function BusyButton(props: Props) {
  const { busy, onClick, ...rest } = props
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault()
    else onClick?.(event)
  }
  return <Button {...rest} aria-disabled={busy || undefined} mod={{ busy }} onClick={press} />
}
