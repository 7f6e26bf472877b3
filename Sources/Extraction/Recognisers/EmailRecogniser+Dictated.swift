internal import ContactsCore

// MARK: - Dictated addresses

extension EmailRecogniser {
  func dictated(left: Int, right: Int, floor: Int) -> Candidate? {
    guard let domain = dictatedDomain(from: right),
      let local = dictatedLocal(to: left, floor: floor)
    else { return nil }
    guard let address = EmailAddress(local.text + "@" + domain.text) else { return nil }
    return Candidate(tokens: local.start..<domain.end, address: address)
  }

  private func dictatedDomain(from start: Int) -> (text: String, end: Int)? {
    var labels: [String] = []
    var index = start
    while index < view.tokens.count, labels.count < 6, view.tokens[index].kind != .sign {
      if labels.count > 1, let end = countryEnd(at: index) {
        labels.append("br")
        index = end
        break
      }
      var label = word(at: index)
      index += 1
      if labels.isEmpty, let rest = labelEnd(from: index) {
        label += (index..<rest).map(word).joined()
        index = rest
      }
      while index + 1 < view.tokens.count, isHyphen(index), view.tokens[index + 1].kind == .word,
        !spaceBefore(index) || !isSign(index, in: "-")
      {
        label += "-" + word(at: index + 1)
        index += 2
      }
      labels.append(label)
      if let next = dot(at: index) {
        guard next < view.tokens.count, view.tokens[next].kind == .word else { break }
        index = next
      } else if labels.count > 1, countryEnd(at: index) != nil, Self.isGeneric(label) {
        // "ponto com br".
        continue
      } else if labels.count == 1, index + 1 < view.tokens.count,
        Self.topLevels.contains(view.tokens[index].hash), view.isWord(index + 1, "br")
      {
        continue
      } else if index < view.tokens.count, labels.count == 1, Self.providers.contains(label),
        Self.topLevels.contains(view.tokens[index].hash)
      {
        // "arroba gmail com": transcribers swallow the dot.
        continue
      } else {
        break
      }
    }
    guard labels.count >= 2 else { return nil }
    return (labels.joined(separator: "."), index)
  }

  private static func isGeneric(_ label: String) -> Bool {
    ["com", "org", "net", "gov", "edu"].contains(label)
  }

  /// A word as it is dictated: transcribers put accents that no address has, and write out the names of letters.
  private func word(at index: Int) -> String {
    if let letter = letterName(at: index) { return letter }
    let bytes = view.folded(view.tokens[index])
    return bytes.allSatisfy { $0 < 0x80 && $0 > FoldedScalar.symbol }
      ? String(decoding: bytes, as: UTF8.self)
      : view.text(ofTokens: index..<index + 1).lowercased()
  }

  /// "erre", "bê": only as its accent or its spelling makes it no other word.
  private func letterName(at index: Int) -> String? {
    let token = view.tokens[index]
    guard token.kind == .word else { return nil }
    if let letter = Self.longLetters[token.hash] { return letter }
    guard token.count == 2 else { return nil }
    let written = view.text(ofTokens: index..<index + 1).lowercased()
    return Self.accentedLetters[written]
  }

  private static let longLetters: WordMap<String> = [
    "erre": "r", "jota": "j", "xis": "x", "dablio": "w", "ipsilon": "y", "aga": "h", "efe": "f",
  ]
  private static let accentedLetters: [String: String] = [
    "bê": "b", "cê": "c", "dê": "d", "gê": "g", "cá": "k", "ká": "k", "pê": "p", "quê": "q",
    "tê": "t", "vê": "v", "zê": "z",
  ]

  /// The token after "br", said whole or as its two letters.
  private func countryEnd(at index: Int) -> Int? {
    if view.isWord(index, "br") { return index + 1 }
    let isB = view.isWord(index, "be") || view.isWord(index, "b")
    return isB && (view.isWord(index + 1, "erre") || view.isWord(index + 1, "r")) ? index + 2 : nil
  }

  /// "arroba g mail ponto com", "arroba sítio do sol ponto com": the end of a name of several words.
  private func labelEnd(from start: Int) -> Int? {
    var end = start
    while end < view.tokens.count, end < start + 3, view.tokens[end].kind == .word,
      !Self.atWords.contains(view.tokens[end].hash), dot(at: end) == nil, !isHyphen(end),
      !Self.topLevels.contains(view.tokens[end].hash)
    { end += 1 }
    guard end > start, let next = dot(at: end), next < view.tokens.count,
      Self.topLevels.contains(view.tokens[next].hash) || view.isWord(next, "br")
    else { return nil }
    return end
  }

