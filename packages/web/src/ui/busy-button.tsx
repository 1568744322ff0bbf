import { Button, type ButtonProps } from '@mantine/core'
import { useId, useState, type ComponentPropsWithRef, type MouseEvent } from 'react'

type Props = ButtonProps &
  Omit<ComponentPropsWithRef<'button'>, keyof ButtonProps> & {
    busy: boolean
    /** What must still be said before it takes a press; it stands beside the button. */
    missing?: readonly (string | false | undefined)[]
  }

/**
 * A button whose act takes a while. It takes no press until then, yet is never disabled by it, nor while it has the focus: a
 * disabled button drops the focus of whoever pressed it.
 */
export function BusyButton(props: Props) {
  const { busy, missing = [], disabled, onClick, ...rest } = props
  const hint = useId()
  const [focused, setFocused] = useState(false)
  const parts = missing.filter((part) => part)
  const closed = disabled === true || parts.length > 0
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy || closed) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <>
      <Button
        {...rest}
        disabled={closed && !focused}
        aria-disabled={busy || (closed && focused) || undefined}
        aria-describedby={parts.length > 0 ? hint : undefined}
        mod={{ busy, disabled: closed }}
        onClick={press}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
      />
      {parts.length > 0 ? (
        <span id={hint} className="soft small">
          Still missing: {parts.join(', ')}
        </span>
      ) : null}
    </>
  )
}
