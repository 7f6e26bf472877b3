/// What the search index holds of one contact: a list of short terms, each of which a query asks for whole.
///
/// - every beginning of every word of the names: `maria` gives `m ma mar mari maria`, so that a prefix, however common,
///   is one list of the index and never a union of many;
/// - every run of three, four and five digits of every telephone, after a `·`: a longer run is an intersection of short
///   lists, checked against the number itself;
/// - the beginnings of the CPF, from three to six digits, after a `°`.
///
/// Neither sign is part of any word, so no name is taken for a number.
struct SearchTerms: Equatable {
  /// All of them, each once, in the order of their bytes, between spaces.
  let joined: String

  /// Scalars of the longest beginning that is a term; what lies beyond is checked against the words.
  static let longestPrefix = 12
  static let runs = 3...5
  static let cpfPrefixes = 3...6

  init(words: [String], phoneDigits: [String], cpf: String?) {
    var terms = TermList()
    for word in words {
      var word = word
      word.withUTF8 { word in
        var scalars = 0
        for end in word.indices where end + 1 == word.count || word[end + 1] & 0xc0 != 0x80 {
          guard scalars < SearchTerms.longestPrefix else { break }
          terms.add(word[...end])
          scalars += 1
        }
      }
    }
    for digits in phoneDigits.map({ Array($0.utf8) }) {
      for length in SearchTerms.runs where length <= digits.count {
        for start in 0...digits.count - length {
          terms.add(digits[start..<start + length], after: SearchTerms.phoneMark)
        }
      }
    }
    if let cpf {
      for length in SearchTerms.cpfPrefixes {
        terms.add(cpf.utf8.prefix(length), after: SearchTerms.cpfMark)
      }
    }
    joined = terms.joined
  }

  private static let phoneMark = "·"
  private static let cpfMark = "°"

  static func phoneTerm(_ run: String) -> String { phoneMark + run }
  static func cpfTerm(_ start: String) -> String { cpfMark + start }

  /// The words by which a contact is found, each once, in order.
  static func words(name: String?, socialName: String?) -> [String] {
    var seen: Set<String> = []
    return [name, socialName].compactMap(\.self).flatMap(foldedWords)
      .filter { seen.insert($0).inserted }
  }
}

/// Short texts side by side, without a text of its own for each of a contact's hundred.
private struct TermList {
  private var bytes: [UInt8] = []
  private var places: [Range<Int>] = []

  mutating func add(_ term: some Collection<UInt8>, after mark: String = "") {
    let start = bytes.count
    bytes += mark.utf8
    bytes += term
    places.append(start..<bytes.count)
  }

  var joined: String {
    bytes.withUnsafeBufferPointer { bytes in
      let sorted = places.sorted { bytes[$0].lexicographicallyPrecedes(bytes[$1]) }
      var joined: [UInt8] = []
      joined.reserveCapacity(bytes.count + sorted.count)
      var last = 0..<0
      for place in sorted where !bytes[place].elementsEqual(bytes[last]) {
        if !joined.isEmpty { joined.append(0x20) }
        joined += bytes[place]
        last = place
      }
      return String(decoding: joined, as: UTF8.self)
    }
  }
}

/// The form in which two spellings of one name are equal: folded, without particles.
public func nameKey(_ name: String) -> String {
  foldedWords(name).filter { !nameParticles.contains($0) }.joined(separator: " ")
}

private let nameParticles: Set<String> = ["da", "de", "do", "das", "dos", "e", "d"]

/// A question to the search index, and what its answer must still be checked for.
struct IndexQuery: Equatable {
  private let words: [String]
  private let phone: [String]
  /// What the same digits begin when they are a CPF's.
  private let cpf: String?
  /// Words that the index was not asked for, or not to their end.
  let uncheckedWords: [String]
  /// Whether the index cannot tell that the digits stand together.
  let leavesDigitsUnchecked: Bool

  init?(words given: [String], digitGroups: [String]) {
    // The list of a single letter is half the store: beside a longer word, looking at the names it finds is cheaper.
    let long = given.filter { $0.unicodeScalars.count > 1 }
    let asked = long.isEmpty ? given : long
    words = asked.map {
      String(String.UnicodeScalarView($0.unicodeScalars.prefix(SearchTerms.longestPrefix)))
    }
    uncheckedWords = given.filter {
      !asked.contains($0) || $0.unicodeScalars.count > SearchTerms.longestPrefix
    }
    let joined = digitGroups.joined()
    var runs = digitGroups.filter { $0.count >= SearchTerms.runs.lowerBound }
    if runs.isEmpty, joined.count >= SearchTerms.runs.lowerBound { runs = [joined] }
    phone = runs.flatMap(IndexQuery.cover).map(SearchTerms.phoneTerm)
    cpf =
      joined.count >= SearchTerms.cpfPrefixes.lowerBound && joined.count <= 11
      ? SearchTerms.cpfTerm(String(joined.prefix(SearchTerms.cpfPrefixes.upperBound))) : nil
    leavesDigitsUnchecked =
      digitGroups.count > 1 || joined.count > SearchTerms.runs.upperBound
    if words.isEmpty, phone.isEmpty { return nil }
  }

  /// In the index's own language; every term is quoted, so that none is an operator.
  var expression: String {
    var parts = words.map(IndexQuery.quoted)
    if !phone.isEmpty {
      let digits = phone.map(IndexQuery.quoted).joined(separator: " AND ")
      parts.append(cpf.map { "((\(digits)) OR \(IndexQuery.quoted($0)))" } ?? digits)
    }
    return parts.joined(separator: " AND ")
  }

  /// As few runs of the index as hold all of these digits.
  private static func cover(_ digits: String) -> [String] {
    let longest = SearchTerms.runs.upperBound
    guard digits.count > longest else { return [digits] }
    let all = Array(digits)
    var starts = Array(stride(from: 0, through: all.count - longest, by: longest))
    if all.count % longest != 0 { starts.append(all.count - longest) }
    return starts.map { String(all[$0..<$0 + longest]) }
  }

  private static func quoted(_ term: String) -> String {
    "\"\(term.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
  }
}
