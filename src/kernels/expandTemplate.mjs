/** Copies of adjacent lines that name $u. */
const ROUNDS = 4

/**
 * Expands an AssemblyScript template for one size: $T is the size, a line with $t is repeated for 0 .. size - 1, one with $n
 * for 1 .. size. Before that, adjacent lines with $u are repeated together, for 0 .. 3. Comments are not changed.
 */
export function expandTemplate(template, size) {
  const lines = repeatRounds(template.split('\n')).flatMap((line) => {
    if (!/\$[tn]/.test(line) || isComment(line)) return [line]
    return Array.from({ length: size }, (_, t) => line.replaceAll('$t', String(t)).replaceAll('$n', String(t + 1)))
  })
  return lines.join('\n').replaceAll('$T', String(size))
}

function repeatRounds(lines) {
  const out = []
  let round = []
  for (const line of lines) {
    if (line.includes('$u') && !isComment(line)) {
      round.push(line)
      continue
    }
    for (let u = 0; u < ROUNDS; u++) out.push(...round.map((line) => line.replaceAll('$u', String(u))))
    round = []
    out.push(line)
  }
  return out
}

const isComment = (line) => /^\s*(\/\/|\*|\/\*)/.test(line)
