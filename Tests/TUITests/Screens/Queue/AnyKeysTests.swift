import ContactsCore
import TestSupport
import Testing

@testable import TUI

/// Whatever keys are pressed over the queue and its reviews, in whatever order answers come.
@Suite struct AnyKeysTests {
  private static let keys: [Key] =
    "abcdehjklnpqrstxgGN12?/: ;".map { .character($0) } + (1...12).map { .function($0) } + [
      .enter, .enter, .tab, .backTab, .escape, .up, .down, .left, .right, .home, .end, .pageUp,
      .pageDown, .backspace, .delete, .control("c"), .control("o"), .control("p"), .control("u"),
      .paste("uma\nduas"), .paste("spam"), .mouse(Mouse(.click, at: Position(row: 8, column: 5))),
      .mouse(Mouse(.doubleClick, at: Position(row: 9, column: 5))),
      .mouse(Mouse(.wheelDown, at: Position(row: 9, column: 5))),
    ]

  @Test(arguments: 0..<UInt64(Workload.scaled(16)))
  func `the screens stay whole, and no review is sent without a decision on each value`(
    seed: UInt64
  ) {
    var generator = SeededGenerator(seed: seed)
    let sizes = [
      Size(rows: 24, columns: 80), Size(rows: 20, columns: 60), Size(rows: 10, columns: 40),
      Size(rows: 43, columns: 132), Size(rows: 1, columns: 1),
    ]
    var driver = ScreenDriver.openQueue(
      roles: Set(Role.allCases), People.glance(batches: [People.batch()]))
    for _ in 0..<120 {
      switch Int.random(in: 0..<20, using: &generator) {
      case 0: driver.send(.resized(sizes.randomElement(using: &generator) ?? sizes[0]))
      case 1..<5: answer(&driver, &generator)
      default: driver.press(AnyKeysTests.keys.randomElement(using: &generator) ?? .enter)
      }
      let frame = driver.frame
      #expect(frame.size == driver.model.desk.size)
      if let cursor = frame.cursor { #expect(frame.region.contains(cursor)) }
    }
  }

  /// Answers some question that was asked, newest or not, well or badly.
  private func answer(_ driver: inout ScreenDriver, _ generator: inout SeededGenerator) {
    let isWell = Int.random(in: 0..<5, using: &generator) > 0
    switch driver.effects.randomElement(using: &generator) {
    case .queue(.look(_, _, let request))?:
      let rows = Array(People.queue.shuffled(using: &generator).prefix(4))
      driver.send(
        .queue(.looked(request, isWell ? .success(People.glance(rows)) : .failure(.busy))))
    case .queue(.open(_, let request))?:
      let item = People.reviewItem(name: Bool.random(using: &generator) ? "Maria" : nil)
      driver.send(.queue(.opened(request, isWell ? .success(item) : .failure(.notFound))))
    case .queue(.review(_, let decisions, _, let request))?:
      #expect(Set(decisions.keys) == [0, 1, 2, 3])
      let receipt = ReviewReceipt(contact: People.contact(), left: 0)
      driver.send(
        .queue(
          .reviewed(
            request, isWell ? .success(receipt) : .failure(.conflict(People.contact(version: 9))))))
    case .queue(.retry(_, let request))?, .queue(.discard(_, _, let request))?,
      .queue(.steer(_, _, let request))?:
      driver.send(.queue(.changed(request, isWell ? .success(1) : .failure(.invalid(["Mudou."])))))
    case .tick(_, let tick)?:
      driver.send(.ticked(tick, at: People.now))
    case .read(_, _, let request)?:
      driver.send(.read(request, .success(People.record)))
    case .extract(_, let request, _)?:
      driver.send(.model(.staged(request, .queued(place: 2))))
    case .makeIdentifiers?:
      driver.send(.identifiersMade([People.uid(901), People.uid(902)]))
    default:
      driver.send(.modelChecked(.missing("llama3:8b")))
    }
  }
}
