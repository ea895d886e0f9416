import { z } from 'zod';
import { applicationFileSchema } from './facts';

/** The application file's shape as JSON Schema, generated; docs/application-file.schema.json is this value. */
export const applicationFileJsonSchema = (): object => ({
  title: 'Town Green application file, version 1',
  ...z.toJSONSchema(applicationFileSchema, { io: 'input', target: 'draft-2020-12' }),
});
