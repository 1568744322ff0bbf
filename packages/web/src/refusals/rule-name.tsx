import { Link } from '@tanstack/react-router'

/** The id of a rule, whole on one line; leads to the rule in words. */
export function RuleName(props: { rule: string }) {
  return (
    <Link to="/rules" hash={props.rule} className="mono code">
      {props.rule}
    </Link>
  )
}
