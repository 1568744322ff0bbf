/** Where in the log the findings behind releases are. Called by `report/incident-store.ts`. */
export const FINDING_ENTRIES = `
-- For the envelopes that an operator reads: of the finding that a release was made of, the place in the log at which its run ended or it was
-- imported, and nothing else of it. Findings are their owner's; that an entry of this kind is there everybody may read.
create or replace function tocsin_finding_entries(asked uuid[]) returns table (release_id uuid, index bigint)
  language sql stable security definer set search_path from current as $fn$
  select r.id, min(e.index) from releases r join findings f on f.id = r.finding_id
    join log_payloads p on p.subject = 'run:' || f.run_id
      or (f.run_id is null and p.subject = 'findings' and p.payload::jsonb -> 'findings' ? f.id::text)
    join log_entries e on e.index = p.index and e.leaf::json ->> 'kind' in ('run.ended', 'findings.imported')
  where r.id = any(asked) and (select tocsin_operates())
    and (not (select tocsin_machine()) or (r.tlp <> 'red' and r.pap <> 'red'))
  group by r.id
$fn$;`
