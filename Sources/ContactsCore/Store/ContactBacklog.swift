/// What a bulk import writes at the end of its transaction: each table after the other, in the order of its pages.
final class ContactBacklog {
  /// Contacts that are not in the search index yet.
  ///
  /// FTS5 writes out what it holds in memory at each later statement that can be undone by itself: every row of an import
  /// became a segment of the index of its own, to be merged with the others. One after the other they are one segment.
  var unindexed: [(id: Int64, terms: Sensitive<SearchTerms>)] = []
  /// Blocks of names, which lie all over their table: in its order those of some thousand contacts touch each page once.
  var blocks: [NameBlockTable.Entry] = []
  /// Contacts that are not counted yet.
  var added = 0
  /// Whether blocks wait too: not where near names are looked for before the end.
  let holdsBlocks: Bool

  init(holdsBlocks: Bool) {
    self.holdsBlocks = holdsBlocks
  }
}
