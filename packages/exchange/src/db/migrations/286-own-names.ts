export const migration286 = {
  name: '286-own-names',
  sql: `
-- A party that answers by its link that a name is its own may propose it: by a contact, who is no person with an account.
alter table party_versions alter column proposed_by_member drop not null;
alter table party_versions alter column proposed_by drop not null;
alter table party_versions add column proposed_by_rank int;
alter table party_versions add constraint party_versions_proposer check (num_nonnulls(proposed_by, proposed_by_rank) = 1
  and (proposed_by is null) = (proposed_by_member is null));
-- What a party knows of, whoever finds it next.
create index party_alerts_known on party_alerts (party_id, name) where answer is not null;
`,
}
