/**
 * Writes an AssemblyScript template out for one size: $T is the size, a line with $t is repeated for 0 .. size - 1.
 * Comments stay as they are.
 */
export function expandTemplate(template, size) {
  const lines = template.split('\n').flatMap((line) => {
    if (!line.includes('$t') || /^\s*(\/\/|\*|\/\*)/.test(line)) return [line]
    return Array.from({ length: size }, (_, t) => line.replaceAll('$t', String(t)))
  })
  return lines.join('\n').replaceAll('$T', String(size))
}
