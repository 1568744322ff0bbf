/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no tag is a list that a field chooses from (ARIA practices, combobox) */
import { useEffect, useRef } from 'react'
import { When } from '../ui/marks.tsx'
import type { Option, Section } from './options.ts'

type Props = {
  id: string
  label: string
  sections: readonly Section[]
  chosen: string | undefined
  idOf: (option: Option) => string
  onGo: (option: Option, aside: boolean) => void
}

/** What may be chosen, in groups; the field above keeps the focus and says which is chosen. */
export function OptionList(props: Props) {
  const { id, sections } = props
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    ref.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [props.chosen])
  return (
    <div className="palette-list" role="listbox" id={id} aria-label={props.label} ref={ref}>
      {sections.map((section) => (
        <div key={section.key} role="group" aria-labelledby={`${id}-${section.key}`}>
          <div className="palette-head" id={`${id}-${section.key}`} role="presentation">
            {section.title}
            {section.note ? <span>{section.note}</span> : null}
          </div>
          {section.options.map((option) => (
            <Choice key={option.key} {...props} option={option} />
          ))}
        </div>
      ))}
    </div>
  )
}

/** The keys of a choice are those of the field, which has the focus. */
function Choice({ option, chosen, idOf, onGo }: Props & { option: Option }) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field above takes the keys
    <div
      role="option"
      tabIndex={-1}
      id={idOf(option)}
      className="palette-option"
      aria-selected={option.key === chosen}
      onPointerDown={(event) => event.preventDefault()}
      onClick={(event) => onGo(option, event.ctrlKey || event.metaKey)}
    >
      <span className="palette-label">{option.label}</span>
      <span className="palette-detail">{option.detail}</span>
      {option.at ? <When at={option.at} /> : null}
    </div>
  )
}
