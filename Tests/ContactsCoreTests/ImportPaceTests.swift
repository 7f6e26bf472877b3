import ContactsCore
import Testing

@Suite("Pace of an import")
struct ImportPaceTests {
  @Test func `alone it takes ever more rows at a time, up to a thousand`() {
    var pace = ImportPace()
    var rows: [Int] = []
    for _ in 0..<5 {
      rows.append(pace.rows)
      pace.hasSaved(inTurns: 1)
    }
    #expect(rows == [250, 500, 1000, 1000, 1000])
  }

  @Test func `who waits makes it small at once, and it grows slowly from then on`() {
    var pace = ImportPace()
    pace.hasSaved(inTurns: 1)
    pace.hasSaved(inTurns: 3)
    var rows: [Int] = []
    for _ in 0..<4 {
      rows.append(pace.rows)
      pace.hasSaved(inTurns: 1)
    }
    #expect(rows == [100, 150, 200, 250])
    pace.hasSaved(inTurns: 2)
    #expect(pace.rows == 100)
  }
}
