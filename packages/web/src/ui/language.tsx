import { Button } from '@mantine/core'
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { DESK_WORDS, type DeskWords } from '../words/desk-words.ts'
import {
  chooseLanguage,
  otherLanguage,
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
  onLanguage: (() => void) | undefined
}

function speechOf(language: Language, onLanguage?: () => void): Speech {
  return { language, desk: DESK_WORDS[language], words: WORDS[language], onLanguage }
}

const LanguageContext = createContext<Speech>(speechOf('en'))

/** Gives all it holds the reader's language where both are offered, else English. */
export function LanguageProvider(props: { offered: boolean; children: ReactNode }) {
  const [chosen, setChosen] = useState(() => chooseLanguage(preferredLanguages()))
  const language = props.offered ? chosen : 'en'
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const speech = useMemo(() => {
    if (!props.offered) return speechOf('en')
    const other = otherLanguage(language)
    return speechOf(language, () => {
      rememberLanguage(other)
      setChosen(other)
    })
  }, [language, props.offered])
  return <LanguageContext.Provider value={speech}>{props.children}</LanguageContext.Provider>
}

export function useSpeech(): Speech {
  return useContext(LanguageContext)
}

/** Changes to the other language; nothing where only one is offered. */
export function LanguageButton() {
  const { language, words, onLanguage } = useSpeech()
  if (!onLanguage) return null
  return (
    <Button variant="default" size="xs" lang={otherLanguage(language)} onClick={onLanguage}>
      {words.other}
    </Button>
  )
}
