/** The id of a rule, whole on one line. */
export function RuleName(props: { rule: string }) {
  return <span className="mono code">{props.rule}</span>
}
