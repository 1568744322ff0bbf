import type { SearchReply, Session } from '@tocsin/api'
import { useRouter } from '@tanstack/react-router'
import { useId, useState, type KeyboardEvent } from 'react'
import { Dialog } from '../ui/dialog.tsx'
import { Fault } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { OptionList } from './option-list.tsx'
import type { Option } from './options.ts'
import { useFound } from './use-found.tsx'
import { SEARCH_WORDS } from './words.ts'

type Props = { session: Session; onClose: () => void; onHints: () => void }

/** Search and way to any screen: words above, what they find below, all by keyboard. */
export function Palette(props: Props) {
  const { onClose } = props
  const { language } = useSpeech()
  const words = SEARCH_WORDS[language]
  const [typed, setTyped] = useState('')
  const { sections, query, isLooking, reply } = useFound(props.session, typed)
  const options = sections.flatMap((section) => section.options)
  const go = useGo(onClose)
  const { chosen, choose, onKeyDown } = useChoice(options, go)
  const list = useId()
  const isNothing = options.length === 0 && !isLooking && !query.error
  return (
    <Dialog title={words.title} className="palette" onClose={onClose}>
      <input
        className="palette-field"
        type="text"
        role="combobox"
        aria-label={words.field}
        aria-expanded={options.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={chosen ? idOf(list, chosen) : undefined}
        placeholder={words.field}
        maxLength={300}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          choose(undefined)
        }}
      />
      <Fault error={query.error} retry={() => void query.refetch()} />
      <OptionList
        id={list}
        label={words.results}
        sections={sections}
        chosen={chosen?.key}
        idOf={(option) => idOf(list, option)}
        onGo={go}
      />
      <output className="palette-said">
        {isLooking ? words.searching : typed.trim() ? words.counted(options.length) : ''}
      </output>
      {isNothing ? (
        <div className="empty">
          <strong>{words.nothing(typed.trim())}</strong>
          {words.nothingHint}
        </div>
      ) : null}
      <Foot {...props} reply={reply} isLooking={isLooking} />
    </Dialog>
  )
}

/** How much was looked through, and the keys. */
function Foot(props: Props & { reply: SearchReply | undefined; isLooking: boolean }) {
  const { language } = useSpeech()
  const words = SEARCH_WORDS[language]
  const { reply } = props
  const looked =
    reply && !reply.looked.all ? words.looked(reply.looked.objects.toLocaleString(language)) : ''
  return (
    <div className="palette-foot">
      <p>{props.isLooking ? `${words.searching} …` : `${looked} ${words.kept}`}</p>
      <p className="palette-keys">
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> {words.choose}
        </span>
        <span>
          <kbd>Enter</kbd> {words.go}
        </span>
        <button type="button" className="link" onClick={props.onHints}>
          {words.keysOpen}
        </button>
        <button type="button" className="link" onClick={props.onClose}>
          {words.close}
        </button>
      </p>
    </div>
  )
}

/** Which option the keys have chosen: the first until they move. */
function useChoice(options: readonly Option[], go: (option: Option, aside: boolean) => void) {
  const [key, choose] = useState<string>()
  const chosen = options.find((option) => option.key === key) ?? options[0]
  const onKeyDown = (event: KeyboardEvent) => {
    if (!chosen || event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      const place = options.indexOf(chosen) + step + options.length
      choose(options[place % options.length]?.key)
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      go(chosen, event.ctrlKey || event.metaKey)
    }
  }
  return { chosen, choose, onKeyDown }
}

/** Leads to an option and closes; with `aside` in a tab of its own. */
function useGo(onClose: () => void) {
  const router = useRouter()
  return ({ href }: Option, aside: boolean) => {
    onClose()
    if (aside) window.open(href, '_blank', 'noopener')
    else if (href.startsWith('mailto:')) location.assign(href)
    else router.history.push(href)
  }
}

function idOf(list: string, { key }: Option): string {
  return `${list}-${key.replaceAll(/[^\w-]/g, '_')}`
}
