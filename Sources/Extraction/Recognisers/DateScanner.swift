internal import ContactsCore

/// Reads the expressions of a note that name a day, whatever they mean for the contact.
struct DateScanner {
  struct Found: Sendable {
    var tokens: Range<Int>
    var day: Day
    /// "passada", "há": said to be over; "que vem", "daqui a": said to come.
    var direction = 0
    /// Minutes after midnight, when the expression itself counts from now.
    var minutes: Int?
    /// "antes do natal": a day, but the one to take only where no other is said.
    var isFeast = false
    /// "semana passada": a day that any other of the same side is surer than.
    var isVague = false
    /// "sábado dia primeiro": the day of the week that the other must be.
    var weekday: Int?
  }

  /// A day, as far as the expression itself tells it.
  enum Day: Sendable {
    case exact(CivilDate)
    /// Day and month: the year depends on what is meant.
    case dayOfYear(day: Int, month: Int)
    /// "dia 3": the month depends on what is meant.
    case dayOfMonth(Int)
    /// "na sexta": which one depends on what is meant.
    case weekday(Int)
  }

  let view: NoteView
  let today: CivilDate
  /// Minutes after midnight.
  private let hour: Int

  init(_ view: NoteView, now: LocalTime) {
    self.view = view
    today = now.date
    hour = now.hour * 60 + now.minute
  }

  /// For whoever asks where days stand, and not which.
  init(_ view: NoteView, today: CivilDate) {
    self.view = view
    self.today = today
    hour = 0
  }

  /// What begins at a token.
  func found(at index: Int) -> Found? {
    switch view.tokens[index].kind {
    case .number:
      numeric(at: index) ?? dayAndMonth(at: index) ?? ago(at: index) ?? numberedWeekday(at: index)
    case .word:
      relative(at: index) ?? weekday(at: index) ?? counted(at: index) ?? numberedDay(at: index)
        ?? dayAndMonth(at: index) ?? ago(at: index)
    case .sign: nil
    }
  }

  /// Whether a token begins a date in figures, or a figure and a month: a telephone must not read its digits.
  func numericEnd(at index: Int) -> Int? {
    guard view.tokens[index].kind == .number else { return nil }
    if let numeric = numeric(at: index) { return numeric.tokens.upperBound }
    // "55 12 Marco" is the end of a number, and somebody's name.
    guard index + 1 < view.tokens.count,
      view.tokens[index + 1].kind == .sign || view.isWord(index + 1, "de")
    else { return nil }
    return dayAndMonth(at: index)?.tokens.upperBound
  }

