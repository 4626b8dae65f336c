import {
  type Study,
  type StudyEvidence,
  type StudyForm,
  type StudyJob,
  studyJobs,
  studyTrial,
} from './study.ts';
import { studyFigure } from './study-figure.ts';
import { type StudyRow, studyRows, studyTable } from './study-table.ts';

/** Trials side by side: their test errors against samples. */
const comparison: StudyForm<StudyJob, StudyEvidence, StudyRow> = {
  work: studyTrial,
  jobs: studyJobs,
  rows: studyRows,
  table: studyTable,
  figure: studyFigure,
};

/** How a study is done, told and drawn. */
export const formOf = ({ form = comparison }: Study): StudyForm => form;
