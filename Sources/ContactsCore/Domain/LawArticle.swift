/// An article that keeps something, as it is cited: `art. 16, I`, `art. 13 da Lei nº 8.069/1990`.
///
/// It is kept where nothing of a person may be, in the audit and in certificates, so it is made of numbers and of the words
/// that laws are cited with, and of no others.
struct LawArticle: Equatable {
  let text: String
  /// Of the LGPD, by which nothing else is meant; nil where another law is named too.
  private let citations: [Citation]?

  /// An article of the LGPD, and its item where one is said.
  private struct Citation: Equatable {
    var number: Int
    var item: String?
  }

  init?(_ given: String) {
    guard let line = AuditReason(given), !line.text.contains(";") else { return nil }
    let spaced = line.text.replacing("§", with: " § ").replacing("art.", with: "art. ")
    let tokens = spaced.split(separator: " ").map { Self.bare($0) }.filter { !$0.isEmpty }
    guard tokens.contains(where: { Self.beginnings.contains(folded($0)) }),
      tokens.allSatisfy(Self.isOfLaw)
    else { return nil }
    text = line.text
    citations = Self.namesOtherLaw(tokens) ? nil : Self.citations(tokens)
  }

  /// Whether it may stand as the reason to keep data: of the LGPD, articles that exist, one of them a ground.
  ///
  /// What other laws say is for people to know.
  var isGround: Bool {
    guard let citations else { return true }
    return citations.allSatisfy { Self.articles.contains($0.number) }
      && citations.contains { citation in
        guard let items = Self.grounds[citation.number] else { return false }
        return citation.item.map(items.contains) ?? true
      }
  }

  /// Those of the LGPD.
  private static let articles = 1...65

  /// The articles by which data may be kept, each with its items.
  private static let grounds: [Int: Set<String>] = [
    7: ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"], 11: ["I", "II"],
    16: ["I", "II", "III", "IV"],
  ]

  /// Words that say nothing of which law it is.
  private static let neutral: Set<String> = beginnings.union(
    """
    § inciso incisos inc alinea alineas al caput paragrafo paragrafos par unico item e a o as os da de do das dos c/c \
    combinado com lei leis lgpd n no nº n°
    """.split(separator: " ").map(String.init))

  private static func namesOtherLaw(_ tokens: [String]) -> Bool {
    var isLaw = false
    for token in tokens {
      let word = folded(token)
      if words.contains(word), !neutral.contains(word) { return true }
      if word == "lei" || word == "leis" { isLaw = true }
      // The number of a law, and not of an article.
      guard isLaw, token.contains(where: { $0.isASCII && $0.isNumber }) else { continue }
      if token.split(separator: "/")[0].filter({ $0 != "." }) != "13709" { return true }
    }
    return false
  }

  private static func citations(_ tokens: [String]) -> [Citation] {
    var found: [Citation] = []
    // Whether a number is an article's, and not a paragraph's or the law's.
    var isOfArticle = false
    for token in tokens {
      let word = folded(token)
      if beginnings.contains(word) {
        isOfArticle = true
      } else if ["§", "paragrafo", "paragrafos", "par", "lei", "leis", "item"].contains(word) {
        isOfArticle = false
      } else if isOfArticle, isNumeral(token), let last = found.indices.last {
        if found[last].item == nil { found[last].item = token }
      } else if isOfArticle, let number = Int(token.prefix { $0.isASCII && $0.isNumber }) {
        found.append(Citation(number: number))
      } else if word == "e", !found.isEmpty {
        isOfArticle = true
      }
    }
    return found
  }

  private static let beginnings: Set<String> = ["art", "arts", "artigo", "artigos"]

  private static let words: Set<String> = beginnings.union(
    """
    § inciso incisos inc alinea alineas al caput paragrafo paragrafos par unico item e a o as os da de do das dos \
    c/c combinado com lei leis complementar lc lgpd eca codigo civil penal processo consumidor defesa cdc cpc clt cc cp \
    cpp ctn constituicao federal cf estatuto crianca adolescente idoso consolidacao trabalho tributario nacional marco \
    internet decreto decreto-lei resolucao portaria instrucao normativa medida provisoria mp cd/anpd anpd cfm cfp cnj \
    n no nº n°
    """.split(separator: " ").map(String.init))

  private static func bare(_ token: Substring) -> String {
    String(token).trimming { ",.:()\"'“”‘’".contains($0) }
  }

  private static func isOfLaw(_ token: String) -> Bool {
    words.contains(folded(token)) || isNumeral(token) || isNumber(token)
      || (token.count == 1 && token.allSatisfy(\.isLetter))
  }

  /// `XXIII`.
  private static func isNumeral(_ token: String) -> Bool {
    token.count <= 8 && token.allSatisfy { "IVXLC".contains($0) }
  }

  /// `16`, `5º-A`, `8.069/1990`: neither as long as a telephone number nor in groups as a CPF has them.
  private static func isNumber(_ token: String) -> Bool {
    var token = token
    if let hyphen = token.lastIndex(of: "-"), token[hyphen...].count == 2,
      token.last?.isLetter == true
    {
      token = String(token[..<hyphen])
    }
    if let last = token.last, "ºª°o".contains(last) { token.removeLast() }
    let parts = token.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count) else { return false }
    let digits = parts[0].filter { $0 != "." }
    let isPlain = parts.allSatisfy { part in
      part.allSatisfy { ($0.isASCII && $0.isNumber) || $0 == "." }
    }
    return isPlain && (1...5).contains(digits.count)
      && (parts.count == 1 || [2, 4].contains(parts[1].count))
  }
}

extension String {
  fileprivate func trimming(_ isEdge: (Character) -> Bool) -> String {
    var text = self[...]
    while let first = text.first, isEdge(first) { text.removeFirst() }
    while let last = text.last, isEdge(last) { text.removeLast() }
    return String(text)
  }
}
