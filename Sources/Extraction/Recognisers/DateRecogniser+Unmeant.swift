internal import ContactsCore

/// Days that stand in a note and are not meant: stamps, letterheads, days that come again, days that are left for others.
extension DateRecogniser {
  /// Whether a day comes again: "todo dia 10", "toda sexta", "dia 5 de cada mês", "sempre dia 5", "mensal: dia 18".
  ///
  /// Not "o dia todo ontem", nor "a casa toda dia 30".
  func isRecurring(_ found: DateScanner.Found) -> Bool {
    switch found.day {
    case .weekday, .dayOfMonth: break
    case .exact, .dayOfYear: return false
    }
    let end = found.tokens.upperBound
    if view.isWord(end, "de") || view.isWord(end, "do"), end + 2 < view.tokens.count,
      Self.each.contains(view.tokens[end + 1].hash), Self.spans.contains(view.tokens[end + 2].hash)
    {
      return true
    }
    // "toda sexta e sábado".
    if view.isWord(found.tokens.lowerBound - 1, "e"), found.tokens.lowerBound > 2,
      DateWords.weekdays[view.tokens[found.tokens.lowerBound - 2].hash] != nil,
      Self.each.contains(view.tokens[found.tokens.lowerBound - 3].hash)
    {
      return true
    }
    var index = found.tokens.lowerBound - 1
    if view.isWord(index, "sempre") { return true }
    if view.isSign(index, UInt8(ascii: ":")), view.isWord(index - 1, "mensal") { return true }
    if view.isWord(index, "os") || view.isWord(index, "as") || view.isWord(index, "o")
      || view.isWord(index, "a")
    {
      index -= 1
    }
    guard index >= 0, Self.each.contains(view.tokens[index].hash),
      view.tokens[index].line == view.tokens[found.tokens.lowerBound].line
    else { return false }
    let isBehindNoun =
      index > 1 && view.tokens[index - 1].kind == .word
      && Self.determiners.contains(view.tokens[index - 2].hash)
    return !isBehindNoun
  }

  /// "passou da vinte e cinco de março", "na sete de setembro": a street, for days are masculine.
  func isStreet(_ found: DateScanner.Found) -> Bool {
    guard case .dayOfYear = found.day else { return false }
    let start = found.tokens.lowerBound
    guard start > 0, view.isWord(found.tokens.upperBound - 2, "de"),
      DateWords.weekdays[view.tokens[start].hash] == nil
    else { return false }
    return view.isWord(start - 1, "na") || view.isWord(start - 1, "da")
      || view.isWord(start - 1, "pela")
  }

  /// "ele faz 80 no dia 2 de agosto", "faz 7 hoje": a birthday.
  func isBirthday(_ found: DateScanner.Found) -> Bool {
    let start = found.tokens.lowerBound
    guard
      let verb = (max(0, start - 5)..<start).last(where: {
        Self.turns.contains(view.tokens[$0].hash)
      }), verb + 1 < start, view.tokens[verb + 1].kind == .number, view.tokens[verb + 1].count <= 2,
      !view.breaksSentence(in: verb..<start)
    else { return false }
    return (verb + 2..<start).allSatisfy {
      view.isWord($0, "anos") || view.isWord($0, "no") || view.isWord($0, "em")
        || view.isWord($0, "a")
    }
  }

  private static let turns: WordSet = ["faz", "fez", "fara", "completa", "completou"]

  private static let each: WordSet = [
    "toda", "todo", "todas", "todos", "cada", "td", "tds", "qualquer", "qq",
  ]
  private static let spans: WordSet = ["mes", "ano", "semana", "meses", "semanas"]
  private static let determiners: WordSet = [
    "o", "a", "os", "as", "na", "no", "da", "do", "nossa", "nosso", "minha", "meu", "pela", "pelo",
  ]

  /// "de sábado para domingo": the day that is left for another.
  func isLeft(_ tokens: Range<Int>, _ scanner: DateScanner) -> Bool {
    guard view.isWord(tokens.lowerBound - 1, "de") || view.isWord(tokens.lowerBound - 1, "do"),
      tokens.upperBound + 1 < view.tokens.count,
      Self.towards.contains(view.tokens[tokens.upperBound].hash)
    else { return false }
    var index = tokens.upperBound + 1
    while index < view.tokens.count, index < tokens.upperBound + 4,
      view.tokens[index].kind == .sign || view.isWord(index, "o") || view.isWord(index, "a")
    { index += 1 }
    return index < view.tokens.count && scanner.found(at: index) != nil
  }

  private static let towards: WordSet = ["para", "pra", "p", "pro"]

  /// "preciso pra ontem": at once; not "estava marcado pra ontem".
  func isAtOnce(_ tokens: Range<Int>) -> Bool {
    let start = tokens.lowerBound
    guard tokens.count == 1, view.isWord(start, "ontem"), start > 0,
      Self.towards.contains(view.tokens[start - 1].hash)
    else { return false }
    let before = (max(0, start - 8)..<start).filter { !view.breaksSentence(in: $0..<start) }
    return before.contains { Self.needs.contains(view.tokens[$0].hash) }
      && !before.contains { Self.plans.contains(view.tokens[$0].hash) }
  }

  private static let needs: WordSet = [
    "preciso", "precisa", "precisava", "precisamos", "quero", "quer", "e", "eh", "urgente",
  ]
  private static let plans: WordSet = [
    "marcada", "marcado", "agendada", "agendado", "previsao", "previsto", "prevista", "prometeram",
    "prometeu", "prometido", "prometida", "combinado", "combinada", "era", "foi", "ficou",
    "ficaram",
    "estava", "tava", "voltava", "marcaram", "agendaram",
  ]

