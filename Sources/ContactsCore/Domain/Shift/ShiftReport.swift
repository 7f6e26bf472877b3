/// Interactions counted; the sheet **Resumo**, **Painel** and `atende report` show the same.
public struct InteractionNumbers: Equatable, Sendable {
  /// The greatest first.
  public let reasons: [Named]
  /// From `crítica` to `baixa`, those without any too.
  public let urgencies: [Named]
  /// In order of days, and of attendants within a day.
  public let attendants: [Attendant]
  /// Among the reasons and urgencies, and in no row of `attendants`.
  public let anonymised: Anonymised

  /// Interactions of anonymised people, of which there are no rows.
  public struct Anonymised: Equatable, Sendable {
    public let total: Int
    /// Of those whose day was kept; in order.
    public let days: [Day]

    public static let none = Anonymised(total: 0, days: [])

    public init(total: Int, days: [Day]) {
      self.total = total
      self.days = days
    }

    /// How many count in no day.
    public var undated: Int { total - days.reduce(0) { $0 + $1.count } }

    /// Said wherever they are counted; nil where none is.
    public var note: String? {
      switch total {
      case ...0: nil
      case 1: "1 atendimento de uma pessoa anonimizada conta aqui, sem hora nem atendente."
      default:
        "\(grouped(total)) atendimentos de pessoas anonimizadas contam aqui, sem hora nem atendente."
      }
    }
  }

  public init(
    reasons: [Named], urgencies: [Named], attendants: [Attendant], anonymised: Anonymised = .none
  ) {
    self.reasons = reasons
    self.urgencies = urgencies
    self.attendants = attendants
    self.anonymised = anonymised
  }

  public struct Named: Equatable, Sendable {
    public let name: String
    public let count: Int

    public init(name: String, count: Int) {
      self.name = name
      self.count = count
    }
  }

  public struct Day: Equatable, Sendable {
    public let day: CivilDate
    public var count: Int

    public init(day: CivilDate, count: Int) {
      self.day = day
      self.count = count
    }
  }

  public struct Attendant: Equatable, Sendable {
    public let day: CivilDate
    /// Login.
    public let attendant: String
    public let count: Int

    public init(day: CivilDate, attendant: String, count: Int) {
      self.day = day
      self.attendant = attendant
      self.count = count
    }
  }

  /// In their order.
  public var days: [Day] {
    let counts = Dictionary(
      attendants.map { ($0.day, $0.count) } + anonymised.days.map { ($0.day, $0.count) },
      uniquingKeysWith: +)
    return counts.map { Day(day: $0.key, count: $0.value) }.sorted { $0.day < $1.day }
  }

  /// Of all days, the greatest first.
  public var perAttendant: [Named] {
    let sums = Dictionary(attendants.map { ($0.attendant, $0.count) }, uniquingKeysWith: +)
    return sums.map { Named(name: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }
}

/// The numbers of a period; nothing in them is about anybody.
public struct ShiftReport: Equatable, Sendable {
  public let from: CivilDate?
  /// The last day, which counts.
  public let to: CivilDate?
  public let counts: ExportCounts
  public let numbers: InteractionNumbers
  /// How many began in each hour of a day, from 0 to 23.
  public let hours: [Int]
  /// Callbacks still to be made, whatever the period.
  public let openCallbacks: Int
  /// Of these, those whose time has passed.
  public let dueCallbacks: Int
  /// Requests of the people concerned that the law's term has passed of, whatever the period.
  public let overdueRequests: Int

  public init(
    from: CivilDate?, to: CivilDate?, counts: ExportCounts, numbers: InteractionNumbers,
    hours: [Int], openCallbacks: Int, dueCallbacks: Int, overdueRequests: Int
  ) {
    self.from = from
    self.to = to
    self.counts = counts
    self.numbers = numbers
    self.hours = hours
    self.openCallbacks = openCallbacks
    self.dueCallbacks = dueCallbacks
    self.overdueRequests = overdueRequests
  }

  /// The hour in which most began; nil where none did.
  public var peak: (hour: Int, count: Int)? {
    guard let most = hours.max(), most > 0, let hour = hours.firstIndex(of: most) else {
      return nil
    }
    return (hour, most)
  }
}
