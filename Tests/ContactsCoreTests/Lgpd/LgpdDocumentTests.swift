import FoundationEssentials
import TestSupport
import Testing

@testable import ContactsCore

@Suite("docs/lgpd.md")
struct LgpdDocumentTests {
  @Test func `every test that the matrix names is there`() throws {
    let page = try String(contentsOfFile: "\(SourceTree.root)/docs/lgpd.md", encoding: .utf8)
    let named = page.split(separator: "\n").compactMap { line -> String? in
      guard line.hasPrefix("| "), line.hasSuffix("` |") else { return nil }
      return line.dropLast(3).split(separator: "`").last.map(String.init)
    }
    #expect(named.count > 20)
    var sources = ""
    for folder in [
      "ContactsCoreTests/Lgpd", "ContactsCoreTests/Store", "AcceptanceTests/Commands",
      "AcceptanceTests/Screens", "TUITests/Screens/Rights", "TUITests/Screens",
    ] {
      let path = "\(SourceTree.root)/Tests/\(folder)"
      for file in TestFolder.entries(of: path) where file.hasSuffix("Tests.swift") {
        sources += try String(contentsOfFile: "\(path)/\(file)", encoding: .utf8)
      }
    }
    for name in named { #expect(sources.contains("func `\(name)`"), "\(name)") }
  }

  @Test func `every right is in the matrix`() throws {
    let page = try String(contentsOfFile: "\(SourceTree.root)/docs/lgpd.md", encoding: .utf8)
    for part in ["I", "II", "III", "IV", "V", "VII", "VIII", "IX", "§ 2º"] {
      #expect(page.contains("| art. 18, \(part)"), "\(part)")
    }
    #expect(page.contains("| art. 20 |"))
  }
}
