import { ReasonDialog } from '../ui/reason-dialog.tsx'

/** Takes a release back, with a reason that every holder reads. */
export function RecallDialog(props: {
  busy: boolean
  error: unknown
  onRecall: (reason: string) => void
  onClose: () => void
}) {
  return (
    <ReasonDialog
      title="Take this release back?"
      description="Every holder reads this"
      act="Take it back"
      leave="Leave it"
      color="red"
      required
      busy={props.busy}
      error={props.error}
      onAct={props.onRecall}
      onCancel={props.onClose}
    >
      <p>
        It is withheld everywhere at once, and every member who has it is asked to delete it and to
        answer. A recall cannot be undone.
      </p>
    </ReasonDialog>
  )
}