  func value(_ index: Int) -> Int? {
    guard index < view.tokens.count, view.tokens[index].kind == .number,
      view.tokens[index].count <= 4
    else { return nil }
    return view.folded(view.tokens[index]).reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// A number in figures, or in words up to ninety-nine, and the token after it.
  private func number(_ index: Int) -> (value: Int, end: Int)? {
    if let value = value(index) { return (value, index + 1) }
    guard index < view.tokens.count, view.tokens[index].kind == .word,
      let spoken = SpokenNumber(view, at: index),
      spoken.digits.count <= 2
    else { return nil }
    return (spoken.digits.reduce(0) { $0 * 10 + Int($1) }, spoken.tokens.upperBound)
  }

  /// "primeiro" of a month, and not the street or the school of that name: "na Primeiro de Maio".
  private func first(_ index: Int) -> (value: Int, end: Int)? {
    guard words(index, "primeiro", "de"), index + 2 < view.tokens.count,
      view.tokens[index + 2].count > 3,
      !(index > 0 && Self.feminine.contains(view.tokens[index - 1].hash)),
      !(index > 0 && view.tokens[index].isCapitalised && view.tokens[index - 1].isCapitalised)
    else { return nil }
    return (1, index + 1)
  }

  /// "dia primeiro"; "dia 1º" is read as a number, and what follows it.
  private func ordinal(_ index: Int) -> (value: Int, end: Int)? {
    view.isWord(index, "primeiro") ? (1, index + 1) : nil
  }

  private static let feminine: WordSet = ["na", "da", "a", "pela", "escola", "rua", "ubs"]

  func isJoined(_ index: Int) -> Bool {
    index < view.tokens.count && !view.tokens[index].followsSpace
  }

  func words(_ index: Int, _ hashes: WordHash...) -> Bool {
    for (offset, hash) in hashes.enumerated() where !view.isWord(index + offset, hash) {
      return false
    }
    return true
  }
}

// MARK: - In figures

extension DateScanner {
  /// `10/12`, `10/12/2026`, `10-12-26`, `10.12.2026`, `2026-12-10`.
  func numeric(at index: Int) -> Found? {
    guard let first = value(index), isJoined(index + 1), isJoined(index + 2),
      let second = value(index + 2)
    else { return nil }
    if index > 0, isJoined(index),
      view.tokens[index - 1].kind == .number
        || "/-.,".utf8.contains(view.byte(of: view.tokens[index - 1]))
    {
      return nil
    }
    let sign = view.byte(of: view.tokens[index + 1])
    guard view.tokens[index + 1].kind == .sign, "/-.".utf8.contains(sign) else { return nil }
    let third: Int? =
      isJoined(index + 3) && isJoined(index + 4) && view.isSign(index + 3, sign)
      ? value(index + 4) : nil
    if view.tokens[index].count == 4 {
      guard let third, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "/"),
        let date = CivilDate(year: first, month: second, day: third)
      else { return nil }
      return Found(tokens: index..<index + 5, day: .exact(date))
    }
    guard view.tokens[index].count <= 2, view.tokens[index + 2].count <= 2 else { return nil }
    if let third {
      let digits = view.tokens[index + 4].count
      guard digits == 4 || digits == 2, isClear(after: index + 5),
        let date = CivilDate(year: digits == 2 ? year(third) : third, month: second, day: first)
      else { return nil }
      return Found(tokens: index..<index + 5, day: .exact(date))
    }
    guard sign == UInt8(ascii: "/") || sign == UInt8(ascii: "-") && isDated(index),
      isClear(after: index + 3), (1...31).contains(first),
      (1...12).contains(second), !view.isWord(index + 3, "horas"),
      CivilDate(year: 2024, month: second, day: first) != nil
    else { return nil }
    return Found(tokens: index..<index + 3, day: .dayOfYear(day: first, month: second))
  }

  /// "até 02-12", "dia 05-03": two figures that the word before makes a day, and the one behind no count of things.
  private func isDated(_ index: Int) -> Bool {
    guard view.tokens[index].count == 2, view.tokens[index + 2].count == 2 else { return false }
    let end = index + 3
    if view.isWord(index - 1, "ate") {
      return end == view.tokens.count || view.tokens[end].kind == .sign
        || view.tokens[end].line != view.tokens[index].line
    }
    return
      (view.isWord(index - 1, "dia") || view.isWord(index - 1, "dt")
      || view.isWord(index - 1, "data")) && !view.isWord(end, "de") && !view.isWord(end, "e")
  }

  private func year(_ short: Int) -> Int {
    short <= (today.year % 100) + 20 ? 2000 + short : 1900 + short
  }

  /// Not the begin of a longer number.
  private func isClear(after index: Int) -> Bool {
    guard isJoined(index) else { return true }
    if view.tokens[index].kind == .number { return false }
    guard view.tokens[index].kind == .sign, "/-.".utf8.contains(view.byte(of: view.tokens[index]))
    else { return true }
    return !(isJoined(index + 1) && view.tokens[index + 1].kind == .number)
  }

  /// "10 de dezembro de 2026", "1º de maio", "dez de dezembro".
  func dayAndMonth(at index: Int) -> Found? {
    guard let day = number(index) ?? first(index), (1...31).contains(day.value) else { return nil }
    var end = day.end
    if end < view.tokens.count, view.isWord(end, "o"), isJoined(end) { end += 1 }
    let hasDe = view.isWord(end, "de") || view.isWord(end, "do")
    if hasDe { end += 1 }
    if end < view.tokens.count,
      view.isSign(end, UInt8(ascii: "/")) || view.isSign(end, UInt8(ascii: "-"))
        || view.isSign(end, UInt8(ascii: ".")) && isJoined(end) && isJoined(end + 1)
          && !view.tokens[end + 1].isCapitalised
    {
      end += 1
    }
    guard end < view.tokens.count, let month = DateWords.months[view.tokens[end].hash],
      hasDe || view.tokens[index].kind == .number,
      CivilDate(year: 2024, month: month, day: day.value) != nil
    else { return nil }
    if !hasDe, view.tokens[end].count == 3,
      view.isWord(end, "set") || view.isWord(end, "mar") || view.isWord(end, "out"), !isJoined(end)
    {
      return nil
    }
    end += 1
    var yearAt = end
    if view.isSign(yearAt, UInt8(ascii: ".")) { yearAt += 1 }
    if view.isWord(yearAt, "de") || view.isWord(yearAt, "do")
      || view.isSign(yearAt, UInt8(ascii: "/"))
    {
      yearAt += 1
    }
    if let year = value(yearAt), view.tokens[yearAt].count == 4, (1900...2100).contains(year),
      let date = CivilDate(year: year, month: month, day: day.value)
    {
      return Found(tokens: index..<yearAt + 1, day: .exact(date))
    }
    // "29 de dezembro último".
    if view.isWord(end, "ultimo") || view.isWord(end, "passado") {
      return Found(
        tokens: index..<end + 1, day: .dayOfYear(day: day.value, month: month), direction: -1)
    }
    return Found(tokens: index..<end, day: .dayOfYear(day: day.value, month: month))
  }
}

