import Glibc

/// Measures one scenario and prints its rows; `Benchmarks/run` calls it once for each, so that one that fails, crashes
/// or hangs takes no other with it.
///
///     bench BINARY CACHE SCENARIO [SIZE]
///     bench BINARY CACHE hold [STORE…]
///
/// A store of each size is made in CACHE the first time, and kept there. Ends with 1 when a promise is missed, with 70
/// when the scenario could not be measured.
@main
struct Bench {
  static func main() async {
    let arguments = CommandLine.arguments
    if arguments.count == 5, arguments[1] == "attendant" { await Attendant.run(arguments) }
    guard arguments.count >= 4 else {
      print("usage: bench BINARY CACHE SCENARIO [SIZE]")
      exit(64)
    }
    if arguments[3] == "hold" {
      do {
        try HeldFiles.holdAll(
          binary: arguments[1], cache: arguments[2], stores: Array(arguments[4...]))
      } catch {
        Desk.progress("\(error)\n")
        exit(70)
      }
    }
    let size = arguments.count > 4 ? Int(arguments[4]) : nil
    var table = Table()
    do {
      guard let scenario = Scenario(rawValue: arguments[3]) else {
        throw Failure("there is no scenario \(arguments[3])")
      }
      let bench = Desk(binary: arguments[1], cache: arguments[2])
      try await bench.measure(scenario, size: size ?? 0, into: &table)
    } catch {
      Table.show(
        "| \(arguments[3..<arguments.count].joined(separator: " ")) | | | | | | | | | FAILED: \(error) |"
      )
      exit(70)
    }
    exit(table.isGood ? 0 : 1)
  }
}

/// What can be measured, by the word that asks for it.
enum Scenario: String, CaseIterable {
  case recognisers, mask, audit, duplicates, idle, cost, growth
  case `import`, export
  case fill, fillDuplicates = "fill-duplicates"
  case start, keys, stream, importing, paste, search, open, save, erase, attendants, peers
}
