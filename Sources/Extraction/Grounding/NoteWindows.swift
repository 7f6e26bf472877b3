/// A piece of a note that the model reads at once.
struct NoteWindow: Equatable, Sendable {
  let text: String
  /// Where it begins, in Unicode scalars of the note.
  let start: Int
}

/// Cuts a note that does not fit the model's context into pieces that do.
enum NoteWindows {
  /// Pieces in order that together are the note, each of at most `tokens` by the prompt's estimate.
  ///
  /// A cut falls behind a paragraph if there is one in the last half of a piece, else behind a sentence or a line, else
  /// behind a word, and only in a text without any of these inside one.
  static func cut(_ note: String, tokens: Int) -> [NoteWindow] {
    var windows: [NoteWindow] = []
    var rest = Array(note.unicodeScalars)[...]
    while !rest.isEmpty {
      let length = fitting(rest, tokens: tokens)
      let end = length == rest.count ? length : border(in: rest.prefix(length))
      windows.append(
        NoteWindow(
          text: String(String.UnicodeScalarView(rest.prefix(end))), start: rest.startIndex))
      rest = rest.dropFirst(end)
    }
    return windows
  }

  /// How many scalars from the start fit, at least one.
  private static func fitting(_ scalars: ArraySlice<Unicode.Scalar>, tokens: Int) -> Int {
    var thirds = 0
    for (count, scalar) in scalars.enumerated() {
      thirds += Prompt.thirdsOfToken(scalar)
      if thirds / 3 + 1 > tokens { return max(1, count) }
    }
    return scalars.count
  }

  private static func border(in scalars: ArraySlice<Unicode.Scalar>) -> Int {
    let all = Array(scalars)
    var sentence: Int?
    var word: Int?
    for position in stride(from: all.count - 1, to: all.count / 2, by: -1) {
      let ends = all[position].properties.isWhitespace
      guard ends else { continue }
      let before = all[position - 1]
      if all[position] == "\n", before == "\n" { return position + 1 }
      if sentence == nil, all[position] == "\n" || ".!?;".unicodeScalars.contains(before) {
        sentence = position + 1
      }
      word = word ?? position + 1
    }
    return sentence ?? word ?? all.count
  }
}
