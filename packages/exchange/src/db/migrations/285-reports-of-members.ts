export const migration285 = {
  name: '285-reports-of-members',
  sql: `
-- Reports that a member makes by its own people, and a defended party by its link, beside those of offices. One of the three each.
alter table office_reports alter column target_id drop not null;
alter table office_reports alter column jurisdiction drop not null;
alter table office_reports alter column role drop not null;
alter table office_reports add column from_member uuid references members;
alter table office_reports add column party_id uuid references defended_parties;
-- Who reported, by the name that it bore then; an office is named by its place.
alter table office_reports add column reporter text;
alter table office_reports add constraint office_reports_source check (num_nonnulls(target_id, from_member, party_id) = 1
  and (target_id is null) = (jurisdiction is null) and (target_id is null) = (role is null) and (target_id is null) = (reporter is not null));
-- By what a report that is sent again is known.
alter table office_reports add column source uuid generated always as (coalesce(target_id, from_member, party_id)) stored;
create unique index office_reports_source_key on office_reports (source, key);
create index office_reports_from on office_reports (from_member, position) where from_member is not null;
create index office_reports_party on office_reports (party_id, position) where party_id is not null;
create policy own on office_reports for select to tocsin_member using (from_member = (select tocsin_viewer()));
`,
}
