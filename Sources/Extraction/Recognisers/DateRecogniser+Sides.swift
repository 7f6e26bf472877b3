internal import ContactsCore

/// On which side of today a day is, told by the words before it.
extension DateRecogniser {
  /// From which day each line that begins a message of a chat counts, and those after it: "ontem" is the day before the
  /// message, whenever it is pasted.
  static func bases(of view: NoteView, now: LocalTime) -> [Int: CivilDate] {
    var bases: [Int: CivilDate] = [:]
    let scanner = DateScanner(view, now: now)
    var index = 0
    while index < view.tokens.count {
      let start = index
      let line = view.tokens[index].line
      while index < view.tokens.count, view.tokens[index].line == line { index += 1 }
      guard let end = view.stampEnd(in: start..<index) ?? headEnd(start..<index, in: view) else {
        continue
      }
      for place in start..<end {
        guard let found = scanner.found(at: place) else { continue }
        if let date = date(of: found.day, before: now.date) { bases[line] = date }
        break
      }
    }
    return bases
  }

  /// The end of a mail's "Data:" or "Enviada em:" line.
  private static func headEnd(_ line: Range<Int>, in view: NoteView) -> Int? {
    guard heads.contains(view.tokens[line.lowerBound].hash),
      line.prefix(3).contains(where: { view.isSign($0, UInt8(ascii: ":")) })
    else { return nil }
    let before = line.lowerBound > 0 ? view.tokens[line.lowerBound].line - 1 : -1
    // Among the other lines of a head, and not a field of a form.
    let near = max(0, line.lowerBound - 60)..<min(view.tokens.count, line.upperBound + 60)
    let isAmong = near.contains {
      abs(view.tokens[$0].line - before) <= 3 && Self.mails.contains(view.tokens[$0].hash)
        && view.isSign($0 + 1, UInt8(ascii: ":"))
        && ($0 == 0 || view.tokens[$0 - 1].line != view.tokens[$0].line)
    }
    return isAmong ? line.upperBound : nil
  }

  private static let heads: WordSet = ["data", "date", "enviado", "enviada", "sent"]
  private static let mails: WordSet = ["de", "from", "para", "to", "assunto", "subject"]

  /// What a stamp says: of this year where it names none, not of a day to come, nor of one long past.
  private static func date(of day: DateScanner.Day, before today: CivilDate) -> CivilDate? {
    let date: CivilDate? =
      switch day {
      case .exact(let date): date
      case .dayOfYear(let day, let month): CivilDate(year: today.year, month: month, day: day)
      case .dayOfMonth, .weekday: nil
      }
    guard let date, date <= today, today.dayNumber - date.dayNumber < 200 else { return nil }
    return date
  }

  /// How far a word of the past reaches: shorter where something else may have begun since.
  func reach(of entry: Range<Int>, over gap: Range<Int>) -> Int {
    if view.isWord(entry.lowerBound, "ultima") || view.isWord(entry.lowerBound, "ultimo")
      || view.isWord(entry.lowerBound, "recebido") || view.isWord(entry.lowerBound, "recebida")
    {
      return gap.contains { view.isSign($0, UInt8(ascii: ",")) } && gap.count > 2 ? 0 : 3
    }
    // "recebi mensagem dizendo que vão cortar a luz na quinta".
    if gap.contains(where: { Self.futures.contains(view.tokens[$0].hash) }) { return 0 }
    let isOneClause = !gap.contains {
      Self.joints.contains(view.tokens[$0].hash) || view.isSign($0, UInt8(ascii: ","))
    }
    return isOneClause ? 10 : 6
  }

  private static let futures: WordSet = ["vai", "vao"]
  private static let joints: WordSet = [
    "e", "que", "q", "mas", "pq", "porque", "disse", "disseram", "dizendo", "tem", "tenho", "vem",
    "quero", "quer",
  ]

  /// "na última consulta, dia 14"; not "a última consulta é dia 14".
  func isLastOne(_ entry: Range<Int>, _ gap: Range<Int>) -> Bool {
    view.isWord(entry.lowerBound - 1, "ultima")
      && Self.visits.contains(view.tokens[entry.lowerBound].hash)
      && !gap.contains {
        view.isWord($0, "e") || view.isWord($0, "sera")
          || Self.futures.contains(view.tokens[$0].hash)
      }
  }

  private static let visits: WordSet = ["consulta", "visita", "audiencia"]

  /// "fechado, dia 12", "combinado: quinta"; nil where the words are no agreement at all.
  func isAgreement(_ entry: Range<Int>) -> Bool? {
    guard view.isWord(entry.lowerBound, "fechado") || view.isWord(entry.lowerBound, "combinado")
    else { return nil }
    let begins =
      entry.lowerBound == 0 || view.tokens[entry.lowerBound - 1].kind == .sign
      || view.tokens[entry.lowerBound - 1].line != view.tokens[entry.lowerBound].line
    return begins && entry.upperBound < view.tokens.count
      && view.tokens[entry.upperBound].kind == .sign
  }

