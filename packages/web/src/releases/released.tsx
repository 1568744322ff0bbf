import type { Release } from '@tocsin/api'
import { Link } from '@tanstack/react-router'
import { Download } from '../ui/download.tsx'
import { Said } from '../ui/feedback.tsx'
import { fetchReceipt } from '../log/data.ts'
import { countOf } from '../words/count-of.ts'

/** What was released, with its receipt and the way to its readers. */
export function Released(props: { release: Release }) {
  const { summary, recipients } = props.release
  return (
    <div className="stack">
      <Said takesFocus>
        <strong>Released.</strong> {countOf(recipients.length, 'member')} can read it now. The act
        is entry #{summary.logIndex} of the log.
      </Said>
      <div className="row">
        <Link to="/releases/$id" params={{ id: summary.id }} className="button-link">
          See who has read it
        </Link>
        <Download
          label="Save the receipt"
          name={`release-${summary.logIndex}.tlog-proof`}
          load={() => fetchReceipt(summary.logIndex)}
        />
      </div>
    </div>
  )
}
