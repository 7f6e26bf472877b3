internal import ContactsCore

// MARK: - Days of the week

extension DateScanner {
  /// "sexta passada", "próxima terça-feira", "segunda que vem", "quinta da semana que vem".
  func weekday(at index: Int) -> Found? {
    guard let weekday = DateWords.weekdays[view.tokens[index].hash],
      !words(index, "terca", "parte")
    else { return nil }
    var end = index + 1
    var isSure = false
    if view.isSign(end, UInt8(ascii: "-")), view.isWord(end + 1, "feira") {
      end += 2
      isSure = true
    } else if view.isWord(end, "feira") || view.isWord(end, "f") && isJoined(end) {
      end += 1
      isSure = true
    } else if weekday == 0 || weekday == 2 || weekday == 6 {
      isSure = !DateWords.shortWeekdays.contains(view.tokens[index].hash)
    }
    if end < view.tokens.count, DateWords.ordinalNouns.contains(view.tokens[end].hash), !isSure {
      return nil
    }
    if isRange(index, end: end) { return nil }
    if let exact = spelled(after: end, from: index) { return exact }
    if isEnumerated(index, end: end) { return nil }
    let announced = isAnnounced(index, end: end)
    var start = index
    var direction = 0
    var weeks = 0
    if index > 0 {
      let before = view.tokens[index - 1].hash
      if before == "proxima" || before == "proximo" { (start, direction) = (index - 1, 1) }
      if before == "ultima" || before == "ultimo" { (start, direction) = (index - 1, -1) }
    }
    if words(end, "que", "vem") || words(end, "q", "vem") {
      (end, direction) = (end + 2, 1)
    } else if view.isWord(end, "passada") || view.isWord(end, "passado")
      || view.isWord(end, "retrasada")
    {
      if view.isWord(end, "retrasada") { weeks = -1 }
      (end, direction) = (end + 1, -1)
    } else if words(end, "da", "semana", "que", "vem") {
      (end, weeks, direction) = (end + 4, 1, 2)
    } else if words(end, "da", "proxima", "semana") {
      (end, weeks, direction) = (end + 3, 1, 2)
    } else if words(end, "da", "prox"), view.isSign(end + 2, UInt8(ascii: ".")),
      view.isWord(end + 3, "semana")
    {
      (end, weeks, direction) = (end + 4, 1, 2)
    } else if words(end, "da", "semana", "passada") {
      (end, weeks, direction) = (end + 3, -1, 2)
    }
    guard isSure || announced || direction != 0 else { return nil }
    if direction == 2 {
      return Found(
        tokens: start..<end, day: .exact(monday.adding(days: weeks * 7 + (weekday + 6) % 7)),
        direction: weeks)
    }
    if weeks != 0 {
      let back = (today.weekday.rawValue - weekday + 6) % 7 + 1
      return Found(tokens: start..<end, day: .exact(today.adding(days: -back - 7)), direction: -1)
    }
    return Found(tokens: start..<end, day: .weekday(weekday), direction: direction)
  }

  /// "3ª feira", "2a-feira".
  func numberedWeekday(at index: Int) -> Found? {
    guard let value = value(index), (2...6).contains(value), view.isWord(index + 1, "a"),
      isJoined(index + 1)
    else { return nil }
    let end = view.isSign(index + 2, UInt8(ascii: "-")) ? index + 3 : index + 2
    guard view.isWord(end, "feira") else { return nil }
    return Found(tokens: index..<end + 1, day: .weekday(value - 1))
  }

  /// "sexta, dia 4/12", "terça-feira (10/11)": the day of the month decides.
  private func spelled(after end: Int, from start: Int) -> Found? {
    var index = end
    while index < view.tokens.count, index < end + 2,
      view.isSign(index, UInt8(ascii: ",")) || view.isSign(index, UInt8(ascii: "("))
        || view.isSign(index, UInt8(ascii: "."))
    { index += 1 }
    guard index < view.tokens.count, view.tokens[index].line == view.tokens[start].line else {
      return nil
    }
    let found =
      view.tokens[index].kind == .number
      ? numeric(at: index) ?? dayAndMonth(at: index) : numberedDay(at: index)
    return found.map {
      Found(
        tokens: start..<$0.tokens.upperBound, day: $0.day,
        weekday: DateWords.weekdays[view.tokens[start].hash])
    }
  }

