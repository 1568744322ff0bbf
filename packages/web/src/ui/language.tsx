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
}

function speechOf(language: Language, onLanguage?: (language: Language) => void): Speech {
  return { language, desk: DESK_WORDS[language], words: WORDS[language], onLanguage }
}

const LanguageContext = createContext<Speech>(speechOf('en'))

/** Gives all it holds the reader's language where it is offered, else English. */
export function LanguageProvider(props: { offered: boolean; children: ReactNode }) {
  const [chosen, setChosen] = useState(() => chooseLanguage(preferredLanguages()))
  const language = props.offered ? chosen : 'en'
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const speech = useMemo(() => {
    if (!props.offered) return speechOf('en')
    return speechOf(language, (other) => {
      rememberLanguage(other)
      setChosen(other)
    })
  }, [language, props.offered])
  return <LanguageContext.Provider value={speech}>{props.children}</LanguageContext.Provider>
}

export function useSpeech(): Speech {
  return useContext(LanguageContext)
}

/** Changes to another language; nothing where only one is offered. */
export function LanguageButton() {
  const { language, onLanguage } = useSpeech()
  if (!onLanguage) return null
  return (
    <span className="languages">
      {otherLanguages(language).map((other) => (
        <Button
          key={other}
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
