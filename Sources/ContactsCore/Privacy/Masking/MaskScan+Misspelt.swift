/// Labels with one letter too many, too few, wrong, or two in the wrong order: `telefne`, `habilitção`, `whatzapp`.
extension MaskScan {
  /// Long words only: between short ones a letter makes another word.
  private static let longLabels: [(word: [UInt8], label: MaskWord.Label)] = {
    let words: [(String, MaskWord.Label)] = [
      ("telefone", .telefone), ("celular", .telefone), ("whatsapp", .telefone),
      ("habilitacao", .cnh), ("identidade", .rg), ("nascimento", .nascimento), ("titulo", .titulo),
      ("eleitor", .titulo), ("documento", .documento), ("passaporte", .documento),
      ("agencia", .conta),
    ]
    return words.map { (Array($0.0.utf8), $0.1) }
  }()

  /// What most words differ in.
  private static let shapes = longLabels.map { (first: $0.word[0], count: $0.word.count) }
  private static let firstLetters: SignSet = "tcwhiepdna"

  /// What a word that no list has was meant to announce.
  func misspeltLabel(_ token: MaskToken) -> MaskWord.Label? {
    guard token.count > 4, token.count < 13, token.word == MaskWord() else { return nil }
    let first = line.units[Int(token.start)] | 0x20
    guard MaskScan.firstLetters.contains(first) else { return nil }
    let units = line.units[Int(token.start)..<Int(token.end)]
    for (index, shape) in MaskScan.shapes.enumerated()
    where shape.first == first && abs(shape.count - units.count) < 2 {
      let long = MaskScan.longLabels[index]
      if MaskScan.differsByOne(units, long.word) { return long.label }
    }
    return nil
  }

  private static func differsByOne(_ units: ArraySlice<UInt8>, _ word: [UInt8]) -> Bool {
    let head = zip(units, word).prefix { $0 | 0x20 == $1 }.count
    let tail = zip(units.reversed(), word.reversed()).prefix { $0 | 0x20 == $1 }.count
    let shorter = min(units.count, word.count)
    if head + tail >= shorter { return units.count != word.count }
    guard units.count == word.count else { return false }
    if head + tail == word.count - 1 { return true }
    // Two letters that changed places.
    let at = units.startIndex + head
    return head + tail == word.count - 2 && units[at] | 0x20 == word[head + 1]
      && units[at + 1] | 0x20 == word[head]
  }
}
