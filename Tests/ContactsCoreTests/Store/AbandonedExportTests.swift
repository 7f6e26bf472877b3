import Glibc
import TestSupport
import Testing

@testable import ContactsCore

@Suite("What a killed export leaves")
struct AbandonedExportTests {
  private let folder = TestFolder()

  private func leave(_ name: String) -> Int32 {
    open("\(folder.path)/\(name)", O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
  }

  private var names: [String] { TestFolder.entries(of: folder.path).sorted() }

  @Test func `the next export takes what nobody holds, and nothing else`() {
    let held = AbandonedExports.name([0xbb])
    let mine = leave(held)
    defer { close(mine) }
    #expect(flock(mine, LOCK_EX | LOCK_NB) == 0)
    for name in [AbandonedExports.name([0xaa]), ".0a0b.parte", "relatorio.parte"] {
      close(leave(name))
    }
    mkdir("\(folder.path)/\(AbandonedExports.name([0xcc]))", 0o700)
    symlink("relatorio.parte", "\(folder.path)/\(AbandonedExports.name([0xdd]))")

    let file = ExportFile.named("saida", in: folder)
    #expect(
      names
        == [
          AbandonedExports.name([0xbb]), AbandonedExports.name([0xcc]),
          AbandonedExports.name([0xdd]),
          ".0a0b.parte", "parte-saida", "relatorio.parte",
        ].sorted())
    _ = file
  }

  @Test func `two exports into one folder leave each other alone`() throws {
    let first = ExportFile(
      descriptor: leave(ExportFile.temporaryName([1])),
      folder: open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), name: "um",
      temporary: ExportFile.temporaryName([1]), replaces: false)
    let second = ExportFile.named("dois", in: folder)
    try first.append(Array("um".utf8))
    try first.keep(number: [2])
    try second.keep(number: [3])
    #expect(names == ["dois", "um"])
    #expect(try folder.text(of: "um") == "um")
  }
}
