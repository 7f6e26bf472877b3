import Testing

@testable import ContactsCore

@Suite("Columns told by what they hold")
struct HeadingGuessTests {
  private let rows = [
    ["Ana", "529.982.247-25", "ana@exemplo.org", "11 98765-4321", "SP", "7"],
    ["Bia", "", "bia@exemplo.org", "(21) 3253-0000", "Rio de Janeiro", "x"],
  ]

  @Test func `a CPF, an e-mail, a telephone and a state are told`() throws {
    let map = try HeadingMap(["Nome", "A", "B", "C", "D", "E"], rows: rows)
    #expect(map.columns == [.name, .cpf, .emails, .phones, .state, nil])
    #expect(map.guessed == [1, 2, 3, 4])
  }

  @Test func `what a heading or the map says stands`() throws {
    let map = try HeadingMap(
      ["Nome", "A", "CPF", "C", "D", "E"], map: [(heading: "C", field: nil)], rows: rows)
    // The CPF of the heading; what the map leaves out stays out.
    #expect(map.columns == [.name, nil, .cpf, nil, .state, nil])
  }

  @Test func `without any of these nothing is told`() {
    #expect(throws: HeadingMap.Problem.nothingRecognised) {
      try HeadingMap(["x", "y"], rows: [["1", "2"], ["3", "4"]])
    }
    #expect(throws: HeadingMap.Problem.nothingRecognised) { try HeadingMap(["x"], rows: []) }
  }

  @Test(arguments: [
    ["Rui Costa", "81 98100-0016"], ["Ana Lima", "ana@exemplo.com"], ["390.533.447-05", "x"],
  ])
  func `a first line that is somebody's is no heading`(first: [String]) {
    #expect(throws: HeadingMap.Problem.headless) {
      try HeadingMap(first, rows: [["Lia Costa", "81 98100-0017"]])
    }
  }

  @Test func `headings that a person has set down are theirs to judge`() throws {
    let map = try HeadingMap(
      ["Rui", "81 98100-0016"], map: [("Rui", .name), ("81 98100-0016", .phones)])
    #expect(map.columns == [.name, .phones])
  }
}
