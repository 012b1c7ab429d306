type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The environment for the browser. Without a UTF-8 locale Chromium on Linux loses every letter beyond ASCII in the
 * paths of picked files; as in a service or a container, where no locale is set. Only the character type is changed.
 */
export function withUtf8Paths(variables: Variables, platform: NodeJS.Platform): Variables {
  if (platform !== 'linux') return variables;
  const locale = variables.LC_ALL || variables.LC_CTYPE || variables.LANG || '';
  if (/utf-?8/i.test(locale)) return variables;
  const { LC_ALL: _, ...rest } = variables;
  return { ...rest, LC_CTYPE: 'C.UTF-8' };
}
