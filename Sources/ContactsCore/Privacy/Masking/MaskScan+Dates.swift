extension MaskScan {
  /// Covers dates of birth: those announced, and those that are alone in their field and fit a living person.
  mutating func findBirthDates() {
    var at = 0
    while at < tokens.count {
      guard !isTaken(at),
        isDigits(at) || isMonth(at)
          || contents.hasBirthLabels && tokens[at].hash == MaskScan.first
      else {
        at += 1
        continue
      }
      if contents.hasBirthLabels, label(before: at) == .nascimento,
        let end = announcedDate(from: at)
      {
        cover(at...end, as: .birthDate)
        at = end + 1
      } else if let (end, date) = date(at: at) {
        let isBirth = date.map(fitsBirth) ?? false
        let isOfAge = date.map { fitsAge(at...end, $0) } ?? false
        if isBirth && (isField(at...end) || followsName(at)) || isOfAge {
          cover(at...end, as: .birthDate)
        } else {
          pass(at...end)
        }
        at = end + 1
      } else {
        at = isDigits(at) && tokens[at].kind == .number ? endOfWriting(at) + 1 : at + 1
      }
    }
  }

  /// The last token of the digits and signs written together from here on.
  private func endOfWriting(_ start: Int) -> Int {
    var last = start
    while last + 1 < tokens.count, tokens[last + 1].gap == .none, tokens[last + 1].kind != .masked,
      tokens[last + 1].kind == .number || MaskScan.writingSigns.contains(tokens[last + 1].sign)
    {
      last += 1
    }
    while last > start, tokens[last].kind == .sign { last -= 1 }
    return last
  }

  private static let writingSigns: SignSet = ".-/,:"
  private static let dateSigns: SignSet = "/-.,"
  private static let afterName: SignSet = "(,-"
  private static let first = MaskLexicon.Hash.of("primeiro".utf8)

  /// Everything of a date after the word that announces it, in digits or in words.
  private func announcedDate(from start: Int) -> Int? {
    var at = start
    var last = start
    var digits = 0
    var hasMonth = false
    while at < tokens.count, at < start + 16, tokens[at].gap < .wide, !isTaken(at) {
      let token = tokens[at]
      if token.kind == .number {
        if digits + token.count > 8 { break }
        digits += token.count
        last = at
      } else if token.kind == .word, token.word.number >= 0 {
        digits += 1
        last = at
      } else if isMonth(at) {
        hasMonth = true
        last = at
      } else if token.kind == .word {
        guard token.word.traits.contains(.dateWord) else { break }
      } else if !MaskScan.dateSigns.contains(token.sign) {
        break
      }
      at += 1
    }
    return digits >= 4 || hasMonth ? last : nil
  }

  /// A whole date in digits, or with the month's name; the day is nil when no calendar has it.
  private func date(at start: Int) -> (end: Int, date: CivilDate?)? {
    guard tokens[start].kind == .number else { return nil }
    if start > 0, tokens[start].gap == .none, MaskScan.dateSigns.contains(tokens[start - 1].sign) {
      return nil
    }
    let end = endOfWriting(start)
    if end == start + 4, tokens[start + 1].sign == tokens[start + 3].sign,
      MaskScan.dateSigns.contains(tokens[start + 1].sign)
    {
      let parts = (tokens[start], tokens[start + 2], tokens[start + 4])
      guard parts.1.kind == .number, parts.2.kind == .number else { return nil }
      // A moment: `2026-09-21T10:02`.
      if end + 1 < tokens.count, tokens[end + 1].gap == .none, tokens[end + 1].kind == .word {
        return nil
      }
      switch (parts.0.count, parts.1.count, parts.2.count) {
      case (4, 2, 2):
        return (
          end, CivilDate(year: value(parts.0), month: value(parts.1), day: value(parts.2))
        )
      case (1...2, 1...2, 4):
        return (
          end, CivilDate(year: value(parts.2), month: value(parts.1), day: value(parts.0))
        )
      default: return nil
      }
    }
    // `1º de maio de 1972`
    guard start + 4 < tokens.count, tokens[start].count <= 2, isMonth(start + 2),
      tokens[start + 1].word.traits.contains(.particle),
      tokens[start + 3].word.traits.contains(.particle), tokens[start + 4].kind == .number,
      tokens[start + 4].count == 4, let month = MaskScan.months[tokens[start + 2].hash]
    else { return nil }
    return (
      start + 4,
      CivilDate(year: value(tokens[start + 4]), month: month, day: value(tokens[start]))
    )
  }

  /// Up to a hundred and twenty years old; who is younger than five has no date of birth that stands alone.
  private func fitsBirth(_ date: CivilDate) -> Bool {
    date.year >= today.year - 120 && date.year <= today.year - 5
  }

  /// `12/05/1980 (46 anos)`, `idade 46, 12/05/1980`: the age that stands beside is that of who was born then.
  private func fitsAge(_ date: ClosedRange<Int>, _ born: CivilDate) -> Bool {
    for at in max(0, date.lowerBound - 6)..<min(tokens.count, date.upperBound + 7)
    where !date.contains(at) && tokens[at].kind == .number && tokens[at].count <= 3 {
      let isSaid =
        at + 1 < tokens.count && tokens[at + 1].hash == MaskScan.years
        || tokens[max(0, at - 3)..<at].contains { $0.hash == MaskScan.age }
      // `há 46 anos` tells of a house as well.
      let isSpan = at > 0 && MaskScan.spans.contains(tokens[at - 1].hash)
      let age = today.year - born.year - value(tokens[at])
      if isSaid, !isSpan, age == 0 || age == 1 { return true }
    }
    return false
  }

  private static let years = MaskLexicon.Hash.of("anos".utf8)
  private static let age = MaskLexicon.Hash.of("idade".utf8)
  private static let spans: WordSet = ["ha", "faz", "fazem", "por", "ate", "apos", "durante"]

  /// `Ana Souza, 12/05/1980`: in a list of people.
  private func followsName(_ start: Int) -> Bool {
    var at = start - 1
    while at >= 0, start - at < 3, tokens[at].kind == .sign,
      MaskScan.afterName.contains(tokens[at].sign)
    {
      at -= 1
    }
    guard at >= 0, at < start - 1 else { return false }
    return nameEnds.contains(Int(tokens[at].end))
  }

  private func isMonth(_ index: Int) -> Bool {
    index < tokens.count && tokens[index].kind == .word
      && tokens[index].word.traits.contains(.month)
  }

  private func value(_ token: MaskToken) -> Int {
    line.units[Int(token.start)..<Int(token.end)].prefix(9).reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  private static let months: [UInt64: Int] = {
    let names = [
      "janeiro", "fevereiro", "marco", "abril", "maio", "junho", "julho", "agosto", "setembro",
      "outubro", "novembro", "dezembro",
    ]
    var months: [UInt64: Int] = [:]
    for (index, name) in names.enumerated() {
      months[MaskLexicon.Hash.of(name.utf8)] = index + 1
      months[MaskLexicon.Hash.of(name.utf8.prefix(3))] = index + 1
    }
    return months
  }()
}
