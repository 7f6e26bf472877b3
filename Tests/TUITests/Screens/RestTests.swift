import ContactsCore
import Testing

@testable import TUI

@Suite("Em repouso")
struct RestTests {
  /// Pauses that begin another one when they end, each with its shortest length, where nobody presses anything.
  private func wakings(after keys: [Key]) -> [Tick: Duration] {
    var driver = ScreenDriver()
    driver.send(.started)
    driver.send(.opened(.invented()))
    driver.answerSearch(People.summaries)
    driver.send(.counted(.success(1204)))
    driver.send(.modelChecked(.ready))
    for key in keys { driver.press(key) }
    var pauses = Self.pauses(driver.effects)
    for _ in 0..<10 {
      driver.forget()
      for tick in pauses.keys { driver.send(.ticked(tick, at: People.now)) }
      pauses = Self.pauses(driver.effects)
    }
    return pauses
  }

  private static func pauses(_ effects: [AppEffect]) -> [Tick: Duration] {
    var pauses: [Tick: Duration] = [:]
    for case .tick(let pause, let tick) in effects {
      pauses[tick] = min(pause, pauses[tick] ?? pause)
    }
    return pauses
  }

  @Test(arguments: [[], [Key.character("3")], [.function(6)], [.function(1)]])
  func `only the clock, the schema, the model and the lock wake a screen at rest`(keys: [Key]) {
    let pauses = wakings(after: keys)
    #expect(pauses[.clock] == .seconds(60))
    for (tick, pause) in pauses {
      switch tick {
      case .clock, .schema, .model: #expect(pause >= .seconds(20), "\(tick)")
      case .idle: #expect(pause >= .seconds(10))
      default: Issue.record("\(tick) goes on while nobody presses anything")
      }
    }
  }
}
