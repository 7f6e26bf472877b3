/// Telephones corrected in part: "98134-5520, não, desculpa, final 5502", "não, é 99231 o começo".
extension Numbers {
  /// Puts what is said anew in the place of what it corrects.
  mutating func mend() {
    for index in phones.indices {
      let ceiling =
        index + 1 < phones.count ? phones[index + 1].tokens.lowerBound : view.tokens.count
      // "final 8801, mentira, 8810 mesmo": a correction may be corrected.
      for _ in 0..<3 {
        guard let mended = mended(phones[index], before: ceiling) else { break }
        phones[index] = mended
      }
    }
  }

  private func mended(_ phone: Phone, before ceiling: Int) -> Phone? {
    guard !phone.isInternational, phone.shape != .tollFree else { return nil }
    let end = phone.tokens.upperBound
    var low = 0
    var high = stream.units.count
    while low < high {
      let middle = (low + high) / 2
      if stream.units[middle].tokens.lowerBound < end { low = middle + 1 } else { high = middle }
    }
    for unit in low..<stream.units.count {
      let start = stream.units[unit].tokens.lowerBound
      guard start < min(ceiling, end + 22), free.contains(unit) else { return nil }
      guard let repeal = repeal(between: end, and: start) else { continue }
      var last = unit + 1
      while last < stream.units.count, stream.units[last].tokens.lowerBound < ceiling,
        gap(before: last) == .tight, stream.digits(ofUnits: unit..<last).count < 5
      { last += 1 }
      let said = Array(stream.digits(ofUnits: unit..<last))
      let tokens = stream.tokens(ofUnits: unit..<last)
      guard let digits = corrected(phone, by: said, repeal, beside: tokens),
        let shape = PhoneShape(digits[...], isInternational: false)
      else { return nil }
      return Phone(
        tokens: phone.tokens.lowerBound..<tokens.upperBound, digits: digits, isInternational: false,
        shape: shape)
    }
    return nil
  }

  private enum Repeal { case whole, tail, areaCode }

  /// What takes back the number before: words of correction, or the asterisk of messengers.
  private func repeal(between end: Int, and start: Int) -> Repeal? {
    if view.isSign(start - 1, UInt8(ascii: "*")), start >= 2,
      view.isSign(start - 2, UInt8(ascii: ":"))
        || view.tokens[start - 1].line != view.tokens[start - 2].line
    {
      return .whole
    }
    let found = cues.starting(in: end..<start).last {
      $0.kind == .correction && $0.tokens.upperBound <= start
    }
    guard let found, start - found.tokens.upperBound <= 6 else { return nil }
    let lead = found.tokens.lowerBound..<start
    if lead.contains(where: { Self.tails.contains(view.tokens[$0].hash) }) { return .tail }
    return cues.contains(.areaCode, in: lead) ? .areaCode : .whole
  }

  private func corrected(
    _ phone: Phone, by said: [UInt8], _ repeal: Repeal, beside tokens: Range<Int>
  ) -> [UInt8]? {
    let local = phone.shape == .mobile || phone.shape == .local9 ? 9 : 8
    guard phone.digits.count >= local else { return nil }
    let front = Array(phone.digits.dropLast(local))
    let number = Array(phone.digits.suffix(local))
    switch (repeal, said.count) {
    case (.areaCode, 2): return said + number
    case (.tail, 2...4): return Array(phone.digits.dropLast(said.count)) + said
    case (.whole, 4):
      return isHead(tokens) && local == 8
        ? front + said + number.suffix(4) : Array(phone.digits.dropLast(4)) + said
    case (.whole, 5) where local == 9 && said[0] == 9: return front + said + number.suffix(4)
    default: return nil
    }
  }

  /// "é 99231 o começo".
  private func isHead(_ tokens: Range<Int>) -> Bool {
    let near = max(0, tokens.lowerBound - 3)..<min(tokens.upperBound + 3, view.tokens.count)
    return near.contains { Self.heads.contains(view.tokens[$0].hash) }
  }

  private static let tails: WordSet = ["final", "finalzinho", "termina", "fim"]
  private static let heads: WordSet = ["comeco", "inicio", "comeca", "primeiros", "prefixo"]
}
