/// When to call again, as an attendant types it during a call.
///
/// `amanhã 15h`, `sexta 9h30`, `28/11 14:00`, `28/11/2026 14:00`, `15h`, `em 40 min`, `em 2 horas`, ISO 8601. A day needs
/// its hour: nobody can be called at a day. An hour alone is the next time the clock shows it.
public struct SpokenMoment: Equatable, Sendable {
  public let timestamp: Timestamp

  /// Nil for what is none of these, or lies in the past.
  public init?(_ text: String, now: Timestamp) {
    guard let moment = SpokenMoment.read(text, now: now), moment > now else { return nil }
    timestamp = moment
  }

  /// What is wrong with a text that is none, in a sentence that says what to type.
  public static func complaint(about text: String, now: Timestamp) -> String {
    if let moment = read(text, now: now), moment <= now { return "Esse momento já passou." }
    let words = words(of: text)
    var rest = words
    let isTimed = time(takenFrom: &rest) != nil
    let name = rest.joined(separator: " ")
    if !isTimed, day(name, today: now.local.date) != nil {
      return "Falta a hora: como “\(trimmedEnd(text)) 15h”."
    }
    if let day = words.lazy.compactMap(missingDay).first {
      return "O dia \(day) não existe no calendário."
    }
    return "Diga o dia e a hora, como amanhã 15h ou 28/11 14:00."
  }

  /// A day as it was written, numbers alone, that no calendar has; nil for any other word.
  private static func missingDay(_ word: String) -> String? {
    let day = word.split(separator: "t", maxSplits: 1).first.map(String.init) ?? word
    guard day.utf8.allSatisfy({ $0 < 0x80 }), day.allSatisfy({ $0.isNumber || "/-".contains($0) })
    else { return nil }
    let parts = day.split(omittingEmptySubsequences: false) { "/-".contains($0) }.map { Int($0) }
    guard (2...3).contains(parts.count), !parts.contains(nil), day.count <= 10 else { return nil }
    return day
  }

  private static func trimmedEnd(_ text: String) -> String {
    String(text.trimmed.prefix(20))
  }

  private static func words(of text: String) -> [String] {
    folded(text).split(separator: " ").map(String.init)
      .filter { !["as", "a", "dia", "no", "na", "de", "da", "proxima", "proximo"].contains($0) }
  }

  private static func read(_ text: String, now: Timestamp) -> Timestamp? {
    if text.contains("-"), let moment = Timestamp(iso8601: text) { return moment }
    var words = words(of: text)
    if words.first == "em" || words.first == "daqui" { return span(words, from: now) }
    guard let minutes = time(takenFrom: &words) else { return nil }
    let today = now.local.date
    func moment(_ date: CivilDate) -> Timestamp {
      LocalTime(date: date, hour: minutes / 60, minute: minutes % 60).timestamp
    }
    if words.isEmpty {
      let soon = moment(today)
      return soon > now ? soon : moment(today.adding(days: 1))
    }
    return day(words.joined(separator: " "), today: today).map(moment)
  }

  /// `em 40 min`, `em 2 horas`.
  private static func span(_ words: [String], from now: Timestamp) -> Timestamp? {
    var rest = words.dropFirst()
    if rest.count == 1, let word = rest.first {
      // `em 2h`, `em 40min`
      let digits = word.prefix(while: \.isNumber)
      rest = [String(digits), String(word.dropFirst(digits.count))]
    }
    guard rest.count == 2, let first = rest.first, let last = rest.last,
      let count = first == "uma" ? 1 : Int64(first), (1...1000).contains(count)
    else { return nil }
    let unit: Int64? =
      switch last {
      case "min", "mins", "minuto", "minutos": 60_000
      case "h", "hora", "horas": 3_600_000
      case "dia", "dias": 86_400_000
      default: nil
      }
    return unit.map { now.adding(milliseconds: count * $0) }
  }

  /// Minutes after midnight of the last words: `15:00`, `15h`, `15h30`, `15 h`, `9 horas`.
  private static func time(takenFrom words: inout [String]) -> Int? {
    if let unit = words.last, ["h", "hs", "hora", "horas"].contains(unit), words.count > 1,
      let hour = Int(words[words.count - 2]), (0...23).contains(hour)
    {
      words.removeLast(2)
      return hour * 60
    }
    guard let word = words.last else { return nil }
    if word == "meio-dia" || word == "meiodia" {
      words.removeLast()
      return 12 * 60
    }
    let parts = word.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "h" }
    guard parts.count == 2, let hour = Int(parts[0]), (0...23).contains(hour) else { return nil }
    guard let minute = parts[1].isEmpty && word.hasSuffix("h") ? 0 : Int(parts[1]),
      (0...59).contains(minute)
    else { return nil }
    words.removeLast()
    return hour * 60 + minute
  }

  private static func day(_ text: String, today: CivilDate) -> CivilDate? {
    switch text {
    case "ontem": return today.adding(days: -1)
    case "hoje": return today
    case "amanha": return today.adding(days: 1)
    case "depois amanha": return today.adding(days: 2)
    default: break
    }
    let name = text.replacing("-feira", with: "").replacing(" feira", with: "")
    let weekdays = ["domingo", "segunda", "terca", "quarta", "quinta", "sexta", "sabado"]
    if let index = weekdays.firstIndex(where: { $0 == name || $0.prefix(3) == name }) {
      // Said of its own day, it is that of the week after.
      let ahead = (index - today.weekday.rawValue + 7) % 7
      return today.adding(days: ahead == 0 ? 7 : ahead)
    }
    if let date = CivilDate(iso8601: text) { return date }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard (2...3).contains(parts.count), let day = parts[0], let month = parts[1] else {
      return nil
    }
    if parts.count == 3 {
      guard let year = parts[2] else { return nil }
      return CivilDate(year: year < 100 ? 2000 + year : year, month: month, day: day)
    }
    guard let date = CivilDate(year: today.year, month: month, day: day) else { return nil }
    // In December, a day of January is the next one.
    return date < today ? CivilDate(year: today.year + 1, month: month, day: day) : date
  }
}
