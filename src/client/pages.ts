interface Page<Item> {
  data: Item[];
  hasMore: boolean;
  lastId: string | null;
}

/** Every item of a list, page after page; asks for the next page when the loop gets there. */
export async function* everyItem<Item>(page: (after: string | undefined) => Promise<Page<Item>>): AsyncGenerator<Item> {
  let after: string | undefined;
  for (;;) {
    const { data, hasMore, lastId } = await page(after);
    yield* data;
    if (!hasMore || lastId === null) return;
    after = lastId;
  }
}

/** Of one request where the caller says nothing else: the most the service gives. */
export const PAGE_SIZE = 100;
