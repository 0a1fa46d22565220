/** What several networks say together (Deep Learning from Scratch, ch. 8.1.2): the mean of their probabilities, in double precision. All of one length. */
export function averageAnswers(answers: readonly Float32Array[]): Float32Array {
  const [first] = answers;
  if (answers.some(({ length }) => length !== first.length)) throw new RangeError('the answers are not of one length');
  return Float32Array.from(first, (_, i) => answers.reduce((sum, each) => sum + each[i], 0) / answers.length);
}
