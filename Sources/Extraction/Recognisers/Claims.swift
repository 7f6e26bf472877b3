/// Stretches of a note whose digits and words mean nothing by themselves: addresses, links, long identifiers.
struct Claims: Sendable {
  /// Ranges of tokens, in order, apart from one another.
  let ranges: [Range<Int>]

  /// Nothing but the ranges given.
  init(_ ranges: [Range<Int>]) {
    self.ranges = Self.merged(ranges)
  }

  /// - Parameters:
  ///   - view: the note.
  ///   - emails: where its addresses stand.
  ///   - foreign: the parts that are not the caller's words.
  init(_ view: NoteView, emails: [Range<Int>], foreign: [Range<Int>] = []) {
    var ranges = emails + foreign
    var start = 0
    while start < view.tokens.count {
      var end = start + 1
      var hasLetters = view.tokens[start].kind == .word
      var hasDigits = view.tokens[start].kind == .number
      var isPlain = true
      while end < view.tokens.count, !view.tokens[end].followsSpace {
        hasLetters = hasLetters || view.tokens[end].kind == .word
        hasDigits = hasDigits || view.tokens[end].kind == .number
        if view.tokens[end].kind == .sign, !view.isSign(end, UInt8(ascii: "-")) { isPlain = false }
        end += 1
      }
      let length = view.tokens[end - 1].end - view.tokens[start].start
      let isIdentifier = length >= 28 && hasLetters && hasDigits && end - start > 3 && isPlain
      if isLink(view, start..<end) || isIdentifier { ranges.append(start..<end) }
      start = end
    }
    self.ranges = Self.merged(ranges)
  }

  func contains(_ token: Int) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= token { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(token)
  }

  private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
    var merged: [Range<Int>] = []
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, last.upperBound > range.lowerBound {
        merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    return merged
  }
}

/// Whether a run without spaces is a web address; `wa.me/55…` and
/// `api.whatsapp.com/send?phone=55…` are telephones and stay free.
private func isLink(_ view: NoteView, _ tokens: Range<Int>) -> Bool {
  var found = false
  for index in tokens.prefix(8) {
    if view.isWord(index, "wa"), view.isWord(index + 2, "me") { return false }
    if view.isWord(index, "whatsapp"), tokens.contains(where: { view.isWord($0, "phone") }) {
      return false
    }
    if view.isWord(index, "http") || view.isWord(index, "https") || view.isWord(index, "www") {
      found = true
    }
  }
  return found
}

extension Claims {
  /// Two lists of ranges as one in order.
  static func joined(_ left: [Range<Int>], _ right: [Range<Int>]) -> [Range<Int>] {
    merged(left + right)
  }
}

extension NoteView {
  /// Whether a sentence or a paragraph ends among these tokens.
  func breaksSentence(in range: Range<Int>) -> Bool {
    for index in range {
      if isSentenceEnd(index) { return true }
      if index > 0, tokens[index].line > tokens[index - 1].line + 1 { return true }
    }
    return false
  }

  /// Whether a token is the stop of a sentence, and not of an abbreviation such as "tel." or of a number.
  func isSentenceEnd(_ index: Int) -> Bool {
    guard tokens[index].kind == .sign else { return false }
    switch bytes[tokens[index].start] {
    case UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ";"): return true
    case UInt8(ascii: "."):
      guard index + 1 < tokens.count else { return true }
      guard tokens[index + 1].followsSpace else { return false }
      if isEllipsis(endingAt: index), !tokens[index + 1].isCapitalised { return false }
      return !(index > 0 && Self.abbreviations.contains(tokens[index - 1].hash))
    default: return false
    }
  }

  /// Three dots in the middle of a number are a pause, and no end.
  func isEllipsis(endingAt index: Int) -> Bool {
    index >= 2 && isSign(index - 1, UInt8(ascii: ".")) && isSign(index - 2, UInt8(ascii: "."))
      && !tokens[index].followsSpace && !tokens[index - 1].followsSpace
  }

  private static let abbreviations: WordSet = [
    "tel", "cel", "fone", "sr", "sra", "srta", "dr", "dra", "av", "r", "n", "num", "nro", "end",
    "ap", "apto",
    "bl", "prof", "profa", "ref", "obs", "art", "res", "jd", "pq", "sto", "sta", "gov", "pres",
    "dep", "d",
    "s", "cap", "eng", "adv", "cod", "prot", "ram", "resp", "cli", "atend", "whats", "nasc", "enf",
    "tec", "psic", "aux", "coord", "dir", "ger", "sup", "sec", "pe", "sgt",
    "cb", "sol", "solic", "resid", "aposent", "pref", "assist", "subst", "encam", "faculd", "cons",
    "transp", "cert", "dur", "hosp", "esc", "univ", "mun", "dist", "cid", "prox", "urg", "ret",
    "obs", "insc", "matr", "benef", "atd", "usr", "pac", "pcte", "fem", "masc", "trab", "apt",
    "aprox", "seg", "ter", "qua", "qui", "sex", "sab", "jan", "fev", "abr", "jun", "jul", "ago",
    "nov", "dez", "pront", "reg", "doc", "cart", "compl", "enc", "proc", "fat", "acomp", "fam",
  ]
}
