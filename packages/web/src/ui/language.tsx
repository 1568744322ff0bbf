import { Button } from '@mantine/core'
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { DESK_WORDS, type DeskWords } from '../words/desk-words.ts'
import {
  chooseLanguage,
  OWN_NAMES,
  otherLanguages,
  preferredLanguages,
  rememberLanguage,
  type Language,
} from '../words/language.ts'
import { WORDS, type Words } from '../words/notice-words.ts'

type Speech = {
  language: Language
  /** Words of the desk, and words of a notice as its public page has them. */
  desk: DeskWords
  words: Words
  onLanguage: ((language: Language) => void) | undefined
  /** Languages that may be chosen instead. */
  others: readonly Language[]
}

function speechOf(
  language: Language,
  others: readonly Language[] = [],
  onLanguage?: (language: Language) => void,
): Speech {
  return { language, desk: DESK_WORDS[language], words: WORDS[language], others, onLanguage }
}

const LanguageContext = createContext<Speech>(speechOf('en'))

/**
 * Gives all it holds the reader's language where it is offered, else English. `languages` are those of the exchange's
 * country; without them all that we speak may be chosen.
 */
export function LanguageProvider(props: {
  offered: boolean
  languages?: readonly string[]
  children: ReactNode
}) {
  const { languages } = props
  const [chosen, setChosen] = useState(() => chooseLanguage(preferredLanguages()))
  const language = props.offered ? chosen : 'en'
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const speech = useMemo(() => {
    if (!props.offered) return speechOf('en')
    const others = otherLanguages(language).filter((other) => languages?.includes(other) ?? true)
    return speechOf(language, others, (other) => {
      rememberLanguage(other)
      setChosen(other)
    })
  }, [language, props.offered, languages])
  return <LanguageContext.Provider value={speech}>{props.children}</LanguageContext.Provider>
}

export function useSpeech(): Speech {
  return useContext(LanguageContext)
}

/** Changes to another language; nothing where only one is offered. */
export function LanguageButton() {
  const { others, onLanguage } = useSpeech()
  if (!onLanguage || others.length === 0) return null
  return (
    <span className="languages">
      {others.map((other, place) => (
        // A place keeps its button and so the focus, whichever language it offers next.
        <Button
          key={place}
          variant="default"
          size="xs"
          lang={other}
          onClick={() => onLanguage(other)}
        >
          {OWN_NAMES[other]}
        </Button>
      ))}
    </span>
  )
}
