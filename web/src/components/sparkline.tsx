/** A small curve without axes; `label` says in words what it shows. */
export function Sparkline({ values, label, width = 96, height = 24 }: { values: readonly number[]; label: string; width?: number; height?: number }) {
  const finite = values.filter(Number.isFinite);
  if (finite.length < 2) return <span class="sparkline" aria-hidden="true" />;
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const at = (value: number, index: number) => `${((index / (finite.length - 1)) * (width - 2) + 1).toFixed(1)},${(height - 2 - ((value - low) / (high - low || 1)) * (height - 4)).toFixed(1)}`;
  return (
    <svg class="sparkline" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <polyline points={finite.map(at).join(' ')} fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round" />
    </svg>
  );
}
