import { linkedIds } from '../../actions/lookup.ts';
import type { AnnotationSource } from '../../client/annotation-source.ts';
import type { AttentionSource } from '../../editor/article-types.ts';
import { useDesk } from '../../state/desk.ts';

/** What of a document's spans stands out, by what lies on the desk. */
export function attentionTo(annotations: AnnotationSource): AttentionSource {
  return {
    now() {
      const { selectedId, hoveredId, preview, matches, match } = useDesk.getState();
      const selected = selectedId === null ? undefined : annotations.get(selectedId);
      return { selectedId, hoveredId, preview, linkedIds: linkedIds(selected), matches, match };
    },
    subscribe(listener) {
      const endDesk = useDesk.subscribe((now, before) => {
        const same =
          now.selectedId === before.selectedId &&
          now.hoveredId === before.hoveredId &&
          now.preview === before.preview &&
          now.matches === before.matches &&
          now.match === before.match;
        if (!same) listener();
      });
      // Its links are others.
      const endAnnotations = annotations.subscribe(({ put }) => {
        const { selectedId } = useDesk.getState();
        if (put.some(({ id }) => id === selectedId)) listener();
      });
      return () => {
        endDesk();
        endAnnotations();
      };
    },
  };
}
