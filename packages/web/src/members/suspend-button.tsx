import { ConfirmButton } from '../ui/confirm-button.tsx'

/** Suspends a member or a person, or admits it again, after asking. */
export function SuspendButton(props: { name: string; active: boolean; onPress: () => void }) {
  const { name, active, onPress } = props
  const act = active ? 'Suspend' : 'Admit again'
  return (
    <ConfirmButton
      label={act}
      name={`${act}: ${name}`}
      title={`${act}: ${name}?`}
      act={act}
      onAct={onPress}
    >
      {active
        ? 'Open sessions end and API keys stop at once. It can be admitted again later.'
        : 'Sign-in and API keys work again at once.'}
    </ConfirmButton>
  )
}
