import { useRef, useState, type DragEvent } from 'react'
import { BusyButton } from './busy-button.tsx'

/** Takes one file by drag and drop or by choosing it. */
export function FileDrop(props: {
  label: string
  hint: string
  accept: string
  busy?: boolean
  onFile: (file: File) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file && !props.busy) props.onFile(file)
  }
  const onDrop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  const onDragOver = (event: DragEvent) => {
    event.preventDefault()
    setOver(true)
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- dropping is the mouse's way; the button is everybody's
    <fieldset
      className="drop"
      data-over={over}
      onDrop={onDrop}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
    >
      <legend className="hidden-text">{props.label}</legend>
      <BusyButton
        variant="default"
        busy={props.busy ?? false}
        onClick={() => input.current?.click()}
      >
        {props.label}
      </BusyButton>
      <span className="soft small">{props.hint}</span>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={props.label}
        accept={props.accept}
        onChange={(event) => {
          take(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
    </fieldset>
  )
}
