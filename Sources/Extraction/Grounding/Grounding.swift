internal import ContactsCore

/// Finds in a note what a model says it read there.
///
/// A value is looked for exactly first, then by its folded words or bare digits, then fuzzily within limits. Each search
/// takes time in proportion to the note, whatever the note.
struct Grounding: Sendable {
  let index: NoteIndex

  init(_ note: String) {
    index = NoteIndex(note)
  }

  /// How freely the words of a value may stand in the note.
  struct Freedom: Equatable, Sendable {
    /// The least share of the value's words that has to be there, in order.
    let coverage: Double
    /// The least share of the words between the first and the last found that have to be the value's.
    let density: Double
    /// Whether a comma, a colon or the end of a sentence or line may stand inside.
    let crossesPunctuation: Bool

    /// For what is told in words, as LangExtract aligns it.
    static let phrase = Freedom(coverage: 0.75, density: 1 / 3, crossesPunctuation: true)
    /// For a name: one invented surname, or two people made one, is a wrong name.
    static let name = Freedom(coverage: 1, density: 2 / 3, crossesPunctuation: false)
  }

  /// Where the words of `value` stand: `[start, end)` in Unicode scalars of the note.
  func words(_ value: String, _ freedom: Freedom) -> Range<Int>? {
    let texts = foldedWords(value)
    guard !texts.isEmpty, texts.count <= Grounding.mostWords else { return nil }
    let ids = texts.map { index.id(of: $0) ?? -1 }
    return sequence(ids, of: value, freedom) ?? alignment(of: texts, freedom)
  }

  private static let mostWords = 64

  /// The first run of just these words; one spelled exactly as the value is preferred.
  private func sequence(_ ids: [Int], of value: String, _ freedom: Freedom) -> Range<Int>? {
    guard ids.allSatisfy({ $0 >= 0 }), ids.count <= index.words.count else { return nil }
    let exact = Array(value.unicodeScalars)
    var found: Range<Int>?
    for start in 0...(index.words.count - ids.count) {
      let matches = ids.indices.allSatisfy { offset in
        index.tokens[index.words[start + offset]].id == ids[offset]
      }
      let last = start + ids.count - 1
      guard matches, freedom.crossesPunctuation || !isBroken(from: start, to: last) else {
        continue
      }
      let span = self.span(from: start, to: last)
      if span.count == exact.count, index.scalars[span].elementsEqual(exact) { return span }
      found = found ?? span
    }
    return found
  }

  private func span(from first: Int, to last: Int) -> Range<Int> {
    index.tokens[index.words[first]].span
      .lowerBound..<index.tokens[index.words[last]].span
      .upperBound
  }

  /// Whether a mark that parts two thoughts stands between two words.
  private func isBroken(from first: Int, to last: Int) -> Bool {
    index.tokens[index.words[first]...index.words[last]].contains { token in
      guard !token.isWord, let scalar = Unicode.Scalar(UInt32(-token.id - 1)) else { return false }
      return Grounding.breaks.contains(scalar)
    }
  }

  private static let breaks: Set<Unicode.Scalar> = [",", ";", ":", "!", "?", "\n", "(", ")", "/"]
}

// MARK: Fuzzy alignment

extension Grounding {
  /// One place where a word of the value stands.
  private struct Hit {
    /// Among the note's words.
    let word: Int
    let stem: Int
  }

  private struct Match {
    var count = 0
    var first = 0
    var last = 0
  }

  /// Windows aligned word by word for one value; more alike than that is a hostile note.
  private static let mostWindows = 256

  /// The place where most of the value's words stand in their order, near enough to each other.
  private func alignment(of texts: [String], _ freedom: Freedom) -> Range<Int>? {
    let value = texts.filter { freedom.crossesPunctuation || !Grounding.particles.contains($0) }
      .map { index.id(of: NoteIndex.stem($0)) ?? -1 }
    let needed = Int((Double(value.count) * freedom.coverage).rounded(.up))
    guard needed > 0 else { return nil }
    let wanted = Set(value)
    let hits = index.words.indices.compactMap { word in
      let stem = index.tokens[index.words[word]].stem
      return wanted.contains(stem) ? Hit(word: word, stem: stem) : nil
    }
    let reach = Int((Double(value.count) / freedom.density).rounded(.down))
    var best: Match?
    var windows = 0
    var end = 0
    for start in hits.indices {
      while end < hits.count, hits[end].word < hits[start].word + reach { end += 1 }
      guard end - start >= needed else { continue }
      windows += 1
      if windows > Grounding.mostWindows { break }
      let match = Grounding.align(value, hits[start..<end])
      let width = match.last - match.first + 1
      guard match.count >= needed, Double(match.count) >= freedom.density * Double(width),
        freedom.crossesPunctuation || !isBroken(from: match.first, to: match.last)
      else { continue }
      if let best, (best.count, best.first - best.last) >= (match.count, match.first - match.last) {
        continue
      }
      best = match
    }
    return best.map { span(from: $0.first, to: $0.last) }
  }

  /// The longest common subsequence, and where it begins and ends.
  private static func align(_ value: [Int], _ hits: ArraySlice<Hit>) -> Match {
    var row = [Match](repeating: Match(), count: hits.count + 1)
    for stem in value {
      var diagonal = Match()
      for (column, hit) in hits.enumerated() {
        let above = row[column + 1]
        var best = above.count >= row[column].count ? above : row[column]
        if hit.stem == stem, diagonal.count + 1 > best.count {
          best = Match(
            count: diagonal.count + 1, first: diagonal.count == 0 ? hit.word : diagonal.first,
            last: hit.word)
        }
        diagonal = above
        row[column + 1] = best
      }
    }
    return row.last ?? Match()
  }

  private static let particles: Set<String> = ["da", "de", "do", "das", "dos", "e"]
}
