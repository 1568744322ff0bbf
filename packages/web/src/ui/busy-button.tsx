import { Button, type ButtonProps } from '@mantine/core'
import { useId, type ComponentPropsWithRef, type MouseEvent } from 'react'

type Props = ButtonProps &
  Omit<ComponentPropsWithRef<'button'>, keyof ButtonProps> & {
    busy: boolean
    /** What must still be said before it takes a press; it stands beside the button. */
    missing?: readonly (string | false | undefined)[]
  }

/**
 * A button whose act takes a while. It takes no press until then, yet is never disabled by it: a
 * disabled button drops the focus of whoever pressed it.
 */
export function BusyButton(props: Props) {
  const { busy, missing = [], disabled, onClick, ...rest } = props
  const hint = useId()
  const parts = missing.filter((part) => part)
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (busy) event.preventDefault()
    else onClick?.(event)
  }
  return (
    <>
      <Button
        {...rest}
        disabled={disabled === true || parts.length > 0}
        aria-disabled={busy || undefined}
        aria-describedby={parts.length > 0 ? hint : undefined}
        mod={{ busy }}
        onClick={press}
      />
      {parts.length > 0 ? (
        <span id={hint} className="soft small">
          Still missing: {parts.join(', ')}
        </span>
      ) : null}
    </>
  )
}
