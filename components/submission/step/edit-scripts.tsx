'use client';

import dynamic from 'next/dynamic';

/*
 * What only those who edit a step run, in files of their own: who reads the step, or rules on it, does not fetch them. All of
 * them stand here, because the page as it is sent names beforehand only what its own scripts ask for, not what those ask for.
 */

export const StepForm = dynamic(() => import('./step-form').then((script) => script.StepForm));
export const AddEvidence = dynamic(() => import('../evidence/add-evidence').then((script) => script.AddEvidence));

/** Most steps have no list of rows. */
export const RowsEditor = dynamic(() => import('./rows-editor').then((script) => script.RowsEditor));
