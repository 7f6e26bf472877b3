import ContactsCore
import Extraction

/// What a centre's store adds to an extraction, if there is one that can be read.
struct Centre {
  private(set) var settings = Settings()
  private(set) var reasons = ReasonCatalogue.initial
  /// The line before the model; nil for who is no user of the store.
  private(set) var door: StoreDoor?
  private var book: ContactBook?

  /// An extraction needs no store: one that is missing, newer or damaged changes nothing.
  init(_ context: Context) async {
    // `extract` works without a store, and so also with one that cannot be opened.
    guard ContactBook.exists(in: context.environment.folder),
      let book = try? ContactBook.open(
        in: context.environment.folder, surroundings: context.surroundings)
    else { return }
    self.book = book
    // Whatever the store fails at, the standards stand and the text is read all the same.
    if let stored = try? await book.settings() { settings = stored }
    if let stored = try? await book.reasons() { reasons = stored }
    if let actor = try? await context.actor(in: book) {
      door = StoreDoor(book, as: actor, surroundings: context.surroundings)
    }
  }

  func close() async {
    await book?.close()
  }
}
