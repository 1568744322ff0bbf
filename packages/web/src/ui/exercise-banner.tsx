import { useSpeech } from './language.tsx'

/** Stands above everything on an exchange that only practises. */
export function ExerciseBanner() {
  return (
    <aside className="exercise" aria-label="Exercise">
      {useSpeech().desk.exercise}
    </aside>
  )
}
