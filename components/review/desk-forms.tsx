'use client';

import dynamic from 'next/dynamic';

/*
 * What only reviewers run. The bundler keeps the scripts of a page in one file; these have theirs, so that a town that fills
 * in a step does not fetch its reviewer’s desk. They are in the page as it is sent, and work without script, as before.
 */

const openings = () => import('./open-step');

export const RulingForm = dynamic(() => import('./ruling-form').then((script) => script.RulingForm));
export const AskForm = dynamic(() => openings().then((script) => script.AskForm));
export const AskedForms = dynamic(() => openings().then((script) => script.AskedForms));
export const ReopenForm = dynamic(() => openings().then((script) => script.ReopenForm));

/** The framework’s link, for the lists that reviewers walk through. */
export const DeskLink = dynamic(() => import('next/link'));