  /// "dia 4 é feriado": right behind the day, for a feast may be the reason for it.
  func isFeast(_ entry: Range<Int>) -> Bool {
    entry.contains { view.isWord($0, "feriado") }
  }

  /// "protocolo 123 do dia 3", "o atestado da sessão do dia 17": of what is over there is a paper.
  func isOnPaper(_ found: DateScanner.Found) -> Bool {
    guard case .dayOfMonth = found.day, found.direction == 0,
      view.isWord(found.tokens.lowerBound - 1, "do")
    else { return false }
    var index = found.tokens.lowerBound - 2
    guard index >= 0 else { return false }
    if view.tokens[index].kind == .number { index -= 1 }
    if index >= 0, Self.papers.contains(view.tokens[index].hash) { return true }
    // One noun between: "atestado da minha sessão".
    index -= 1
    while index >= 0, Self.owners.contains(view.tokens[index].hash) { index -= 1 }
    return index >= 0 && index < found.tokens.lowerBound - 3
      && Self.papers.contains(view.tokens[index].hash)
  }

  private static let papers: WordSet = [
    "protocolo", "atestado", "comprovante", "recibo", "boletim", "declaracao",
  ]
  private static let owners: WordSet = ["de", "da", "do", "minha", "meu"]

  /// "era pra ter vindo domingo": a day of the week that has passed.
  func wasToBe(_ found: DateScanner.Found) -> Bool {
    guard case .weekday = found.day, found.direction == 0 else { return false }
    let start = found.tokens.lowerBound
    return (max(0, start - 7)..<start).contains {
      view.isWord($0, "era") && $0 + 1 < start
        && (view.isWord($0 + 1, "pra") || view.isWord($0 + 1, "para"))
        && !view.breaksSentence(in: $0..<start)
    }
  }

  /// "sábado dia primeiro", "quinta 29/10": the nearest day that is both; nil where none of half a year is.
  func agreeing(_ found: DateScanner.Found, from today: CivilDate) -> CivilDate? {
    guard let weekday = found.weekday else { return nil }
    var days: [CivilDate?] = []
    switch found.day {
    case .dayOfMonth(let day):
      for offset in -6...6 {
        let count = today.year * 12 + today.month - 1 + offset
        days.append(CivilDate(year: count / 12, month: count % 12 + 1, day: day))
      }
    case .dayOfYear(let day, let month):
      days = (-1...1).map { CivilDate(year: today.year + $0, month: month, day: day) }
    case .exact, .weekday: return nil
    }
    return days.compactMap { $0 }
      .filter { $0.weekday.rawValue == weekday && abs($0.dayNumber - today.dayNumber) < 200 }
      .min { abs($0.dayNumber - today.dayNumber) < abs($1.dayNumber - today.dayNumber) }
  }

  /// "até o dia 20 e não entregaram": what was promised for a day, and did not come.
  func isMissed(_ end: Int) -> Bool {
    var index = end
    if view.isSign(index, UInt8(ascii: ",")) { index += 1 }
    guard view.isWord(index, "e") || view.isWord(index, "mas"), view.isWord(index + 1, "nao"),
      index + 2 < view.tokens.count
    else { return false }
    let word = Array(view.folded(view.tokens[index + 2]))
    return word.count >= 4
      && ["ram", "ou", "eu", "iu"].contains { word.suffix($0.count).elementsEqual($0.utf8) }
  }

  /// "dia 20 não.": refused by the word right behind it.
  func isDenied(_ end: Int) -> Bool {
    guard view.isWord(end, "nao") || view.isWord(end, "n") else { return false }
    return end + 1 == view.tokens.count || view.tokens[end + 1].kind == .sign
      || view.tokens[end + 1].line != view.tokens[end].line
  }

  /// "Prefere qual dia?", and in the next line the day.
  func isAnswer(_ start: Int) -> Bool {
    // An answer is short before its day: who speaks, and when.
    var last = start - 1
    while last >= 0, start - last < 30, view.tokens[last].line == view.tokens[start].line {
      last -= 1
    }
    guard last < 0 || view.tokens[last].line != view.tokens[start].line else { return false }
    guard last >= 0, view.isSign(last, UInt8(ascii: "?")) else { return false }
    var index = last - 1
    while index >= 0, last - index < 7, view.tokens[index].line == view.tokens[last].line,
      !view.isSentenceEnd(index)
    {
      if Self.asks.contains(view.tokens[index].hash) { return true }
      index -= 1
    }
    return false
  }

  private static let asks: WordSet = ["dia", "data", "quando", "melhor", "prefere", "horario"]
}