  /// "de segunda a sexta", "seg à sex": every day of a week, and no day.
  private func isRange(_ index: Int, end: Int) -> Bool {
    func isDay(_ index: Int) -> Bool {
      index >= 0 && index < view.tokens.count && DateWords.weekdays[view.tokens[index].hash] != nil
    }
    if view.isWord(end, "a") || view.isWord(end, "ate") || view.isSign(end, UInt8(ascii: "/")),
      isDay(end + 1)
    {
      return true
    }
    guard view.isWord(index - 1, "a") || view.isWord(index - 1, "ate") else { return false }
    return isDay(index - 2) || view.isWord(index - 2, "feira") && isDay(index - 3)
      || view.isWord(index - 2, "feira") && isDay(index - 4)
  }

  /// "Na primeira …, na segunda …": which of several, and no day.
  private func isEnumerated(_ index: Int, end: Int) -> Bool {
    guard end == index + 1, words(index - 1, "na", "segunda"), index > 1,
      view.tokens[index - 2].kind == .sign || view.tokens[index - 2].line != view.tokens[index].line
    else { return false }
    return (max(1, index - 40)..<max(1, index)).contains { words($0 - 1, "na", "primeira") }
  }

  /// Whether the words beside a bare "segunda" make it a day: "na segunda", "segunda às 10h".
  private func isAnnounced(_ index: Int, end: Int) -> Bool {
    if view.isWord(index, "ter"), end == index + 1 { return isTuesday(index) }
    if index == 0 || view.tokens[index - 1].line != view.tokens[index].line { return true }
    if view.tokens[index - 1].kind == .sign
      || DateWords.announcers.contains(view.tokens[index - 1].hash)
    {
      return true
    }
    guard !view.isWord(index - 1, "a"), !view.isWord(index - 1, "uma") else { return false }
    // "segunda no horário de almoço", and not "fiquei em segunda no concurso".
    if view.isWord(end, "no") {
      return end + 1 < view.tokens.count && Self.times.contains(view.tokens[end + 1].hash)
        && !view.isWord(index - 1, "em")
    }
    return end == view.tokens.count || view.tokens[end].kind == .sign
      || DateWords.followers.contains(view.tokens[end].hash)
  }

  private static let times: WordSet = [
    "horario", "periodo", "turno", "inicio", "comeco", "fim", "final",
  ]

  /// "na ter", "p/ ter às 15h", "ter ou qui": the short form of a day, which is a verb elsewhere: "pra não ter erro".
  private func isTuesday(_ index: Int) -> Bool {
    let next = index + 1
    if view.isWord(index - 1, "na") || view.isWord(index - 1, "prox")
      || view.isWord(index - 1, "proxima") || view.isSign(index - 1, UInt8(ascii: "/"))
      || view.isSign(next, UInt8(ascii: ")"))
    {
      return true
    }
    guard next + 1 < view.tokens.count else { return false }
    if view.tokens[next].kind == .number {
      return Self.clocks.contains(view.tokens[next + 1].hash)
        || view.isSign(next + 1, UInt8(ascii: ":"))
    }
    if view.isWord(next, "as") { return view.tokens[next + 1].kind == .number }
    if view.isWord(next, "de") || view.isWord(next, "a") {
      return Self.partsOfDay.contains(view.tokens[next + 1].hash)
    }
    return (view.isWord(next, "ou") || view.isWord(next, "e"))
      && DateWords.weekdays[view.tokens[next + 1].hash] != nil
  }

  private static let clocks: WordSet = ["h", "hs", "hr", "hrs", "horas"]
  private static let partsOfDay: WordSet = ["manha", "tarde", "noite"]
}
