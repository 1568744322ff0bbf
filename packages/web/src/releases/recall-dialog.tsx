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
        This exchange gives it to nobody from then on, and every member who was given it is asked to
        delete it and to answer. Copies that they hold are theirs to delete. A recall cannot be
        undone.
      </p>
    </ReasonDialog>
  )
}
