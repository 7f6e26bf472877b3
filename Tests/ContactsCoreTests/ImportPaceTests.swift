import ContactsCore
import Testing

@Suite("Pace of an import")
struct ImportPaceTests {
  private func rows(_ pace: inout ImportPace, _ count: Int) -> [Int] {
    (0..<count).map { _ in
      defer { pace.hasSaved(isAwaited: false) }
      return pace.rows
    }
  }

  @Test func `alone it takes more rows at a time`() {
    var pace = ImportPace()
    #expect(rows(&pace, 3) == [250, 500, 500])
  }

  @Test func `who has waited once waits for few rows to the end of the file`() {
    var pace = ImportPace()
    _ = rows(&pace, 2)
    pace.hasSaved(isAwaited: true)
    #expect(rows(&pace, 6) == [100, 150, 200, 250, 250, 250])
    pace.hasSaved(isAwaited: true)
    #expect(pace.rows == 100)
  }
}
