import Glibc

/// A line of the table that `make bench` prints.
struct Row: Sendable {
  var scenario: String
  var ours = Measurement([])
  /// Resident memory in MB, where the scenario has a process of its own.
  var memory: Double? = nil
  /// What ours stands beside: a peer's measurement, or a limit promised.
  var beside: Beside

  enum Beside: Sendable {
    /// The p95 (or, for a start, the median) must stay under so many milliseconds.
    case limit(milliseconds: Double)
    /// Resident memory must stay under so many MB.
    case memoryLimit(megabytes: Double)
    /// A peer measured in the same run; ours may take `times` as long. Nil: no promise, for comparison only.
    case peer(name: String, Measurement, times: Double?)
    /// A number that is no duration, and what it must not be above (or, `atLeast`, below); nil: only told.
    case number(Double, unit: String, limit: Double?, atLeast: Bool = false)
  }
}

/// The rows as Markdown, with a verdict for each promise.
struct Table: Sendable {
  private(set) var rows: [Row] = []

  /// Adds a row and prints it at once: a long run shows how far it is.
  mutating func add(_ row: Row) {
    rows.append(row)
    Table.show(Table.line(row))
  }

  static func show(_ line: String) {
    print(line)
    fflush(nil)
  }

  static let heading = """
    | scenario | p50 ms | p95 ms | worst ms | n | MB | beside | ratio | |
    | --- | ---: | ---: | ---: | ---: | ---: | --- | ---: | --- |
    """

  static func line(_ row: Row) -> String {
    let memory = row.memory.map { text($0, 1) } ?? ""
    let numbers =
      row.ours.count == 0
      ? "| | | "
      : "| \(text(row.ours.p50, 3)) | \(text(row.ours.p95, 3)) | \(text(row.ours.worst, 3)) "
    let (beside, ratio, verdict) = comparison(row)
    return
      "| \(row.scenario) \(numbers)| \(row.ours.count == 0 ? "" : "\(row.ours.count)") | \(memory) | \(beside) | \(ratio) | \(verdict) |"
  }

  /// Whether every promise was kept.
  var isGood: Bool { rows.allSatisfy { Table.comparison($0).verdict != "MISSED" } }

  private static func comparison(_ row: Row) -> (beside: String, ratio: String, verdict: String) {
    switch row.beside {
    case .limit(let milliseconds):
      let ratio = row.ours.p95 / milliseconds
      return (
        "limit \(text(milliseconds, 0)) ms (p95)", text(ratio, 2), ratio < 1 ? "ok" : "MISSED"
      )
    case .memoryLimit(let megabytes):
      let ratio = (row.memory ?? .infinity) / megabytes
      return ("limit \(text(megabytes, 0)) MB", text(ratio, 2), ratio < 1 ? "ok" : "MISSED")
    case .number(let number, let unit, let limit, let atLeast):
      let told = "\(text(number, number < 100 && number != number.rounded() ? 1 : 0)) \(unit)"
      guard let limit else { return (told, "", "") }
      let isKept = atLeast ? number >= limit : number <= limit
      let ratio = text(number / max(limit, 0.000_001), 2)
      let border = "\(atLeast ? "≥" : "≤") \(text(limit, 0))"
      return ("\(told) (\(border))", limit == 0 ? "" : ratio, isKept ? "ok" : "MISSED")
    case .peer(let name, let peer, let times):
      let ratio = row.ours.p50 / max(peer.p50, 0.000_001)
      let beside = "\(name): \(text(peer.p50, 3)) / \(text(peer.p95, 3))"
      guard let times else { return (beside, text(ratio, 2), "") }
      return ("\(beside) (≤ \(text(times, 2))×)", text(ratio, 2), ratio <= times ? "ok" : "MISSED")
    }
  }

  static func text(_ number: Double, _ decimals: Int) -> String {
    guard number.isFinite else { return "–" }
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let rounded = Int((number * Double(scale)).rounded())
    guard decimals > 0 else { return "\(rounded)" }
    let fraction = String(scale + rounded % scale).dropFirst()
    return "\(rounded / scale).\(fraction)"
  }
}
