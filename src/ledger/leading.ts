/** The first few of many, without putting all of them in order: of thousands of choices only a handful is followed. */

/**
 * The places of the first `most` of `count`, in order.
 * @param comesBefore whether one comes before another, by their places; of two equal ones the first stays first
 */
export function leading(
  count: number,
  most: number,
  comesBefore: (place: number, other: number) => boolean,
): number[] {
  const first: number[] = [];
  for (let place = 0; place < count; place++) {
    let at = first.length;
    while (at > 0 && comesBefore(place, first[at - 1] ?? 0)) at--;
    if (at >= most) continue;
    for (let next = Math.min(first.length, most - 1); next > at; next--) first[next] = first[next - 1] ?? 0;
    first[at] = place;
  }
  return first;
}
