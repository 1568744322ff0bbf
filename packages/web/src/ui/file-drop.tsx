import { useRef, useState, type DragEvent } from 'react'
import { BusyButton } from './busy-button.tsx'

type Taken = { onFile: (file: File) => void } | { onFiles: (files: File[]) => void }

/** Takes one file, or with `onFiles` several at once, by drag and drop or by choosing. */
export function FileDrop(
  props: {
    label: string
    hint: string
    accept: string
    busy?: boolean
  } & Taken,
) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (files: FileList | null) => {
    const [file, ...others] = Array.from(files ?? [])
    if (!file || props.busy) return
    if ('onFiles' in props) props.onFiles([file, ...others])
    else props.onFile(file)
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
        multiple={'onFiles' in props}
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
