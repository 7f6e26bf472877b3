/// What the search index holds of one contact: a list of short terms, each of which a query asks for whole.
///
/// - every beginning of every word of the names: `maria` gives `m ma mar mari maria`, so that a prefix, however common,
///   is one list of the index and never a union of many;
/// - every three digits in a row of every telephone: `119 198 987…`; what is longer is an intersection, checked against the
///   number itself;
/// - the beginnings of the CPF, from three to six digits, with a `c` before them.
struct SearchTerms: Equatable {
  private let terms: [String]

  /// Scalars of the longest beginning that is a term; what lies beyond is checked against the words.
  static let longestPrefix = 12
  static let cpfPrefixes = 3...6

  init(words: [String], phoneDigits: [String], cpf: String?) {
    var terms: Set<String> = []
    for word in words {
      let scalars = word.unicodeScalars.prefix(SearchTerms.longestPrefix)
      for end in scalars.indices {
        terms.insert(String(String.UnicodeScalarView(scalars[...end])))
      }
    }
    for digits in phoneDigits { terms.formUnion(SearchTerms.trigrams(of: digits)) }
    if let cpf {
      for length in SearchTerms.cpfPrefixes { terms.insert("c" + cpf.prefix(length)) }
    }
    self.terms = terms.sorted()
  }

  var joined: String { terms.joined(separator: " ") }

  static func trigrams(of digits: String) -> [String] {
    let all = Array(digits)
    guard all.count >= 3 else { return [] }
    return (0...all.count - 3).map { String(all[$0..<$0 + 3]) }
  }

  /// The words by which a contact is found, each once, in order.
  static func words(name: String?, socialName: String?) -> [String] {
    var seen: Set<String> = []
    return [name, socialName].compactMap(\.self).flatMap(foldedWords)
      .filter { seen.insert($0).inserted }
  }
}

/// The form in which two spellings of one name are equal: folded, without particles.
func nameKey(_ name: String) -> String {
  let particles: Set<String> = ["da", "de", "do", "das", "dos", "e", "d"]
  return foldedWords(name).filter { !particles.contains($0) }.joined(separator: " ")
}

/// A question to the search index: all of these terms, and one of the digits' two readings.
struct IndexQuery: Equatable {
  private let all: [String]
  /// Terms of a telephone's digits, and the CPF's that the same digits may begin.
  private let phone: [String]
  private let cpf: String?

  init?(words: [String], digitGroups: [String]) {
    all = words.map {
      String(String.UnicodeScalarView($0.unicodeScalars.prefix(SearchTerms.longestPrefix)))
    }
    let joined = digitGroups.joined()
    let within = digitGroups.flatMap(SearchTerms.trigrams)
    phone = within.isEmpty ? SearchTerms.trigrams(of: joined) : within
    cpf =
      joined.count >= SearchTerms.cpfPrefixes.lowerBound && joined.count <= 11
      ? "c" + joined.prefix(SearchTerms.cpfPrefixes.upperBound) : nil
    if all.isEmpty, phone.isEmpty { return nil }
  }

  /// In the index's own language; every term is quoted, so that none is an operator.
  var expression: String {
    var parts = all.map(IndexQuery.quoted)
    if !phone.isEmpty {
      let digits = phone.map(IndexQuery.quoted).joined(separator: " AND ")
      parts.append(cpf.map { "((\(digits)) OR \(IndexQuery.quoted($0)))" } ?? digits)
    }
    return parts.joined(separator: " AND ")
  }

  private static func quoted(_ term: String) -> String {
    "\"\(term.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
  }
}