// MARK: - In words

extension DateScanner {
  private func relative(at index: Int) -> Found? {
    guard let match = DateWords.days.longest(in: view, at: index), let day = match.meanings.first
    else { return nil }
    var found: Found
    switch day {
    case .offset(let days):
      found = Found(
        tokens: index..<match.end, day: .exact(today.adding(days: days)), direction: days)
    case .week(let days):
      guard days != 0 else { return nil }
      if let weekday = weekday(near: match.end) {
        return Found(
          tokens: index..<weekday.end,
          day: .exact(monday.adding(days: days + (weekday.value + 6) % 7)), direction: days)
      }
      found = Found(
        tokens: index..<match.end, day: .exact(monday.adding(days: days)), direction: days,
        isVague: true)
    case .weekend:
      found = Found(tokens: index..<match.end, day: .weekday(6))
      if view.isWord(match.end, "passado") {
        found = Found(tokens: index..<match.end + 1, day: .weekday(6), direction: -1)
      }
    case .month(let months):
      found = Found(
        tokens: index..<match.end, day: .exact(month(months)), direction: months, isVague: true)
    case .feast(let month, let day):
      guard let date = CivilDate(year: today.year, month: month, day: day) else { return nil }
      found = Found(
        tokens: index..<match.end,
        day: .exact(
          date >= today
            ? date : CivilDate(year: today.year + 1, month: month, day: day) ?? date),
        direction: 1, isFeast: true)
    case .monthEnd:
      found = Found(tokens: index..<match.end, day: .exact(month(1).adding(days: -1)), direction: 1)
    }
    return found
  }

  /// "semana que vem, na quarta": the day within the week.
  private func weekday(near end: Int) -> (value: Int, end: Int)? {
    var index = end
    while index < view.tokens.count, index < end + 3,
      view.isSign(index, UInt8(ascii: ",")) || view.isWord(index, "na") || view.isWord(index, "no")
        || view.isWord(index, "a") || view.isWord(index, "e")
    { index += 1 }
    guard index < view.tokens.count, let value = DateWords.weekdays[view.tokens[index].hash],
      !DateWords.ordinalNouns.contains(
        index + 1 < view.tokens.count ? view.tokens[index + 1].hash : WordHash())
    else { return nil }
    let hasSuffix = view.isSign(index + 1, UInt8(ascii: "-")) && view.isWord(index + 2, "feira")
    return (value, hasSuffix ? index + 3 : index + 1)
  }

  var monday: CivilDate { today.adding(days: -((today.weekday.rawValue + 6) % 7)) }

  private func month(_ offset: Int) -> CivilDate {
    let count = today.year * 12 + today.month - 1 + offset
    return CivilDate(year: count / 12, month: count % 12 + 1, day: 1) ?? today
  }

  /// "daqui a 3 dias", "em duas semanas", "há dois meses", "faz uma semana".
  private func counted(at index: Int) -> Found? {
    var position = index
    var direction = 0
    if words(index, "daqui", "a") {
      (position, direction) = (index + 2, 1)
    } else if view.isWord(index, "daqui") {
      (position, direction) = (index + 1, 1)
    } else if words(index, "dentro", "de") {
      (position, direction) = (index + 2, 1)
    } else if view.isWord(index, "em") {
      (position, direction) = (index + 1, 1)
    } else if view.isWord(index, "ha") || view.isWord(index, "faz") {
      (position, direction) = (index + 1, -1)
    } else {
      return nil
    }
    for word: WordHash in [
      "uns", "umas", "cerca", "de", "mais", "menos", "quase", "ate", "no", "maximo", "ja", "ao",
    ] where view.isWord(position, word) { position += 1 }
    return span(of: position, from: index, direction: direction)
  }

