/// An article that keeps something, as it is cited: `art. 16, I`, `art. 13 da Lei nº 8.069/1990`.
///
/// It is kept where nothing of a person may be, in the audit and in certificates, so it is made of numbers and of the words
/// that laws are cited with, and of no others.
struct LawArticle: Equatable {
  let text: String

  init?(_ given: String) {
    guard let line = AuditReason(given), !line.text.contains(";") else { return nil }
    let spaced = line.text.replacing("§", with: " § ").replacing("art.", with: "art. ")
    let tokens = spaced.split(separator: " ").map { Self.bare($0) }.filter { !$0.isEmpty }
    guard tokens.contains(where: { Self.beginnings.contains(folded($0)) }),
      tokens.allSatisfy(Self.isOfLaw)
    else { return nil }
    text = line.text
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
