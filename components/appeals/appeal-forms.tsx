'use client';

import dynamic from 'next/dynamic';

/* Forms of a decided application, in files of their own: nobody who fills in a step fetches them. */

export const FileAppealForm = dynamic(() => import('./file-form').then((script) => script.FileAppealForm));
export const CorrectPointsForm = dynamic(() => import('./points-form').then((script) => script.CorrectPointsForm));
