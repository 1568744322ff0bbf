export const migration110 = {
  name: '110-finding-kinds',
  sql: `
-- Findings are told apart by the kind of their detector. Those from before are of networks, and their documents say so too.
alter table findings add column kind text not null default 'network';
alter table findings alter column kind drop default;
update findings set body = '{"kind":"network",' || substr(body, 2) where body::json ->> 'kind' is null;
alter table detection_runs add column detector text not null default 'coordination';
alter table detection_runs alter column detector drop default;

-- What only a network has.
alter table findings alter column trace drop not null, alter column accounts drop not null, alter column score drop not null;
alter table findings add constraint findings_of_networks check (kind <> 'network'
  or (trace is not null and accounts is not null and score is not null));
`,
}
