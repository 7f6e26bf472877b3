/// Two records that may be of one person.
public struct DuplicatePair: Equatable, Sendable {
  /// The older record.
  public let first: ContactSummary
  public let second: ContactSummary
  public let rule: DuplicateMatch.Rule

  public init(first: ContactSummary, second: ContactSummary, rule: DuplicateMatch.Rule) {
    self.first = first
    self.second = second
    self.rule = rule
  }
}

/// What a sweep of all contacts found.
public struct DuplicateSweep: Equatable, Sendable {
  /// The surest first.
  public let pairs: [DuplicatePair]
  /// How many pairs there are, shown or not.
  public let total: Int

  public init(pairs: [DuplicatePair], total: Int) {
    self.pairs = pairs
    self.total = total
  }
}

extension DuplicateMatch.Rule {
  /// How sure it is: 0 is the surest.
  var rank: Int {
    switch self {
    case .cpf: 0
    case .phoneAndName: 1
    case .email: 2
    case .domainAndName: 3
    case .cityAndName: 4
    case .phone: 5
    case .name: 6
    }
  }
}
