public import ContactsCore

/// What **Painel** asks of the outside world.
public enum PanelEffect: Equatable, Sendable {
  case look(PanelPeriod, RequestID)
}

/// What has become of it.
public enum PanelMessage: Equatable, Sendable {
  case looked(RequestID, Result<PanelGlance, Failure>)
}

/// Since when is counted.
public enum PanelPeriod: String, Equatable, Sendable, CaseIterable {
  case today, week, month, always

  /// The first day of it; nil when all days count.
  public func firstDay(endingOn today: CivilDate) -> CivilDate? {
    switch self {
    case .today: today
    case .week: today.adding(days: -6)
    case .month: today.adding(days: -29)
    case .always: nil
    }
  }

  var label: String {
    switch self {
    case .today: "Hoje"
    case .week: "7 dias"
    case .month: "30 dias"
    case .always: "Desde o início"
    }
  }

  var next: PanelPeriod {
    let all = PanelPeriod.allCases
    let index = all.firstIndex(of: self) ?? 0
    return all[(index + 1) % all.count]
  }
}

/// The numbers of one moment; nothing in them is about anybody.
public struct PanelGlance: Equatable, Sendable {
  public var report: ShiftReport
  public var queue: QueueHealth
  public var hosts: [ModelHostHealth]
  public var acceptance: [Acceptance]

  public init(
    report: ShiftReport, queue: QueueHealth, hosts: [ModelHostHealth], acceptance: [Acceptance]
  ) {
    self.report = report
    self.queue = queue
    self.hosts = hosts
    self.acceptance = acceptance
  }
}