  /// "3 dias atrás".
  private func ago(at index: Int) -> Found? {
    guard let found = span(of: index, from: index, direction: -1),
      view.isWord(found.tokens.upperBound, "atras")
    else { return nil }
    return Found(tokens: index..<found.tokens.upperBound + 1, day: found.day, direction: -1)
  }

  private func span(of position: Int, from start: Int, direction: Int) -> Found? {
    guard let count = number(position), count.value > 0, count.value <= 400,
      count.end < view.tokens.count
    else { return nil }
    let unit = view.tokens[count.end].hash
    let day: CivilDate
    switch unit {
    case "dia", "dias": day = today.adding(days: direction * count.value)
    case "semana", "semanas": day = today.adding(days: direction * 7 * count.value)
    case "mes", "meses":
      // "há dois meses" says how long, not when.
      guard direction > 0 else { return nil }
      let first = month(direction * count.value)
      day =
        CivilDate(
          year: first.year, month: first.month,
          day: min(today.day, CivilDate.length(ofMonth: first.month, year: first.year))) ?? first
    case "hora", "horas", "h", "hs":
      guard direction > 0 else { return nil }
      if count.value < 12 {
        // "em duas horas" may be how long something took.
        guard !view.isWord(start, "em") else { return nil }
        let minutes = hour + count.value * 60
        return Found(
          tokens: start..<count.end + 1, day: .exact(today.adding(days: minutes / 1440)),
          direction: 0, minutes: minutes % 1440)
      }
      day = today.adding(days: (count.value + 23) / 24)
    case "minuto", "minutos", "min":
      guard direction > 0, view.isWord(start, "daqui") else { return nil }
      let minutes = hour + count.value
      return Found(
        tokens: start..<count.end + 1, day: .exact(today.adding(days: minutes / 1440)),
        direction: 0, minutes: minutes % 1440)
    default: return nil
    }
    // "em 2 dias" can be how long something took; "há 15 meses" is background.
    guard abs(day.dayNumber - today.dayNumber) <= 200 else { return nil }
    return Found(tokens: start..<count.end + 1, day: .exact(day), direction: direction)
  }

  private static let wraps: WordSet = ["o", "no", "do", "pro", "ao", "para", "pra", "ate"]

  /// "dia 3", "dia quinze do mês que vem".
  func numberedDay(at index: Int) -> Found? {
    guard view.isWord(index, "dia") || view.isWord(index, "dias"), index + 1 < view.tokens.count,
      // "Bom dia", and figures in the next line; not "agendada para o dia" at the end of a line.
      view.tokens[index + 1].line == view.tokens[index].line
        || index > 0 && Self.wraps.contains(view.tokens[index - 1].hash)
    else { return nil }
    if let numeric = numeric(at: index + 1) ?? dayAndMonth(at: index + 1) {
      return Found(tokens: index..<numeric.tokens.upperBound, day: numeric.day)
    }
    guard let day = number(index + 1) ?? ordinal(index + 1), (1...31).contains(day.value),
      !(view.isSign(day.end, UInt8(ascii: "/")) && isJoined(day.end))
    else { return nil }
    if words(day.end, "do", "mes", "que", "vem") || words(day.end, "do", "proximo", "mes")
      || words(day.end, "do", "mes", "passado")
    {
      let isPast = view.isWord(day.end + 2, "passado")
      let first = month(isPast ? -1 : 1)
      guard let date = CivilDate(year: first.year, month: first.month, day: day.value) else {
        return nil
      }
      let end = day.end + (view.isWord(day.end + 1, "mes") && !isPast ? 4 : 3)
      return Found(tokens: index..<end, day: .exact(date), direction: isPast ? -1 : 1)
    }
    if view.isWord(day.end, "passado") || view.isWord(day.end, "ultimo") {
      return Found(tokens: index..<day.end + 1, day: .dayOfMonth(day.value), direction: -1)
    }
    if index > 0, view.isWord(index - 1, "ultimo") || view.isWord(index - 1, "proximo") {
      return Found(
        tokens: index - 1..<day.end, day: .dayOfMonth(day.value),
        direction: view.isWord(index - 1, "ultimo") ? -1 : 1)
    }
    if view.isWord(day.end, "proximo") {
      return Found(tokens: index..<day.end + 1, day: .dayOfMonth(day.value), direction: 1)
    }
    return Found(tokens: index..<day.end, day: .dayOfMonth(day.value))
  }
}
