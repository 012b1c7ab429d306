import { answer, type HandlerContext, type HandlersOf } from './handler.ts';

export function preferenceHandlers({
  settings,
}: HandlerContext): HandlersOf<'preference.read' | 'preference.write'> {
  return {
    'preference.read': () => answer({ ...settings.preferences() }),

    'preference.write': ({ name, value }) => {
      settings.writePreference(name, value);
      return answer({});
    },
  };
}