  /// "Itaperuna, 1º de junho de 2026.": where and when a letter was written, on a line of its own, and never a day to come.
  func isLetterhead(_ found: DateScanner.Found) -> Bool {
    guard case .exact(let date) = found.day, found.direction == 0, date <= today else {
      return false
    }
    let start = found.tokens.lowerBound
    var first = start
    while first > 0, view.tokens[first - 1].line == view.tokens[start].line, start - first < 10 {
      first -= 1
    }
    var end = found.tokens.upperBound
    if view.isSign(end, UInt8(ascii: ".")) { end += 1 }
    guard end == view.tokens.count || view.tokens[end].line != view.tokens[start].line,
      start - first >= 2, view.isSign(start - 1, UInt8(ascii: ",")),
      first > 0 || end < view.tokens.count
    else { return false }
    // Nothing but names and what joins them.
    return (first..<start).allSatisfy {
      let token = view.tokens[$0]
      return token.kind == .sign && !view.isSign($0, UInt8(ascii: ":"))
        || Self.joints.contains(token.hash)
        || token.isCapitalised && !(token.isAllCapitals && token.count > 2)
    }
  }

  private static let joints: WordSet = ["do", "da", "de", "dos", "das", "del", "em", "e"]

  /// The stamp of an exported message: `[10:21, 21/11/2026] Maria:`, `21/11/2026 10:21 - Maria:`; a header's "Data:".
  func isStamp(_ found: DateScanner.Found) -> Bool {
    let tokens = found.tokens
    let start = tokens.lowerBound
    let line = view.tokens[start].line
    var first = start
    while first > 0, start - first < 8, view.tokens[first - 1].line == line { first -= 1 }
    if view.isSign(first, UInt8(ascii: "[")),
      !view.tokens[first..<start].contains(where: { $0.kind == .word })
    {
      return true
    }
    // The hour was read with the day: only the name that follows tells a stamp from an appointment.
    if first == start, view.isSign(tokens.upperBound, UInt8(ascii: "-")),
      let end = lineEnd(from: start),
      view.speaker(in: start..<end) != nil
    {
      return true
    }
    if first == start, view.tokens[start].kind == .number {
      var index = tokens.upperBound
      var hasClock = false
      while index < view.tokens.count, index < tokens.upperBound + 8,
        view.tokens[index].line == line,
        view.tokens[index].kind != .word || view.isWord(index, "as")
      {
        if view.isSign(index, UInt8(ascii: ":")) { hasClock = true }
        if hasClock, view.isSign(index, UInt8(ascii: "-")) { return true }
        index += 1
      }
    }
    if isTaken(found, first: first) { return true }
    if view.isWord(first, "em"), let end = lineEnd(from: start),
      view.tokens[max(start, end - 3)..<end].contains(where: { $0.hash == "escreveu" })
    {
      return true
    }
    return isHeaderLine(first, line: line)
  }

  /// "data/hora: 22/11/2026 23:58:14", "recebido 21/11/2026 07:55": written by a machine, when it took the message; not
  /// the hour of a payment, nor a day to come.
  private func isTaken(_ found: DateScanner.Found, first: Int) -> Bool {
    guard case .exact(let date) = found.day, date <= today else { return false }
    let start = found.tokens.lowerBound
    var end = found.tokens.upperBound
    if view.isSign(end, UInt8(ascii: ",")) || view.isWord(end, "as") { end += 1 }
    guard isClock(end) else { return false }
    let before = first..<start
    if before.contains(where: { view.isWord($0, "recebido") || view.isWord($0, "recebida") }) {
      return view.tokens[start - 1].kind == .word
    }
    guard view.isSign(end + 3, UInt8(ascii: ":")), !view.tokens[end + 3].followsSpace else {
      return false
    }
    return before.isEmpty || before.contains { Self.takes.contains(view.tokens[$0].hash) }
  }

  /// "23:58".
  private func isClock(_ index: Int) -> Bool {
    index + 2 < view.tokens.count && view.tokens[index].kind == .number
      && view.tokens[index].count <= 2 && view.isSign(index + 1, UInt8(ascii: ":"))
      && view.tokens[index + 2].kind == .number && !view.tokens[index + 2].followsSpace
  }

  private static let takes: WordSet = [
    "data", "hora", "enviado", "enviada", "criado", "criada", "gerado", "gerada",
  ]

  private func lineEnd(from index: Int) -> Int? {
    var end = index
    while end < view.tokens.count, end < index + 40,
      view.tokens[end].line == view.tokens[index].line
    { end += 1 }
    return end
  }

  /// "Data:" among "De:", "Para:", "Assunto:".
  private func isHeaderLine(_ first: Int, line: Int) -> Bool {
    guard
      view.isWord(first, "data") || view.isWord(first, "enviado") || view.isWord(first, "enviada")
        || view.isWord(first, "date") || view.isWord(first, "sent")
    else { return false }
    let words: WordSet = ["de", "para", "assunto", "from", "to", "subject", "cc", "enviado"]
    for index in max(0, first - 40)..<min(view.tokens.count, first + 60)
    where index > 0 && index != first {
      let begins = index == 0 || view.tokens[index].line != view.tokens[index - 1].line
      if begins, abs(view.tokens[index].line - line) <= 2, words.contains(view.tokens[index].hash),
        view.isSign(index + 1, UInt8(ascii: ":"))
      {
        return true
      }
    }
    return false
  }
}