  /// Letters spelt one by one, "a n a", and where they begin.
  private func spelt(endingAt last: Int, floor: Int) -> (text: String, start: Int)? {
    var start = last + 1
    while start > floor, view.tokens[start - 1].kind == .word, view.tokens[start - 1].count == 1 {
      start -= 1
    }
    // "o e-mail é d i r c e": the copula is no letter of it.
    if start > 0, start <= last,
      isCopula(start) || view.isWord(start, "e") && Self.stops.contains(view.tokens[start - 1].hash)
    {
      start += 1
    }
    guard last + 1 - start >= 3 else { return nil }
    return ((start...last).map(word).joined(), start)
  }

  private func dictatedLocal(to end: Int, floor: Int) -> (text: String, start: Int)? {
    var parts: [String] = []
    var index = end
    var words = 0
    var hasWrittenDot = false
    // "Ana Prado⏎ana(arroba)exemplo.org": what a bracket follows without a space is written, and on one line.
    let isWritten = isSign(end, in: "([{") && !spaceBefore(end)
    while index > floor, parts.count < 12 {
      if isWritten, !parts.isEmpty, view.tokens[index].line != view.tokens[index - 1].line { break }
      let previous = index - 1
      let token = view.tokens[previous]
      if token.kind == .sign, isSign(previous, in: ",\""), !parts.isEmpty,
        Self.signWords[view.tokens[previous + 1].hash] != nil
          || previous > floor && Self.signWords[view.tokens[previous - 1].hash] != nil
      {
        index = previous
        continue
      }
      if token.kind == .sign {
        guard isSign(previous, in: "._-+"), previous > floor, !spaceBefore(index) || parts.isEmpty,
          !spaceBefore(previous)
        else { break }
        parts.insert(view.text(ofTokens: previous..<index), at: 0)
        hasWrittenDot = hasWrittenDot || isSign(previous, in: ".")
        index = previous
        continue
      }
      if parts.isEmpty, token.kind == .word, Self.signWords[token.hash] != nil, previous > floor,
        view.isWord(previous - 1, "sem")
      {
        index = previous - 1
        continue
      }
      if let letters = spelt(endingAt: previous, floor: floor) {
        parts.insert(letters.text, at: 0)
        index = letters.start
        continue
      }
      // "m de maria": a letter, and a word that begins with it.
      if token.kind == .word, token.count > 1, previous >= floor + 2,
        view.isWord(previous - 1, "de"), view.tokens[previous - 2].count == 1,
        view.byte(of: view.tokens[previous - 2]) == view.byte(of: token)
      {
        parts.insert(word(at: previous - 2), at: 0)
        index = previous - 2
        continue
      }
      if token.kind == .word, let sign = Self.signWords[token.hash] {
        guard !parts.isEmpty || sign != "." else { break }
        parts.insert(sign, at: 0)
        words = 0
        index = previous
        continue
      }
      if Self.fillers.contains(token.hash) {
        guard parts.isEmpty else { break }
        index = previous
        continue
      }
      // "kris com k": how a name is spelt.
      if token.kind == .word, token.count <= 2, previous > floor, view.isWord(previous - 1, "com"),
        previous - 1 > floor
      {
        index = previous - 1
        continue
      }
      if token.kind == .word, let number = spokenNumber(endingAt: previous, floor: floor) {
        parts.insert(number.digits, at: 0)
        index = number.start
        continue
      }
      // "manda p joana arroba…": "para", unless a sign was said after the letter.
      if !isAfterSign(parts), Self.shortened.contains(token.hash) { break }
      // "manda p vitin.gamer(at)…": what is written with its dots is written whole.
      if hasWrittenDot, index < end, spaceBefore(index) { break }
      // Without "ponto" between them, only names and numbers are run together, and not many.
      let glued = !parts.isEmpty && index < end && !spaceBefore(index)
      if !glued, Self.stops.contains(token.hash) || words >= 3 { break }
      let text =
        token.kind == .number || !isAfterSign(parts)
        ? digits(at: previous) ?? spoken(previous..<index) : spoken(previous..<index)
      parts.insert(text.split(separator: " ").joined(), at: 0)
      if digits(at: previous) == nil || text != digits(at: previous) { words += 1 }
      index = previous
    }
    while let first = parts.first, [".", "-", "+"].contains(first) {
      parts.removeFirst()
      index += 1
    }
    guard !parts.isEmpty else { return nil }
    return (parts.joined(), index)
  }

  /// "sete ponto lagoas": before a sign a number stays the word that it is.
  private func isAfterSign(_ parts: [String]) -> Bool {
    parts.first.map { [".", "_", "-", "+"].contains($0) } ?? false
  }

