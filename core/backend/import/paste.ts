import type { Reply, ValidRequestOf } from '#contract/contract.ts';
import { LARGEST_TEXT_FILE } from '#formats/registry.ts';
import { parsePlainText } from '#formats/text/parse.ts';
import type { DocumentId } from '#model/ids.ts';
import { asId } from '#model/ids.ts';
import { recordChange } from '#model/record-change.ts';
import { failure, success } from '#model/result.ts';
import { loneSurrogateAt } from '#model/text.ts';
import type { ProjectSession } from '../session.ts';
import { sha256 } from '../storage/text-store.ts';
import { newTextDocument } from './new-text-document.ts';

/** Imports a pasted text as one document. */
export async function importPaste(
  session: ProjectSession,
  request: ValidRequestOf<'import.paste'>,
): Promise<Reply<'import.paste'>> {
  const lone = loneSurrogateAt(request.text);
  if (lone !== null) {
    const place = Array.from(request.text.slice(0, lone)).length + 1;
    return failure({
      code: 'import.lone-surrogate',
      message: `Character ${place} of the text is half of a surrogate pair. Remove it and paste again.`,
      data: { offset: place - 1 },
    });
  }
  const bytes = Buffer.byteLength(request.text);
  if (bytes > LARGEST_TEXT_FILE) {
    return failure({
      code: 'import.too-large',
      message: `The text has ${(bytes / 1024 / 1024).toFixed(1)} MiB; the limit is ${LARGEST_TEXT_FILE / 1024 / 1024} MiB. Paste it in parts.`,
    });
  }
  const parsed = parsePlainText(request.text, request.blockRule);
  if (parsed.text.trim() === '') {
    return failure({
      code: 'import.empty',
      message: 'There is no text to import. Copy the article and paste it.',
    });
  }
  const textSha256 = sha256(parsed.text);
  const id = asId<DocumentId>(session.newId());
  const title = request.title.trim() === '' ? parsed.title : request.title.trim();
  let twin: string | null = null;
  // A bulk change, because that waits for one that is at work; the text and its document go in together.
  await session.commitStream('document.import', (write) => {
    twin =
      request.duplicates === 'import' ? null : (session.view.documentWithText(textSha256)?.title ?? null);
    if (twin !== null) return;
    session.putText(parsed.text);
    const document = newTextDocument(
      { ...parsed, title },
      {
        id,
        textSha256,
        fileName: null,
        mediaType: 'text/plain',
        encoding: null,
        bytesSha256: null,
        importedAt: session.now(),
      },
    );
    write([recordChange('document', document.id, null, document)]);
  });
  if (twin !== null) {
    return failure({
      code: 'import.duplicate',
      message: `This text is in the project already, as “${twin}”.`,
    });
  }
  return success({ documentId: id });
}
