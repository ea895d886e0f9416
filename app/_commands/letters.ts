'use server';

import { z } from 'zod';
import { command } from '@/lib/command';
import { chooseLetters, chooseLettersInput } from '@/lib/services/mail/choose-letters';
import { markAllRead, markLetter, markLetterInput } from '@/lib/services/mail/mark-letters';
import { stopLetters, stopLettersInput } from '@/lib/services/mail/stop-letters';
import { markReached, markUnreached, unreachedInput } from '@/lib/services/mail/unreached';

const letters = { touches: () => ['/letters', '/letters/[id]'] };
const people = { touches: () => ['/people', '/people/[person]'] };

export const markLetterCommand = command(markLetterInput, markLetter, letters);
export const markAllReadCommand = command(z.strictObject({}), markAllRead, letters);
export const chooseLettersCommand = command(chooseLettersInput, chooseLetters, { touches: () => ['/account'] });
export const stopLettersCommand = command(stopLettersInput, stopLetters, { open: true });

export const markUnreachedCommand = command(unreachedInput, markUnreached, people);
export const markReachedCommand = command(unreachedInput, markReached, people);
