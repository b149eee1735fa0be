import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { findChatTemplate } from './chat-template.js';
import { readChatTemplate, STUDENT_FILE } from './student-folder.js';

/** Whether a folder holds an exported student that takes conversations in this process. Looks at two small files only. */
export async function canAnswerHere(folder: string): Promise<boolean> {
  const exported = await access(join(folder, STUDENT_FILE)).then(
    () => true,
    () => false,
  );
  return exported && findChatTemplate(await readChatTemplate(folder), '') !== undefined;
}
