/// How much time the law gives.
public struct LegalPeriod: Equatable, Sendable {
  public let number: Int
  public let unit: Unit

  public enum Unit: String, Sendable {
    /// Every day counts, and a deadline on a holiday is not put off: the earlier day harms nobody.
    case calendarDays = "dias"
    case businessDays = "uteis"
    case years = "anos"
    /// Not a time but a factor.
    case times = "vezes"
  }

  public init(_ number: Int, _ unit: Unit) {
    self.number = number
    self.unit = unit
  }

  /// The last day of it, when it begins at `moment`: the day of the beginning, in São Paulo, does not count.
  public func end(after moment: Timestamp, in calendar: BusinessCalendar = .national) -> CivilDate {
    let day = moment.local.date
    return switch unit {
    case .calendarDays: day.adding(days: number)
    case .businessDays: calendar.day(number, businessDaysAfter: day)
    case .years:
      CivilDate(year: day.year + number, month: day.month, day: day.day)
        // A year without 29 February: what has no exact match ends on the day after (Código Civil, art. 132, § 3).
        ?? CivilDate(year: day.year + number, month: 3, day: 1) ?? day
    case .times: day
    }
  }

  func times(_ factor: Int) -> LegalPeriod { LegalPeriod(number * factor, unit) }
}

/// Deadlines of the law that are not of a person's right.
public enum LegalDeadline: String, Sendable, CaseIterable {
  case incidentNotice = "comunicacao_incidente"
  case incidentComplement = "complemento_incidente"
  case incidentRecord = "registro_incidente"
  case smallAgent = "pequeno_porte"
  case smallAgentDeclaration = "declaracao_pequeno_porte"

  private static let table: [LegalDeadline: (period: LegalPeriod, norm: String)] =
    Dictionary(
      EmbeddedFile.legalDeadlines.rows.compactMap { columns in
        guard columns.count == 4, let deadline = LegalDeadline(rawValue: columns[0]),
          let number = Int(columns[1]), let unit = LegalPeriod.Unit(rawValue: columns[2])
        else { return nil }
        return (deadline, (LegalPeriod(number, unit), columns[3]))
      }, uniquingKeysWith: { first, _ in first })

  public var period: LegalPeriod { Self.table[self]?.period ?? LegalPeriod(0, .calendarDays) }
  public var norm: String { Self.table[self]?.norm ?? "" }
}
