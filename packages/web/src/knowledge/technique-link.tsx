import type { TechniqueBrief } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import { Tag } from '../ui/feedback.tsx'
import { useSpeech } from '../ui/language.tsx'
import { nameOf } from './text.ts'
import { KNOWLEDGE_WORDS } from './words.ts'

/** A technique by number and name, and what it is where it no longer stands. */
export function TechniqueLink({ technique }: { technique: TechniqueBrief }) {
  const { language } = useSpeech()
  const { id, state } = technique
  return (
    <>
      {/* In the language of its framework, which nobody says. */}
      <Link to="/knowledge/$id" params={{ id }}>
        {nameOf(technique)}
      </Link>
      {state === 'current' ? null : (
        <>
          {' '}
          <Tag>{KNOWLEDGE_WORDS[language].states[state]}</Tag>
        </>
      )}
    </>
  )
}
