import TUI
import Testing

@Suite struct ListStateTests {
  private func list(_ count: Int, _ keys: Key..., letters: Bool = true) -> ListState {
    var list = ListState(count: count)
    for key in keys where !list.handle(key, page: 10, letters: letters) {
      Issue.record("\(key) is not a list's")
    }
    return list
  }

  @Test(arguments: [
    (Key.up, 49), (.down, 51), (.pageUp, 41), (.pageDown, 59), (.home, 0), (.end, 99),
    (.character("j"), 51), (.character("J"), 51), (.character("k"), 49), (.character("K"), 49),
    (.character("g"), 0), (.character("G"), 99),
    (.mouse(Mouse(.wheelUp, at: Position(row: 0, column: 0))), 47),
    (.mouse(Mouse(.wheelDown, at: Position(row: 0, column: 0))), 53),
  ])
  func `keys move the selection`(key: Key, selection: Int) {
    var list = ListState(count: 100)
    list.select(50)
    let isTaken = list.handle(key, page: 10, letters: true)
    #expect(isTaken)
    #expect(list.selection == selection)
  }

  @Test func `letters are left alone where text is typed`() {
    var list = ListState(count: 9)
    for letter in "jkgG" where list.handle(.character(letter), page: 5, letters: false) {
      Issue.record("\(letter) moved the selection")
    }
    let isEnterTaken = list.handle(.enter, page: 5, letters: true)
    #expect(!isEnterTaken)
    #expect(list == ListState(count: 9))
  }

  @Test func `the selection stays in the list`() {
    #expect(list(3, .up).selection == 0)
    #expect(list(3, .end, .down).selection == 2)
    #expect(list(0, .down, .end, .pageDown).selection == 0)
    var shrunk = list(50, .end)
    shrunk.setCount(4)
    #expect(shrunk.selection == 3)
    shrunk.setCount(0)
    #expect(shrunk.selection == 0)
    #expect(shrunk.visible(rows: 5).isEmpty)
  }

  @Test func `the selection is always on the screen`() {
    var list = list(100)
    for step in [0, 5, 30, -10, 60, 99, -99, 12] {
      list.move(by: step)
      list.scroll(toShow: 7)
      #expect(list.visible(rows: 7).contains(list.selection))
      #expect(list.visible(rows: 7).count == 7)
    }
  }

  @Test func `a list scrolls no farther than it must`() {
    var list = list(20)
    list.select(10)
    list.scroll(toShow: 5)
    #expect(list.visible(rows: 5) == 6..<11)
    list.select(7)
    #expect(list.visible(rows: 5) == 6..<11)
    list.select(4)
    #expect(list.visible(rows: 5) == 4..<9)
  }

  @Test func `a list that became shorter leaves no blank rows`() {
    var list = list(100, .end)
    list.scroll(toShow: 10)
    list.setCount(12)
    #expect(list.visible(rows: 10) == 2..<12)
    list.setCount(3)
    #expect(list.visible(rows: 10) == 0..<3)
  }

  @Test(arguments: [0, -2])
  func `a screen without rows shows none`(rows: Int) {
    var list = list(100, .end)
    list.scroll(toShow: 10)
    list.setCount(3)
    #expect(list.visible(rows: rows).isEmpty)
    list.setCount(0)
    #expect(list.visible(rows: rows).isEmpty)
  }
}
