import { createBatchDecoder } from './batch-decoder.js';
import { findChatTemplate, getChatTemplate } from './chat-template.js';
import type { GenerateRequest, OpenStudentEngineInput, StudentEngine } from './contract.js';
import { ReplyInProgress } from './reply-in-progress.js';
import { readStudentFolder } from './student-folder.js';
import { openStudentModel } from './student-model.js';
import { createTextTokenizer } from './text-tokenizer.js';

/** More of them bring little: copying the key-value cache takes what the wider batch gives (bench/README.md). */
export const DEFAULT_BATCH_ROWS = 32;

/** Opens the student in a folder that the trainer exported. Loads onnxruntime: import this file where it is needed. */
export async function openStudentEngine(input: OpenStudentEngineInput): Promise<StudentEngine> {
  const folder = await readStudentFolder(input.folder);
  const tokenizer = createTextTokenizer(folder);
  const model = await openStudentModel(folder, input.threads);
  const decoder = createBatchDecoder({ model, padId: folder.padId, batchRows: input.batchRows ?? DEFAULT_BATCH_ROWS });
  const endIds = new Set(folder.endIds);
  const { name, context, vocabSize, chatTemplate } = folder;
  const known = findChatTemplate(chatTemplate, tokenizer.eosToken);
  const renderPrompt = known ?? ((): string => getChatTemplate(name, chatTemplate, tokenizer.eosToken)([]));

  const open = (request: GenerateRequest): ReplyInProgress => {
    const { input: asked } = request;
    const ids = tokenizer.encode('prompt' in asked ? asked.prompt : renderPrompt(asked.messages));
    // The model has to be given something to go on from; an end of text stands for the beginning of another.
    const promptIds = ids.length > 0 ? ids : folder.endIds.slice(0, 1);
    return new ReplyInProgress({ request, promptIds, context, endIds, tokenizer });
  };

  return {
    info: { name, context, vocabSize },
    countTokens: (text) => tokenizer.encode(text).length,
    renderPrompt,
    // Async, so that a template that is not known rejects rather than throws.
    generate: async (request) => decoder.decode(open(request)),
    close: () => decoder.close(),
  };
}
