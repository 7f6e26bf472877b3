/// How general what is kept of an anonymised interaction is; each level is less than the one before.
public enum StatisticsLevel: Int, Sendable, CaseIterable {
  case day, month, year, state, anywhere, anyReason

  /// As shown.
  public var label: String {
    switch self {
    case .day: "dia e cidade"
    case .month: "mês e cidade"
    case .year: "ano e cidade"
    case .state: "ano e UF"
    case .anywhere: "ano"
    case .anyReason: "ano, sem o motivo"
    }
  }

  var coarser: StatisticsLevel? { StatisticsLevel(rawValue: rawValue + 1) }
}

/// What became of an anonymised person's interactions: how many were kept at which level and among how many people, without
/// any value.
public struct StatisticsProof: Equatable, Sendable {
  public struct Kept: Equatable, Sendable {
    public let level: StatisticsLevel
    public let interactions: Int
    /// The fewest people that share a combination of this level, the person included.
    public let smallestGroup: Int
  }

  /// In order of levels.
  public internal(set) var kept: [Kept] = []
  /// Interactions of which nothing was kept: too few people share even the most general combination.
  public internal(set) var dropped = 0

  /// People that must share each combination that is kept.
  public static let threshold = 5

  public var isEmpty: Bool { kept.isEmpty && dropped == 0 }

  mutating func add(_ interactions: Int, at level: StatisticsLevel, among people: Int) {
    let index = kept.firstIndex { $0.level.rawValue >= level.rawValue } ?? kept.endIndex
    guard index < kept.endIndex, kept[index].level == level else {
      kept.insert(
        Kept(level: level, interactions: interactions, smallestGroup: people), at: index)
      return
    }
    kept[index] = Kept(
      level: level, interactions: kept[index].interactions + interactions,
      smallestGroup: min(kept[index].smallestGroup, people))
  }

  /// One part a level, such as `2 por mês e cidade (k = 7)`.
  public var parts: [String] {
    kept.map { "\($0.interactions) por \($0.level.label) (k = \($0.smallestGroup))" }
      + (dropped > 0 ? ["\(dropped) sem estatística (k < \(StatisticsProof.threshold))"] : [])
  }

  /// In a few words; of who had no interaction too.
  public var words: String {
    isEmpty
      ? "estatística: não havia atendimentos" : "estatística: \(parts.joined(separator: "; "))"
  }
}

extension StatisticsProof {
  /// As the store keeps it: a line a level, and one for what was dropped.
  var stored: String {
    (kept.map { "\($0.level.rawValue) \($0.interactions) \($0.smallestGroup)" }
      + ["- \(dropped)"]).joined(separator: "\n")
  }

  init?(stored: String) {
    guard !stored.isEmpty else { return nil }
    self.init()
    for line in stored.split(separator: "\n") {
      let words = line.split(separator: " ")
      let numbers = words.compactMap { Int($0) }
      if words.first == "-", let dropped = numbers.first {
        self.dropped = dropped
      } else if numbers.count == 3, let level = StatisticsLevel(rawValue: numbers[0]) {
        add(numbers[1], at: level, among: numbers[2])
      }
    }
  }
}
