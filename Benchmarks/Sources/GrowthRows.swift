import Glibc

/// What must not grow with the store, from the smallest size of a run to the largest.
struct GrowthRows {
  let path: String

  func keep(_ name: String, _ size: Int, _ number: Double) throws {
    try write("\(size)\t\(number)\t\(name)\n", to: path, mode: "a")
  }

  func show(into table: inout Table) throws {
    guard exists(path) else { throw Failure("nothing was measured at any size") }
    var numbers: [String: [Int: Double]] = [:]
    for line in try text(of: path).split(separator: "\n") {
      let parts = line.split(separator: "\t")
      guard parts.count == 3, let size = Int(parts[0]), let number = Double(parts[1]) else {
        throw Failure("\(path) holds another line")
      }
      numbers[String(parts[2]), default: [:]][size] = number
    }
    for (name, of) in numbers.sorted(by: { $0.key < $1.key }) {
      let sizes = of.keys.sorted()
      guard let first = sizes.first.flatMap({ of[$0] }), let last = sizes.last.flatMap({ of[$0] })
      else { continue }
      let told = sizes.map { "\($0): \(Table.text(of[$0] ?? 0, 1))" }.joined(separator: ", ")
      table.add(
        Row(
          scenario: "growth: \(name) at \(told)",
          beside: .number(last / max(first, 0.001), unit: "times", limit: 2)))
    }
  }
}
