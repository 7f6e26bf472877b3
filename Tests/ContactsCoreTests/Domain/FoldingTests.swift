import Testing

@testable import ContactsCore

@Suite("Folding")
struct FoldingTests {
  /// A character that no shortcut knows, so that the tables are asked for the whole text.
  private let foreign = "\u{4e00}"

  @Test(arguments: Array(0x20...0x24f as ClosedRange<UInt32>))
  func `a letter folds alike alone and among others`(value: UInt32) throws {
    let letter = String(Character(try #require(Unicode.Scalar(value))))
    #expect(folded("a\(letter)Z") + foreign == folded("a\(letter)Z" + foreign))
    #expect(
      foldedWords("sé \(letter)b") + [foreign] == foldedWords("sé \(letter)b " + foreign))
  }
}
