/// A value beside words by which somebody owns up to a slip: "digitei errado: 31…", "no site coloquei errado o telefone 31…".
extension Ownership {
  enum Slip {
    /// The value before was wrong, and this one is right.
    case retyped
    /// This one was given wrong, before or elsewhere, and the value before is right.
    case earlier
  }

  /// The slip that leads to the value at `start`, where another value of its kind ends at `floor`.
  ///
  /// With nothing but an interjection between the two values the slip is of the first. A time before, or another
  /// place, says that the second is what was wrong.
  func slip(before start: Int, floor: Int) -> Slip? {
    guard floor > 0, floor < start, start - floor <= 20 else { return nil }
    var index = start - 1
    while index > floor, start - index <= 6, isLead(index) { index -= 1 }
    guard index > floor, Self.wrongs.contains(view.tokens[index].hash) else { return nil }
    let wrong = index
    index -= 1
    while index > floor, wrong - index <= 3, view.tokens[index].kind == .word, isLead(index) {
      index -= 1
    }
    guard index >= floor, Self.slips.contains(view.tokens[index].hash) else { return nil }
    let lead = floor..<index
    if lead.contains(where: { Self.elsewhere.contains(view.tokens[$0].hash) }) {
      let isCorrected = (wrong + 1..<start).contains(where: view.isCopula)
      return isCorrected || isRight(after: end) ? nil : .earlier
    }
    let isRetyped = lead.allSatisfy {
      view.tokens[$0].kind == .sign
        ? ",.-!;".utf8.contains(view.byte(of: view.tokens[$0]))
        : Self.interjections.contains(view.tokens[$0].hash)
    }
    return isRetyped ? .retyped : nil
  }

  /// A sign or a word that names the value: "o número", ":".
  private func isLead(_ index: Int) -> Bool {
    let token = view.tokens[index]
    switch token.kind {
    case .number: return false
    case .sign: return ":,.-+".utf8.contains(view.byte(of: token))
    case .word: return People.labels.contains(token.hash) || view.isWord(index, "a")
    }
  }

  /// "… é o certo": said of the value after all.
  private func isRight(after end: Int) -> Bool {
    (end..<min(end + 5, view.tokens.count)).contains {
      Self.rightWords.contains(view.tokens[$0].hash)
    }
  }

  private static let wrongs: WordSet = ["errado", "errada"]
  private static let slips: WordSet = [
    "digitei", "escrevi", "mandei", "coloquei", "informei", "botei", "teclei", "passei", "falei",
    "anotei", "ditei", "li", "dei", "saiu", "cadastrei", "preenchi",
  ]
  private static let elsewhere: WordSet = [
    "antes", "ontem", "anteontem", "site", "cadastro", "sistema", "formulario", "ficha", "contrato",
    "aplicativo", "app", "nota",
  ]
  private static let interjections: WordSet = [
    "opa", "ops", "oops", "epa", "ih", "eita", "desculpa", "desculpe", "perdao", "aff", "putz",
    "eu", "nao", "pera", "perai",
  ]
  private static let rightWords: WordSet = [
    "certo", "certa", "correto", "correta", "atual", "vale", "meu",
    "novo",
  ]
}
