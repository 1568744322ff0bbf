export const migration060 = {
  name: '060-texts',
  sql: `
-- The texts of a notice by language, since each country speaks its own, and which of them is for whoever reads none of
-- the others. Until now there was English, and Spanish where it was written.
alter table notices add column texts jsonb, add column main_language text not null default 'en';
update notices set texts = jsonb_strip_nulls(jsonb_build_object('en', en, 'es', nullif(es, 'null'::jsonb)));
alter table notices alter column texts set not null, alter column main_language drop default, drop column en, drop column es;
`,
}