  private func spoken(_ tokens: Range<Int>) -> String {
    tokens.count == 1 && view.tokens[tokens.lowerBound].kind == .word
      ? word(at: tokens.lowerBound) : view.text(ofTokens: tokens).lowercased()
  }

  /// "vinte e três", "dois mil e nove": a number of several words that ends at a token.
  private func spokenNumber(endingAt last: Int, floor: Int) -> (digits: String, start: Int)? {
    guard SpokenNumber.value(of: view.tokens[last]) != nil || view.isWord(last, "mil") else {
      return nil
    }
    for start in max(floor, last - 5)..<last {
      if let thousand = thousand(at: start), thousand.end == last + 1 {
        return (String(thousand.value), start)
      }
      if view.tokens[start].kind == .word, let spoken = SpokenNumber(view, at: start),
        spoken.tokens.upperBound == last + 1
      {
        return (spoken.digits.map(String.init).joined(), start)
      }
    }
    return nil
  }

  private func thousand(at start: Int) -> (value: Int, end: Int)? {
    guard let count = SpokenNumber.value(of: view.tokens[start]), (1...9).contains(count),
      view.isWord(start + 1, "mil")
    else { return nil }
    let next = view.isWord(start + 2, "e") ? start + 3 : start + 2
    guard next < view.tokens.count, view.tokens[next].kind == .word,
      let rest = SpokenNumber(view, at: next), rest.digits.count <= 3
    else { return (count * 1000, start + 2) }
    return (
      count * 1000 + rest.digits.reduce(0) { $0 * 10 + Int($1) }, rest.tokens.upperBound
    )
  }

  private func digits(at index: Int) -> String? {
    guard view.tokens[index].kind == .word, let value = SpokenNumber.value(of: view.tokens[index])
    else { return nil }
    return String(value)
  }

  /// The token after a dot, said or written.
  private func dot(at index: Int) -> Int? {
    guard index < view.tokens.count else { return nil }
    // "exemplo, ponto, com".
    let said = isSign(index, in: ",") && view.isWord(index + 1, "ponto") ? index + 1 : index
    if view.isWord(said, "ponto") || view.isWord(said, "dot") {
      return isSign(said + 1, in: ",") ? said + 2 : said + 1
    }
    if isSign(index, in: "."), index + 1 < view.tokens.count, !spaceBefore(index + 1) {
      return index + 1
    }
    if isSign(index, in: "[("), view.isWord(index + 1, "dot") || view.isWord(index + 1, "ponto"),
      index + 2 < view.tokens.count, isSign(index + 2, in: "])")
    {
      return index + 3
    }
    return nil
  }

  private func isCopula(_ index: Int) -> Bool {
    view.isWord(index, "e") && view.text(ofTokens: index..<index + 1) == "é"
  }

  private func isHyphen(_ index: Int) -> Bool {
    isSign(index, in: "-") || view.isWord(index, "hifen") || view.isWord(index, "traco")
  }

  private static let signWords: WordMap<String> = [
    "ponto": ".", "dot": ".", "underline": "_", "underscore": "_", "anderline": "_",
    "sublinhado": "_",
    "traco": "-", "hifen": "-", "tracinho": "-",
  ]
  private static let fillers: WordSet = [
    "tudo", "junto", "minusculo", "minuscula", "minusculas", "letra", "sem", "espaco", "acento",
    "maiuscula", "maiusculas", "junta", "juntos",
  ]
  private static let stops: WordSet = [
    "email", "mail", "emails", "e", "eh", "endereco", "meu", "seria", "sendo", "no", "para", "pro",
    "do",
    "da", "de", "o", "a", "pelo", "anota", "anote", "ai", "la", "que", "nele", "mande", "manda",
    "esse",
    "este", "correio", "eletronico", "mandar", "enviar", "em", "com", "ou", "sim", "contato",
    "escreve", "escreva",
    "gmail", "eu", "tenho", "uso", "por", "via", "entao", "agora", "certo", "correto", "desculpa",
    "digo", "favor", "pra", "aqui", "seguinte", "anotem", "anotar", "enviem", "envie", "mandem",
    "manda", "mail", "dele", "dela", "minha", "ao", "aos", "nosso", "nossa", "ok", "bom", "ta",
    "isso", "moca", "moco", "ne", "senhora", "senhor", "ele", "ela", "fica", "vai", "assim", "novo",
    "atual", "pessoal", "chama", "la",
  ]
  private static let shortened: WordSet = ["p", "q", "c"]
  static let providers: Set<String> = [
    "gmail", "hotmail", "outlook", "yahoo", "uol", "bol", "terra", "ig", "icloud", "live", "globo",
    "exemplo",
    "proton", "protonmail",
  ]
  static let topLevels: WordSet = ["com", "net", "org"]
}
