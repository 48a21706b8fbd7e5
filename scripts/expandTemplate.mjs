/**
 * Writes an AssemblyScript template out for one size: $T is the size, a line with $t is repeated for 0 .. size - 1, one with $n
 * for 1 .. size. Comments stay as they are.
 */
export function expandTemplate(template, size) {
  const lines = template.split('\n').flatMap((line) => {
    if (!/\$[tn]/.test(line) || /^\s*(\/\/|\*|\/\*)/.test(line)) return [line]
    return Array.from({ length: size }, (_, t) => line.replaceAll('$t', String(t)).replaceAll('$n', String(t + 1)))
  })
  return lines.join('\n').replaceAll('$T', String(size))
}
